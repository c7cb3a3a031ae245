import { Chip, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { weekdays, type Schedule } from "@/recipe/schedule";
import { text } from "@/text";

const words = text.schedule;

interface ScheduleProps<S extends Schedule> {
  schedule: S;
  onChange: (schedule: Schedule) => void;
}

/** The parts of the sentence that can be chosen. */
export function ScheduleParts({ schedule, onChange }: ScheduleProps<Schedule>) {
  switch (schedule.kind) {
    case "minutes":
      return (
        <NumberInput
          label={words.every}
          min={1}
          max={59}
          w={140}
          value={schedule.every}
          onChange={(every) => typeof every === "number" && onChange({ ...schedule, every })}
        />
      );
    case "daily":
      return <TimeOfDay schedule={schedule} onChange={onChange} />;
    case "weekly":
      return (
        <>
          <Days schedule={schedule} onChange={onChange} />
          <TimeOfDay schedule={schedule} onChange={onChange} />
        </>
      );
    case "monthly":
      return (
        <>
          <Select
            label={words.dayOfMonth}
            w={140}
            data={[
              ...Array.from({ length: 31 }, (_, index) => String(index + 1)),
              { value: "last", label: words.lastDay },
            ]}
            value={String(schedule.day)}
            allowDeselect={false}
            onChange={(day) => onChange({ ...schedule, day: day === "last" ? "last" : Number(day) })}
          />
          <TimeOfDay schedule={schedule} onChange={onChange} />
        </>
      );
    case "nth":
      return (
        <>
          <Select
            label={words.nth}
            w={120}
            data={[
              ...words.ordinals.map((label, index) => ({ value: String(index + 1), label })),
              { value: "last", label: words.lastOne },
            ]}
            value={String(schedule.nth)}
            allowDeselect={false}
            onChange={(nth) => onChange({ ...schedule, nth: nth === "last" ? "last" : Number(nth) })}
          />
          <Select
            label={words.weekday}
            w={150}
            data={weekdays.map((day) => ({ value: day, label: words.weekdays[day] }))}
            value={schedule.day}
            allowDeselect={false}
            onChange={(day) => onChange({ ...schedule, day: day ?? "MON" })}
          />
          <TimeOfDay schedule={schedule} onChange={onChange} />
        </>
      );
  }
}

function TimeOfDay({ schedule, onChange }: ScheduleProps<Exclude<Schedule, { kind: "minutes" }>>) {
  return (
    <TextInput
      type="time"
      label={words.at}
      w={130}
      value={schedule.time}
      onChange={(event) =>
        event.currentTarget.value !== "" && onChange({ ...schedule, time: event.currentTarget.value })
      }
    />
  );
}

function Days({ schedule, onChange }: ScheduleProps<Schedule & { kind: "weekly" }>) {
  return (
    <Chip.Group
      multiple
      value={schedule.days}
      onChange={(days) =>
        days.length > 0 && onChange({ ...schedule, days: weekdays.filter((day) => days.includes(day)) })
      }
    >
      <Group gap={4} role="group" aria-label={words.days}>
        {weekdays.map((day) => (
          <Chip key={day} value={day} size="xs">
            {words.weekdays[day]}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
