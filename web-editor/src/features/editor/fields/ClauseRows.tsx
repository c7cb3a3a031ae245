import { ActionIcon, Button, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import {
  blankClause,
  isUnfinished,
  operators,
  type Clause,
  type Condition,
  type Literal,
  type Operator,
} from "@/recipe/condition";
import type { Place } from "@/recipe/pointer";
import type { ScopeGroup } from "@/recipe/scope";
import { text } from "@/text";
import { useScope } from "../state/Editing";
import { ClauseField } from "./ClauseField";
import classes from "./fields.module.css";

const words = text.fields;

interface ClauseRowsProps {
  place: Place;
  label: string;
  condition: Condition;
  onChange: (condition: Condition) => void;
}

export function ClauseRows({ place, label, condition, onChange }: ClauseRowsProps) {
  const groups = useScope(place);
  const { clauses, join } = condition;
  const put = (index: number, clause: Clause) => onChange({ ...condition, clauses: clauses.with(index, clause) });
  return (
    <>
      {clauses.length > 1 && (
        <Select
          label={words.join}
          w={180}
          data={[
            { value: "and", label: words.joinAnd },
            { value: "or", label: words.joinOr },
          ]}
          value={join}
          allowDeselect={false}
          onChange={(chosen) => onChange({ ...condition, join: chosen === "or" ? "or" : "and" })}
        />
      )}
      {clauses.map((clause, index) => (
        <div key={index} className={classes.clause} role="group" aria-label={`${label} ${index + 1}`}>
          <ClauseField
            groups={groups}
            field={clause.field}
            unfinished={isUnfinished(clause)}
            onChange={(field) => put(index, { ...clause, field, value: startValue(groups, field, clause) })}
          />
          <Select
            aria-label={words.clauseOperator}
            data={operators.map((operator) => ({ value: operator, label: words.operators[operator] }))}
            value={clause.operator}
            allowDeselect={false}
            onChange={(operator) => put(index, withOperator(clause, operator ?? "="))}
          />
          {clause.operator === "filled" || clause.operator === "empty" ? (
            <span />
          ) : (
            <ClauseValue value={clause.value} onChange={(value) => put(index, { ...clause, value })} />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.removeClause(index + 1)}
            onClick={() => onChange({ ...condition, clauses: clauses.toSpliced(index, 1) })}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange({ ...condition, clauses: [...clauses, blankClause] })}
        >
          {words.addClause}
        </Button>
      </Group>
    </>
  );
}

function ClauseValue({ value, onChange }: { value: Literal; onChange: (value: Literal) => void }) {
  const kind = typeof value === "boolean" ? (value ? "yes" : "no") : typeof value === "number" ? "number" : "text";
  const choose = (next: string | null) => {
    if (next === "yes" || next === "no") onChange(next === "yes");
    else if (next === "number") onChange(Number(value) || 0);
    else onChange(typeof value === "boolean" ? "" : String(value ?? ""));
  };
  return (
    <div className={classes.clauseValue}>
      <Select
        aria-label={words.valueKind}
        data={(["text", "number", "yes", "no"] as const).map((each) => ({ value: each, label: words.kinds[each] }))}
        value={kind}
        allowDeselect={false}
        onChange={choose}
      />
      {kind === "text" && (
        <TextInput
          aria-label={words.clauseValue}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {kind === "number" && (
        <NumberInput
          aria-label={words.clauseValue}
          value={Number(value)}
          onChange={(typed) => onChange(Number(typed))}
        />
      )}
    </div>
  );
}

/** A field whose sample is yes or no, or a number, is compared with its like. */
function startValue(groups: ScopeGroup[], field: string, clause: Clause): Literal {
  if (clause.value !== "") return clause.value;
  const sample = groups.flatMap((group) => group.values).find(({ expression }) => expression === field)?.sample;
  return typeof sample === "boolean" ? true : typeof sample === "number" ? sample : "";
}

function withOperator(clause: Clause, operator: Operator): Clause {
  if (operator === "filled" || operator === "empty") return { ...clause, operator, value: null };
  if (operator === "contains") return { ...clause, operator, value: String(clause.value ?? "") };
  return { ...clause, operator, value: clause.value ?? "" };
}
