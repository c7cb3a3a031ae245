import { TagsInput } from "@mantine/core";
import { isObject } from "@/recipe/shape";
import { editing } from "@/text/editing";
import { AnyValueField } from "../fields/AnyValueField";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

const words = editing.policy;

/** Whom a failure concerns: one name or several. */
export function AlertField() {
  const { set } = useEditing();
  const error = useProblemAt(["alert"]);
  const written = useAt(["alert"]);
  const several = Array.isArray(written);
  if (isObject(written) || (several && written.some((each) => typeof each !== "string"))) {
    const frame = { label: words.alert, help: words.alertHelp, error, required: false };
    const ways = ["entries", "list", "text"] as const;
    return (
      <AnyValueField
        place={["alert"]}
        name="alert"
        schema={{}}
        required={false}
        context={{ plain: true }}
        frame={frame}
        ways={ways}
      />
    );
  }
  return (
    <TagsInput
      label={words.alert}
      description={words.alertHelp}
      error={error}
      value={several ? written.map(String) : typeof written === "string" ? [written] : []}
      onChange={(next) => set(["alert"], next.length === 0 ? undefined : next.length === 1 ? next[0] : next)}
    />
  );
}
