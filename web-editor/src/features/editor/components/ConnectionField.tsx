import { Autocomplete } from "@mantine/core";
import type { Place } from "@/recipe/pointer";
import { text } from "@/text";
import { useAt, useEditing, useProblemAt, useView } from "../state/Editing";

/** A connection by its id; one that is set up later can be typed already. */
export function ConnectionField({ place, connector }: { place: Place; connector: string | undefined }) {
  const { set } = useEditing();
  const connections = useView((view) => view.connections);
  const error = useProblemAt(place);
  const value = useAt(place);
  return (
    <Autocomplete
      label={text.editor.connection}
      description={text.editor.connectionHelp}
      data={connections.filter((each) => each.connector === connector).map(({ id }) => id)}
      value={typeof value === "string" ? value : ""}
      error={error}
      onChange={(typed) => set(place, typed === "" ? undefined : typed)}
      maw={420}
    />
  );
}
