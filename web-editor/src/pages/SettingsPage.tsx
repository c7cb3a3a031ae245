import { Group, Select, Stack, Text, Title, useMantineColorScheme } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useSession } from "@/features/session/api/session";
import { Tokens } from "@/features/settings/components/Tokens";
import { text } from "@/text";
import { Page } from "@/ui/Page";
import { StateBadge } from "@/ui/StateBadge";
import { chosenSize, setTextSize, textSizes, type TextSize } from "@/ui/textSize";

const words = text.settings;
const colours = ["auto", "light", "dark"] as const;

/** What is set where Carelay is started, and how it looks in this browser. */
export default function SettingsPage() {
  const session = useSession().data;
  const mode = session?.mode ?? "practice";
  return (
    <Page title={words.title}>
      <Section title={words.delivery} help={words.deliveryHelp}>
        <Group gap="xs">
          <StateBadge tone={mode === "live" ? "active" : "held"} label={text.shell.modes[mode].name} />
          <Text>{text.shell.modes[mode].meaning}</Text>
        </Group>
      </Section>
      <Section title={words.look} help={words.lookHelp}>
        <Look />
      </Section>
      <Section title={words.access} help={words.accessHelp}>
        <Text>
          {words.user}: {session?.user ?? ""}
        </Text>
        <Text>
          {words.version}: {session?.version ?? ""}
        </Text>
        <Tokens />
      </Section>
    </Page>
  );
}

function Look() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [size, setSize] = useState<TextSize>(chosenSize);
  return (
    <>
      <Select
        label={words.colours}
        data={colours.map((value) => ({ value, label: words[value] }))}
        value={colorScheme}
        allowDeselect={false}
        onChange={(value) => setColorScheme(colours.find((each) => each === value) ?? "auto")}
        w={{ base: "100%", xs: 260 }}
      />
      <Select
        label={words.size}
        data={textSizes.map((value) => ({ value, label: words[value] }))}
        value={size}
        allowDeselect={false}
        onChange={(value) => {
          const chosen = textSizes.find((each) => each === value) ?? "normal";
          setSize(chosen);
          setTextSize(chosen);
        }}
        w={{ base: "100%", xs: 260 }}
      />
    </>
  );
}

function Section({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <Stack component="section" gap="sm" maw={720} aria-label={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text c="dimmed">{help}</Text>
      {children}
    </Stack>
  );
}
