import { IconPlus } from "@tabler/icons-react";
import { Button, Fieldset, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { blankClause, isUnfinished, parseCondition, writeCondition, type Condition } from "@/recipe/condition";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import { ClauseRows } from "./ClauseRows";
import { ConditionResult } from "./ConditionResult";
import { ExpressionField } from "./ExpressionField";

const words = text.fields;

interface ConditionFieldProps {
  place: Place;
  label: string;
  help?: string;
}

/** A condition as lines to choose from; the expression is there for those who like it, and for what lines cannot say. */
export function ConditionField({ place, label, help }: ConditionFieldProps) {
  const { set } = useEditing();
  const error = useProblemAt(place);
  const value = useAt(place);
  const written = typeof value === "string" ? value : "";
  const [asExpression, setAsExpression] = useState(false);
  const [unfinished, setUnfinished] = useState<{ of: string; condition: Condition }>();
  const condition = parseCondition(written);
  const inForm = condition !== undefined && !asExpression;

  const change = (next: Condition) => {
    const expression = writeCondition(next);
    setUnfinished({ of: expression, condition: next });
    if (expression !== written) set(place, expression === "" ? undefined : expression);
  };

  if (written === "" && !asExpression && unfinished === undefined) {
    return (
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setUnfinished({ of: "", condition: { join: "and", clauses: [blankClause] } })}
        >
          {words.addCondition(label)}
        </Button>
        {error && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
      </Group>
    );
  }
  return (
    <Fieldset legend={label}>
      <Stack gap="sm">
        {help && (
          <Text size="xs" c="dimmed">
            {help}
          </Text>
        )}
        {inForm ? (
          <ClauseRows
            place={place}
            label={label}
            condition={unfinished?.of === written ? unfinished.condition : condition}
            onChange={change}
          />
        ) : (
          <>
            <ExpressionField
              place={place}
              label={words.expression}
              value={written}
              error={error}
              onChange={(typed) => set(place, typed === "" ? undefined : typed)}
            />
            {condition === undefined && (
              <Text size="xs" c="dimmed">
                {words.beyondBuilder}
              </Text>
            )}
          </>
        )}
        {error && inForm && !condition.clauses.some(isUnfinished) && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
        <Group justify="space-between">
          <ConditionResult expression={written} />
          {condition !== undefined && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAsExpression(!asExpression)}>
              {asExpression ? words.asBuilder : words.asExpression}
            </Button>
          )}
        </Group>
      </Stack>
    </Fieldset>
  );
}
