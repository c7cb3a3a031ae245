import { QueryClientProvider } from "@tanstack/react-query";
import { MantineProvider } from "@mantine/core";
import { useState } from "react";
import { BrowserRouter } from "react-router";
import { createQueryClient } from "@/api/queryClient";
import { useSession } from "@/features/session/api/session";
import { SignIn } from "@/features/session/components/SignIn";
import { text } from "@/text";
import { Loaded } from "@/ui/Loaded";
import { LiveRegion } from "@/ui/LiveRegion";
import { AppRoutes } from "./AppRoutes";
import { ErrorBoundary } from "./ErrorBoundary";
import { Shell } from "./Shell";
import { cssVariables, theme } from "./theme";

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <LiveRegion />
        <ErrorBoundary>
          <BrowserRouter>
            <Door />
          </BrowserRouter>
        </ErrorBoundary>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Door() {
  const session = useSession();
  return (
    <Loaded query={session} what={text.shell.product}>
      {(current) =>
        current.signedIn ? (
          <Shell session={current}>
            <AppRoutes />
          </Shell>
        ) : (
          <SignIn />
        )
      }
    </Loaded>
  );
}
