import { Text } from "@mantine/core";
import { IconBroadcast, IconListCheck, IconSchool } from "@tabler/icons-react";
import type { Mode } from "@/features/session/api/session";
import { text } from "@/text";
import classes from "./Shell.module.css";

const icons = { practice: IconSchool, allowlist: IconListCheck, live: IconBroadcast };

/** Who can be reached from here, on every screen, in words, a picture and a colour. */
export function ModeStrip({ mode }: { mode: Mode }) {
  const Icon = icons[mode];
  const { name, meaning } = text.shell.modes[mode];
  return (
    <div className={classes.mode} data-mode={mode} role="note" aria-label={text.shell.deliveryMode}>
      <Icon size={18} aria-hidden />
      <Text size="sm" fw={700} component="strong">
        {name}
      </Text>
      <Text size="sm" className={classes.meaning}>
        {meaning}
      </Text>
    </div>
  );
}
