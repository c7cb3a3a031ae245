import { Anchor, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { Link } from "react-router";
import { useEvents, type HeardEvent } from "@/api/listEvents";
import { useRecipes, type RecipeSummary } from "@/api/listRecipes";
import { conditionInWords } from "@/recipe/condition";
import { getAt } from "@/recipe/pointer";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { StateBadge } from "@/ui/StateBadge";
import { Time } from "@/ui/Time";

const words = text.trial;
const shown = 5;

interface RowAnswerProps {
  /** The saved recipe; absent while it is new. */
  id: string | undefined;
  document: unknown;
  /** What names the chosen row or event, such as its appointment id. */
  rowKey: string | undefined;
}

/** Why a row or record did not start the recipe, or the runs that it did start; asked by any value it holds. */
export function RowAnswer({ id, document, rowKey }: RowAnswerProps) {
  const recipe = useRecipes().data?.recipes.find((each) => each.id === id);
  const [asked, setAsked] = useState<string>();
  const [search] = useDebouncedValue((asked ?? rowKey ?? "").trim(), 400);
  const question = id === undefined || search === "" ? undefined : { recipe: id, search, limit: shown };
  const events = useEvents(question);
  const when = typed(getAt(document, ["trigger", "when"]));
  return (
    <Stack gap="xs" component="section" aria-label={words.row} maw={720}>
      <Title order={2} size="h3">
        {words.row}
      </Title>
      {recipe === undefined ? (
        <Text>{words.rowNotSaved}</Text>
      ) : (
        <>
          <TextInput
            label={words.rowKey}
            description={words.rowKeyHelp}
            value={asked ?? rowKey ?? ""}
            onChange={(event) => setAsked(event.currentTarget.value)}
            w={{ base: "100%", xs: 360 }}
          />
          <Standing recipe={recipe} />
          {question !== undefined && (
            <Loaded query={events} what={words.row}>
              {({ events: found }) => <Heard events={found} search={search} when={when} />}
            </Loaded>
          )}
        </>
      )}
    </Stack>
  );
}

/** What keeps the recipe from hearing anything at all. */
function Standing({ recipe }: { recipe: RecipeSummary }) {
  const reasons = [
    recipe.state !== "active" && words.rowInactive,
    recipe.trigger?.problem != null && words.rowTrigger(recipe.trigger.problem),
  ].filter((reason) => reason !== false);
  return reasons.length === 0 ? null : (
    <List size="sm">
      {reasons.map((reason) => (
        <List.Item key={reason}>{reason}</List.Item>
      ))}
    </List>
  );
}

function Heard({ events, search, when }: { events: HeardEvent[]; search: string; when: string }) {
  if (events.length === 0) return <Text>{words.rowNever(search)}</Text>;
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {events.map((event) => (
        <li key={event.id}>
          <Group gap="xs">
            <StateBadge tone={event.wanted ? "good" : "quiet"} label={event.wanted ? words.rowRan : words.rowDidNot} />
            <Time at={event.acceptedAt} />
            {event.wanted && (
              <Anchor component={Link} to={`/runs/${encodeURIComponent(event.id)}`} size="sm">
                {text.runs.runTitle}
              </Anchor>
            )}
          </Group>
          {!event.wanted && <Text size="sm">{words.rowFiltered(conditionInWords(when))}</Text>}
        </li>
      ))}
    </Stack>
  );
}
