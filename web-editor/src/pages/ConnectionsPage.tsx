import { Button } from "@mantine/core";
import { useState } from "react";
import { useCatalog } from "@/api/getCatalog";
import { useConnections, type Connection } from "@/api/listConnections";
import { ConnectionDialog } from "@/features/connections/components/ConnectionDialog";
import { ConnectionList } from "@/features/connections/components/ConnectionList";
import { useRecipeDocuments } from "@/api/listDocuments";
import { useSession } from "@/features/session/api/session";
import { connectionsOf } from "@/recipe/uses";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const words = text.connections;

export default function ConnectionsPage() {
  const connections = useConnections();
  const connectors = (useCatalog().data?.connectors ?? []).filter(({ takesConnection }) => takesConnection);
  const usedBy = useConnectionUses();
  const practice = useSession().data?.mode === "practice";
  const [open, setOpen] = useState<{ connection: Connection | undefined }>();
  return (
    <Page
      title={words.title}
      help={words.help}
      actions={<Button onClick={() => setOpen({ connection: undefined })}>{words.add}</Button>}
    >
      <Loaded query={connections} what={words.title}>
        {({ connections: list }) =>
          list.length === 0 ? (
            <Empty title={words.empty} help={practice ? words.emptyPractice : words.emptyHelp} />
          ) : (
            <ConnectionList
              connections={list}
              connectors={connectors}
              usedBy={usedBy}
              onEdit={(connection) => setOpen({ connection })}
            />
          )
        }
      </Loaded>
      {open && (
        <ConnectionDialog connectors={connectors} connection={open.connection} onClose={() => setOpen(undefined)} />
      )}
    </Page>
  );
}

/** Which recipes name each connection. */
function useConnectionUses(): ReadonlyMap<string, { id: string; title: string }[]> {
  const recipes = useRecipeDocuments() ?? [];
  const uses = new Map<string, { id: string; title: string }[]>();
  for (const { summary, document } of recipes) {
    for (const connection of connectionsOf(document)) {
      const one = { id: summary.id, title: summary.title };
      uses.set(connection, [...(uses.get(connection) ?? []), one]);
    }
  }
  return uses;
}
