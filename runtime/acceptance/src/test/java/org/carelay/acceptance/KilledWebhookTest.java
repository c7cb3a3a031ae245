package org.carelay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Posts go on while the runtime and its database are killed. Every 2xx leads to exactly one run; a
 * sender that repeats a post it got no answer for causes no second one.
 */
class KilledWebhookTest {
  private static final int KILLS = 12;
  private static final String RECIPE =
      """
      { "version": 1, "id": "readings", "title": "Keep readings",
        "trigger": { "uses": "webhook.received",
          "with": { "path": "readings", "auth": "none", "dedupe": "body.id" } },
        "steps": [ { "id": "grade", "uses": "function.python",
          "with": { "input": { "n": "{{ body.n }}" },
                    "code": "def handle(event):\\n    return {'twice': event['n'] * 2}\\n" } } ] }
      """;

  @TempDir Path home;

  private final Random random = new Random(7);
  private final Set<String> promised = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void every_2xx_leads_to_exactly_one_run() throws Exception {
    var over = new AtomicBoolean();
    try (var runtime = new Distribution(home).recipe("readings", RECIPE)) {
      runtime.startAndWait();
      var sender = Thread.ofVirtual().start(() -> send(runtime, over));
      for (int kill = 0; kill < KILLS; kill++) {
        int before = promised.size();
        Distribution.await(
            Duration.ofSeconds(60), "posts to be accepted", () -> promised.size() > before + 20);
        LockSupport.parkNanos(random.nextLong(500_000_000L));
        if (kill % 3 == 2) {
          killDatabase(runtime);
        } else {
          runtime.kill();
          runtime.startAndWait();
        }
      }
      over.set(true);
      sender.join();
      Distribution.await(Duration.ofMinutes(2), "all runs to end", () -> ended(runtime));
      var stats = runtime.get("/api/v1/stats");
      assertThat(stats.at("/events").asInt()).isEqualTo(promised.size());
      assertThat(stats.at("/runs/succeeded").asInt()).isEqualTo(promised.size());
      System.out.printf(
          "%d posts sent, %d answered 202, %d runs, %d repeats recognised%n",
          sent.get(),
          promised.size(),
          stats.at("/runs/succeeded").asInt(),
          stats.at("/deduplicated").asInt());
      assertThat(runtime.stop()).isZero();
    }
  }

  private static void killDatabase(Distribution runtime) throws IOException {
    ProcessHandle.of(runtime.databasePid()).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Each post is repeated until it is answered 2xx, as a careful sender does. */
  private void send(Distribution runtime, AtomicBoolean over) {
    for (int n = 0; !over.get(); n++) {
      var body = Map.of("id", "R" + n, "n", n);
      while (!promised.contains("R" + n)) {
        sent.incrementAndGet();
        try {
          if (runtime.send("POST", "/hooks/readings", body).statusCode() / 100 == 2) {
            promised.add("R" + n);
          }
        } catch (IOException e) {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }
  }

  private boolean ended(Distribution runtime) {
    try {
      var runs = runtime.get("/api/v1/stats").get("runs");
      return runs.path("succeeded").asInt() + runs.path("failed").asInt() >= promised.size();
    } catch (IOException e) {
      return false;
    }
  }
}
