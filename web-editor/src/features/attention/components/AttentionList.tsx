import { Stack } from "@mantine/core";
import { useState } from "react";
import type { AttentionItem as Item, Decision } from "../api/listAttention";
import { AssignDialog } from "./AssignDialog";
import { AttentionItem } from "./AttentionItem";
import { DecideDialog } from "./DecideDialog";
import { NoteDialog } from "./NoteDialog";

interface AttentionListProps {
  items: readonly Item[];
  titles: ReadonlyMap<string, string>;
  /** Who is signed in. */
  user: string | undefined;
}

type Asked = { what: "decide"; item: Item; decision: Decision } | { what: "assign" | "note"; item: Item };

export function AttentionList({ items, titles, user }: AttentionListProps) {
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  const people = [...new Set([user, ...items.map(({ assignedTo }) => assignedTo)])].filter((name) => name != null);
  return (
    <>
      <Stack component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {items.map((item) => (
          <AttentionItem
            key={item.id}
            item={item}
            title={item.recipe == null ? undefined : titles.get(item.recipe)}
            onDecide={(decision) => setAsked({ what: "decide", item, decision })}
            onAssign={() => setAsked({ what: "assign", item })}
            onNote={() => setAsked({ what: "note", item })}
          />
        ))}
      </Stack>
      {asked?.what === "decide" && <DecideDialog item={asked.item} decision={asked.decision} onClose={close} />}
      {asked?.what === "assign" && <AssignDialog item={asked.item} people={people} onClose={close} />}
      {asked?.what === "note" && <NoteDialog item={asked.item} onClose={close} />}
    </>
  );
}
