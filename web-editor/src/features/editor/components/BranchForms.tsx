import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import type { Place } from "@/recipe/pointer";
import type { StepDocument } from "@/recipe/steps";
import { text } from "@/text";
import { ConditionField } from "../fields/ConditionField";
import { NumberField } from "../fields/NumberField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";
import { StepList } from "./StepList";
import classes from "./steps.module.css";
import { WrittenField } from "./WrittenField";

const words = text.editor;

interface BranchFormProps {
  step: StepDocument;
  place: Place;
}

/** If, otherwise: the first branch whose condition is true. */
export function ChooseForm({ step, place }: BranchFormProps) {
  const { set } = useEditing();
  const branches: unknown[] = Array.isArray(step.choose) ? step.choose : [];
  const at: Place = [...place, "choose"];
  return (
    <Stack gap="md">
      {branches.map((_, index) => (
        <section key={index} aria-label={words.branch(index + 1)} className={classes.inner}>
          <Stack gap="sm">
            <ConditionField place={[...at, index, "when"]} label={`${words.branch(index + 1)}: ${words.branchWhen}`} />
            <StepList list={[...at, index, "steps"]} name={words.branchThen(index + 1)} />
            {branches.length > 1 && (
              <RemoveButton
                label={words.removeBranch(index + 1)}
                onClick={() => set(at, branches.toSpliced(index, 1))}
              />
            )}
          </Stack>
        </section>
      ))}
      <AddButton label={words.addBranch} onClick={() => set(at, [...branches, { when: "", steps: [] }])} />
      <section aria-label={words.otherwise} className={classes.inner}>
        <Text fw={600} size="sm" mb="xs">
          {words.otherwise}
        </Text>
        <StepList list={[...place, "otherwise"]} name={words.otherwise} />
      </section>
    </Stack>
  );
}

export function LoopForm({ place }: { place: Place }) {
  const error = useProblemAt([...place, "parallel"]);
  return (
    <Stack gap="md">
      <WrittenField place={[...place, "forEach"]} label={words.list} help={words.listHelp} required />
      <Group align="flex-start">
        <WrittenField place={[...place, "as"]} label={words.as} plain />
        <NumberField
          place={[...place, "parallel"]}
          whole
          frame={{ label: words.parallelItems, help: undefined, error, required: false }}
        />
      </Group>
      <div className={classes.inner}>
        <StepList list={[...place, "steps"]} name={words.loopSteps} />
      </div>
    </Stack>
  );
}

export function ParallelForm({ place }: BranchFormProps) {
  const { set } = useEditing();
  const at: Place = [...place, "parallel"];
  const written = useAt(at);
  const sides: unknown[] = Array.isArray(written) ? written : [];
  return (
    <Stack gap="md">
      {sides.map((_, index) => (
        <section key={index} aria-label={words.sideSteps(index + 1)} className={classes.inner}>
          <Text fw={600} size="sm" mb="xs">
            {words.sideSteps(index + 1)}
          </Text>
          <StepList list={[...at, index]} name={words.sideSteps(index + 1)} />
          {sides.length > 1 && (
            <RemoveButton label={words.removeSide(index + 1)} onClick={() => set(at, sides.toSpliced(index, 1))} />
          )}
        </section>
      ))}
      <AddButton label={words.addSide} onClick={() => set(at, [...sides, []])} />
    </Stack>
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Group>
      <Button size="xs" variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onClick}>
        {label}
      </Button>
    </Group>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Group mt="xs">
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={onClick}
      >
        {label}
      </Button>
    </Group>
  );
}
