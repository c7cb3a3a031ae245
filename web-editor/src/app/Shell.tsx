import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure, useMediaQuery } from "@mantine/hooks";
import { IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { StreamState } from "@/api/stream";
import { useLiveUpdates } from "@/api/useLiveUpdates";
import { useSignOut, type Session } from "@/features/session/api/session";
import { text } from "@/text";
import { Logo } from "@/ui/Logo";
import { ModeStrip } from "./ModeStrip";
import { Navigation } from "./Navigation";
import classes from "./Shell.module.css";

/** The frame of every screen: who is reached, where one is, and whether what is seen is current. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const narrow = useMediaQuery("(max-width: 48em)");
  const stream = useLiveUpdates();
  return (
    <>
      <a href="#content" className={classes.skip}>
        {text.shell.skipToContent}
      </a>
      <AppShell
        header={{ height: narrow ? 108 : 84 }}
        navbar={{ width: 220, breakpoint: "sm", collapsed: { mobile: !opened } }}
        padding={{ base: "md", md: "lg" }}
      >
        <AppShell.Header className={classes.header}>
          <div className={classes.bar}>
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-expanded={opened}
              aria-label={opened ? text.shell.closeNavigation : text.shell.openNavigation}
            />
            <Logo size={26} />
            <span className={classes.product}>{text.shell.product}</span>
            <Group ml="auto" gap="xs" wrap="nowrap">
              <Stream state={stream} />
              <Look />
              <SignOut user={session.user ?? undefined} />
            </Group>
          </div>
          <ModeStrip mode={session.mode} />
        </AppShell.Header>
        <AppShell.Navbar p="sm" aria-label={text.shell.navigation}>
          <AppShell.Section grow>
            <Navigation practice={session.practice} onNavigate={close} />
          </AppShell.Section>
          {session.version && <Text className={classes.foot}>{text.shell.version(session.version)}</Text>}
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
          {children}
        </AppShell.Main>
      </AppShell>
    </>
  );
}

function Stream({ state }: { state: StreamState }) {
  return (
    <span className={classes.stream} data-state={state} title={text.shell.stream[state]}>
      <span className={classes.dot} role="img" aria-label={text.shell.stream[state]} />
      {state === "interrupted" && <span aria-hidden>{text.shell.reconnecting}</span>}
    </span>
  );
}

function Look() {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={dark ? text.shell.lookLight : text.shell.lookDark}
      onClick={() => setColorScheme(dark ? "light" : "dark")}
    >
      {dark ? <IconSun size={20} aria-hidden /> : <IconMoon size={20} aria-hidden />}
    </ActionIcon>
  );
}

function SignOut({ user }: { user: string | undefined }) {
  const signOut = useSignOut();
  const label = user === undefined ? text.shell.signOut : `${text.shell.signOut}. ${text.shell.signedInAs(user)}`;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      onClick={() => signOut.mutate()}
    >
      <IconLogout size={20} aria-hidden />
    </ActionIcon>
  );
}
