import { Button, Group } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useRecipeTitles } from "@/features/recipes/api/listRecipes";
import { useRuns } from "@/features/runs/api/listRuns";
import { runStates, type RunState } from "@/features/runs/api/run";
import { RunFilters } from "@/features/runs/components/RunFilters";
import { RunTable } from "@/features/runs/components/RunTable";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const pageSize = 50;

/**
 * The filter is in the address, so that a list can be sent to a colleague; the page is not, and neither is the
 * patient's key: addresses end up in logs and histories.
 */
export default function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const [cursors, setCursors] = useState<string[]>([]);
  const titles = useRecipeTitles();
  const recipe = search.get("recipe") ?? undefined;
  const state = runStates.find((each) => each === search.get("state"));
  const [typedSubject, setTypedSubject] = useState("");
  const [settled] = useDebouncedValue(typedSubject.trim(), 400);
  const subject = settled === "" ? undefined : settled;
  const list = useRuns({ recipe, state, subject, limit: pageSize, cursor: cursors.at(-1) });

  const filter = (next: { recipe: string | undefined; state: RunState | undefined }) => {
    setCursors([]);
    setSearch(
      Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
      {
        replace: true,
      },
    );
  };
  const filtered = recipe !== undefined || state !== undefined || subject !== undefined;

  return (
    <Page title={text.runs.title} help={text.runs.help}>
      <RunFilters
        recipe={recipe}
        state={state}
        subject={typedSubject}
        titles={titles}
        onSubject={(typed) => {
          setCursors([]);
          setTypedSubject(typed);
        }}
        onChange={filter}
      />
      <Loaded query={list} what={text.runs.title}>
        {({ runs, next }) => (
          <>
            {runs.length > 0 ? (
              <RunTable runs={runs} titles={titles} />
            ) : (
              <Empty
                title={filtered ? text.runs.emptyFiltered : text.runs.empty}
                help={filtered ? text.runs.emptyFilteredHelp : text.runs.emptyHelp}
              />
            )}
            <Group>
              <Button
                variant="default"
                disabled={cursors.length === 0}
                onClick={() => setCursors((before) => before.slice(0, -1))}
              >
                {text.runs.newer}
              </Button>
              <Button
                variant="default"
                disabled={next == null}
                onClick={() => next != null && setCursors((before) => [...before, next])}
              >
                {text.runs.older}
              </Button>
            </Group>
          </>
        )}
      </Loaded>
    </Page>
  );
}
