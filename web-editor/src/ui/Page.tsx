import { Group, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useLocation } from "react-router";
import { text } from "@/text";

interface PageProps {
  title: string;
  help?: string;
  actions?: ReactNode;
  children: ReactNode;
}

let firstPageShown = false;

/** A screen: names the document and, after a change of screen, takes the focus to its heading. */
export function Page({ title, help, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();

  useEffect(() => {
    document.title = `${title} · ${text.shell.product}`;
  }, [title]);

  useEffect(() => {
    if (firstPageShown) heading.current?.focus();
    firstPageShown = true;
  }, [pathname]);

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: "none" }}>
            {title}
          </Title>
          {help && <Text c="dimmed">{help}</Text>}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}
