import { MutationCache, notifyManager, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./http";

// Before the next press is heard, the button of what is under way must be off: a timer would be too late for that.
notifyManager.setScheduler(queueMicrotask);

/** Answers are fresh until the stream says otherwise. A 401 anywhere asks for the session again, which shows sign-in. */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ApiProblem && error.status === 401) void client.invalidateQueries({ queryKey: ["session"] });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // A browser that is offline is told "no answer" at once, in words; by itself it would wait, and say nothing.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        refetchOnReconnect: true,
        staleTime: 30_000,
        retry: (failures, error) => !(error instanceof ApiProblem && error.status < 500) && failures < 2,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 4_000),
      },
    },
  });
  return client;
}
