import { Group, Select } from "@mantine/core";
import { useState } from "react";
import { AttentionList } from "@/features/attention/components/AttentionList";
import { useAttention, type AttentionItem } from "@/features/attention/api/listAttention";
import { useRecipeTitles } from "@/api/listRecipes";
import { useSession } from "@/features/session/api/session";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.attention;

/** The daily screen: what waits for a person, by kind and by who looks after it. */
export default function AttentionPage() {
  const attention = useAttention();
  const titles = useRecipeTitles();
  const user = useSession().data?.user ?? undefined;
  const [kind, setKind] = useState<string | null>(null);
  const [whose, setWhose] = useState<string>("all");
  return (
    <Page title={words.title} help={words.help}>
      <Loaded query={attention} what={words.title}>
        {({ items }) => {
          if (items.length === 0) return <Empty title={words.empty} help={words.emptyHelp} />;
          const kinds = [...new Set(items.map((each) => each.kind))];
          const shown = items.filter((each) => (kind === null || each.kind === kind) && isFor(each, whose, user));
          return (
            <>
              <Group align="flex-end">
                <Select
                  label={words.filter}
                  placeholder={words.allKinds}
                  data={kinds.map((value) => ({ value, label: words.kinds[value] ?? value }))}
                  value={kind}
                  onChange={setKind}
                  clearable
                  w={{ base: "100%", xs: 260 }}
                />
                <Select
                  label={words.whose}
                  data={[
                    { value: "all", label: words.everybodys },
                    { value: "mine", label: words.mine },
                    { value: "nobody", label: words.nobodys },
                  ]}
                  value={whose}
                  allowDeselect={false}
                  onChange={(chosen) => setWhose(chosen ?? "all")}
                  w={{ base: "100%", xs: 200 }}
                />
              </Group>
              {shown.length === 0 ? (
                <Empty title={words.emptyFiltered} help={words.emptyFilteredHelp} />
              ) : (
                <AttentionList items={shown} titles={titles} user={user} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function isFor({ assignedTo }: AttentionItem, whose: string, user: string | undefined): boolean {
  if (whose === "mine") return assignedTo != null && assignedTo === user;
  return whose === "nobody" ? assignedTo == null : true;
}
