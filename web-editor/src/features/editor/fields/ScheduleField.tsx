import { Fieldset, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { getAt, type Place } from "@/recipe/pointer";
import { readCron, writeCron, type Schedule } from "@/recipe/schedule";
import { text } from "@/text";
import { useAt, useEditing, useView } from "../state/Editing";
import { ScheduleExplained } from "./ScheduleExplained";
import { ScheduleParts } from "./ScheduleParts";
import classes from "./fields.module.css";
import type { Frame } from "./SchemaField";

const words = text.schedule;

type Kind = Schedule["kind"] | "cron";

const kinds: Kind[] = ["daily", "weekly", "monthly", "nth", "minutes", "cron"];

/** A schedule in parts of a sentence where it has one, else as cron; with its next times either way. */
export default function ScheduleField({ place, frame }: { place: Place; frame: Frame }) {
  const { set } = useEditing();
  const value = useAt(place);
  const cron = typeof value === "string" ? value : "";
  const [asCron, setAsCron] = useState(false);
  const schedule = asCron ? undefined : readCron(cron);
  // Where nothing is chosen yet there is nothing to read, least of all cron.
  const kind: Kind | null = schedule?.kind ?? (asCron || cron !== "" ? "cron" : null);
  const zone = useView(({ document }) => zoneOf(document, place));

  const choose = (next: Kind) => {
    setAsCron(next === "cron");
    if (next !== "cron") set(place, writeCron(started(next, schedule)));
  };

  return (
    <Fieldset legend={frame.required ? `${frame.label} *` : frame.label}>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label={words.how}
            data={kinds.map((each) => ({ value: each, label: words.kinds[each] }))}
            value={kind}
            placeholder={words.choose}
            error={kind === null && frame.error}
            allowDeselect={false}
            onChange={(chosen) => choose(chosen ?? "cron")}
          />
          {schedule && <ScheduleParts schedule={schedule} onChange={(next) => set(place, writeCron(next, cron))} />}
        </Group>
        {kind === "cron" && (
          <TextInput
            label={words.cron}
            description={words.cronHelp}
            classNames={{ input: classes.mono ?? "" }}
            value={cron}
            onChange={(event) => {
              setAsCron(true);
              set(place, event.currentTarget.value === "" ? undefined : event.currentTarget.value);
            }}
          />
        )}
        {kind !== null && frame.error && (
          <Text size="xs" c="error">
            {frame.error}
          </Text>
        )}
        <ScheduleExplained cron={cron} zone={zone} />
      </Stack>
    </Fieldset>
  );
}

function started(kind: Schedule["kind"], before: Schedule | undefined): Schedule {
  const time = before !== undefined && "time" in before ? before.time : "08:00";
  switch (kind) {
    case "minutes":
      return { kind, every: 15 };
    case "daily":
      return { kind, time };
    case "weekly":
      return { kind, days: ["MON", "TUE", "WED", "THU", "FRI"], time };
    case "monthly":
      return { kind, day: "last", time };
    case "nth":
      return { kind, nth: 1, day: "MON", time };
  }
}

/** The trigger's own zone, else the recipe's. */
function zoneOf(document: unknown, place: Place): string {
  const zones = [getAt(document, [...place.slice(0, -1), "zone"]), getAt(document, ["zone"])];
  return zones.find((zone): zone is string => typeof zone === "string" && zone !== "") ?? "UTC";
}
