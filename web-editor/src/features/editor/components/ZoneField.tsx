import { Autocomplete } from "@mantine/core";
import { typed } from "@/recipe/shape";
import { text } from "@/text";
import { useAt, useEditing, useProblemAt } from "../state/Editing";

const words = text.editor;
const shown = 50;

/** The time zone of a recipe: one of those that the browser knows, or any other name. */
export function ZoneField() {
  const { set } = useEditing();
  const error = useProblemAt(["zone"]);
  return (
    <Autocomplete
      label={words.zone}
      description={words.zoneHelp}
      data={Intl.supportedValuesOf("timeZone")}
      limit={shown}
      value={typed(useAt(["zone"]))}
      error={error}
      onChange={(zone) => set(["zone"], zone === "" ? undefined : zone)}
      maw={420}
    />
  );
}
