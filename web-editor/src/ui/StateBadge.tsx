import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconHandStop,
  IconHourglass,
  IconLoader,
  IconQuestionMark,
} from "@tabler/icons-react";
import classes from "./StateBadge.module.css";

const icons = {
  good: IconCircleCheck,
  bad: IconCircleX,
  active: IconLoader,
  waiting: IconHourglass,
  held: IconHandStop,
  unsure: IconQuestionMark,
  quiet: IconCircleMinus,
  none: IconCircleDashed,
};

export type Tone = keyof typeof icons;

/** A state in words with a picture; the colour only repeats them. */
export function StateBadge({ tone, label }: { tone: Tone; label: string }) {
  const Icon = icons[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={15} stroke={2.2} aria-hidden />
      {label}
    </span>
  );
}
