import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { text } from "@/text";

interface ErrorBoundaryProps {
  /** Where one is: going elsewhere leaves what broke behind. */
  at?: string;
  children: ReactNode;
}

/** The last resort: a screen that broke says so instead of going blank. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { broken: boolean }> {
  override state = { broken: false };

  override componentDidUpdate({ at }: ErrorBoundaryProps) {
    if (at !== this.props.at) this.setState({ broken: false });
  }

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Center component="main" mih="60vh" p="md">
        <Stack maw={480}>
          <Title order={1} size="h2">
            {text.common.wentWrong}
          </Title>
          <Text>{text.common.wentWrongHelp}</Text>
          <Button onClick={() => window.location.reload()}>{text.common.reload}</Button>
        </Stack>
      </Center>
    );
  }
}
