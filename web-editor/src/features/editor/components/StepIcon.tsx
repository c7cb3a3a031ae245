import {
  IconBell,
  IconArrowsSplit2,
  IconCalendarTime,
  IconClipboardList,
  IconCode,
  IconDatabase,
  IconFile,
  IconGitBranch,
  IconHandClick,
  IconHourglass,
  IconMail,
  IconMessage,
  IconPlayerStop,
  IconPuzzle,
  IconRepeat,
  IconRoute,
  IconTable,
  IconWebhook,
  IconWorld,
  type Icon,
} from "@tabler/icons-react";
import type { StepShape } from "@/recipe/shape";

const connectors: Record<string, Icon> = {
  function: IconCode,
  twilio: IconMessage,
  email: IconMail,
  "google-sheets": IconTable,
  database: IconDatabase,
  schedule: IconCalendarTime,
  webhook: IconWebhook,
  form: IconClipboardList,
  file: IconFile,
  push: IconBell,
  http: IconWorld,
  manual: IconHandClick,
};

const flow: Record<Exclude<StepShape["kind"], "action">, Icon> = {
  choose: IconGitBranch,
  forEach: IconRepeat,
  parallel: IconArrowsSplit2,
  wait: IconHourglass,
  waitFor: IconHourglass,
  call: IconRoute,
  stop: IconPlayerStop,
};

export function StepIcon({ step }: { step: StepShape }) {
  return step.kind === "action" ? <UsesIcon uses={step.uses ?? ""} /> : <Drawn icon={flow[step.kind]} />;
}

/** The picture of a connector, by what a trigger or step uses. */
export function UsesIcon({ uses }: { uses: string }) {
  return <Drawn icon={connectors[uses.slice(0, uses.lastIndexOf("."))] ?? IconPuzzle} />;
}

function Drawn({ icon: DrawnIcon }: { icon: Icon }) {
  return <DrawnIcon size={20} stroke={1.7} aria-hidden style={{ flex: "none" }} />;
}
