import { Alert, Button, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { useRecipeTitles } from "@/api/listRecipes";
import { useRunHistory } from "@/features/runs/api/listRuns";
import { runStates, type RunState } from "@/features/runs/api/run";
import { RunFilters } from "@/features/runs/components/RunFilters";
import { RunTable } from "@/features/runs/components/RunTable";
import { text } from "@/text";
import { Empty, Loaded } from "@/ui/Loaded";
import { Page } from "@/ui/Page";

const pageSize = 100;

/**
 * The filter is in the address, so that a list can be sent to a colleague; the patient's key is not: addresses end up
 * in logs and histories.
 */
export default function RunsPage() {
  const [search, setSearch] = useSearchParams();
  const titles = useRecipeTitles();
  const recipe = search.get("recipe") ?? undefined;
  const state = runStates.find((each) => each === search.get("state"));
  const [typedSubject, setTypedSubject] = useState("");
  const [settled] = useDebouncedValue(typedSubject.trim(), 400);
  const subject = settled === "" ? undefined : settled;
  const [typedUntil, setTypedUntil] = useState("");
  const until = typedUntil === "" ? undefined : new Date(typedUntil).toISOString();
  const history = useRunHistory({ recipe, state, subject, until, limit: pageSize });
  const { newest, runs, hasMore, standsStill, loading, failure, loadOlder, showNewest } = history;

  const filter = (next: { recipe: string | undefined; state: RunState | undefined }) =>
    setSearch(
      Object.entries(next).filter((entry): entry is [string, string] => entry[1] !== undefined),
      { replace: true },
    );
  const filtered = recipe !== undefined || state !== undefined || subject !== undefined || until !== undefined;

  return (
    <Page title={text.runs.title} help={text.runs.help}>
      <RunFilters
        recipe={recipe}
        state={state}
        subject={typedSubject}
        until={typedUntil}
        titles={titles}
        onSubject={setTypedSubject}
        onUntil={setTypedUntil}
        onChange={filter}
      />
      <Loaded query={newest} what={text.runs.title}>
        {() =>
          runs.length === 0 ? (
            <Empty
              title={filtered ? text.runs.emptyFiltered : text.runs.empty}
              help={filtered ? text.runs.emptyFilteredHelp : text.runs.emptyHelp}
            />
          ) : (
            <>
              {standsStill && (
                <Group gap="sm" role="status">
                  <Text size="sm">{text.runs.standsStill}</Text>
                  <Button size="xs" variant="default" onClick={showNewest}>
                    {text.runs.showNewest}
                  </Button>
                </Group>
              )}
              <RunTable runs={runs} titles={titles} hasMore={hasMore} />
              {failure && <Alert color="red">{failure.message}</Alert>}
              {hasMore ? <Older loading={loading} onOlder={() => void loadOlder()} /> : <End count={runs.length} />}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

/** Loads what is older when it comes near, or is pressed. The first press is a person's: then the list stands still. */
function Older({ loading, onOlder }: { loading: boolean; onOlder: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onOlder);
  useEffect(() => {
    latest.current = onOlder;
  });
  useEffect(() => {
    const scrolled = () => {
      const top = end.current?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
      if (window.scrollY > 0 && top < window.innerHeight * 2) latest.current();
    };
    window.addEventListener("scroll", scrolled, { passive: true });
    return () => window.removeEventListener("scroll", scrolled);
  }, []);
  return (
    <Group ref={end}>
      <Button variant="default" loading={loading} onClick={onOlder}>
        {text.runs.older}
      </Button>
    </Group>
  );
}

function End({ count }: { count: number }) {
  return (
    <Text size="sm" c="dimmed">
      {text.runs.all(count)}
    </Text>
  );
}
