import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { setupServer } from "msw/node";
import type { ReactNode } from "react";
import { MemoryRouter, type MemoryRouterProps } from "react-router";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { createQueryClient } from "@/api/queryClient";
import { LiveRegion } from "@/ui/LiveRegion";
import { createClinic, type Clinic } from "../../fake/clinic.ts";
import { handlers } from "../../fake/handlers.ts";

/** A stand-in runtime for the tests of one file; what is asked for and not known fails the test. */
export function standInRuntime(): { clinic: () => Clinic; server: ReturnType<typeof setupServer> } {
  let clinic = createClinic();
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  beforeEach(() => {
    clinic = createClinic();
    server.use(...handlers(clinic));
  });
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return { clinic: () => clinic, server };
}

/** Renders as the app does, without the shell. */
export function renderAt(path: NonNullable<MemoryRouterProps["initialEntries"]>[number], page: ReactNode) {
  const client = createQueryClient();
  const user = userEvent.setup();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <LiveRegion />
        <MemoryRouter initialEntries={[path]}>{page}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { user, client };
}
