package org.carelay.bench;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Engine;

/**
 * The engine alone. First accept, three steps that do nothing, done, every run with its history;
 * then half a million runs that wait, and are woken all at once.
 */
final class EngineBench {
  private static final int IN_FLIGHT = 3_000;
  private static final int SPARE_ROOM = 1_000;
  private static final int WARM_UP = 60_000;
  private static final int RUNS = 150_000;
  private static final String RECIPE =
      """
      {"version": 1, "id": "bench", "title": "Bench", "zone": "UTC",
       "trigger": {"uses": "noop.never", "with": {}, "when": "body.bpm > 100"},
       "steps": [{"id": "a", "uses": "noop.step", "with": {"value": "{{ body.bpm }}"}},
                 {"id": "b", "uses": "noop.step", "with": {"value": "{{ steps.a.ok }}"}},
                 {"id": "c", "uses": "noop.step", "with": {"value": "{{ steps.b.ok }}"}}]}
      """;

  private static final int WAITING = 500_000;
  private static final Duration WAIT = Duration.ofDays(30);
  private static final String WAITING_RECIPE =
      """
      {"version": 1, "id": "waiting", "title": "Waiting", "zone": "UTC",
       "trigger": {"uses": "noop.never", "with": {}},
       "steps": [{"id": "pause", "wait": "P30D"},
                 {"id": "a", "uses": "noop.step", "with": {"value": "{{ body.bpm }}"}}]}
      """;

  private final DataSource database;
  private final Path files;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  EngineBench(DataSource database, Path files) {
    this.database = database;
    this.files = files;
  }

  void run(Report report) throws InterruptedException {
    try (var engine =
        BenchEngine.open(database, List.of(new NoopConnector()), new Ahead(), files)) {
      for (String recipe : List.of(RECIPE, WAITING_RECIPE)) {
        engine.recipes().apply(1, List.of(recipe.getBytes(StandardCharsets.UTF_8)), true);
      }
      engine.start();
      drive(engine, "bench", "warm", WARM_UP);
      long start = System.nanoTime();
      drive(engine, "bench", "timed", RUNS);
      report.add(
          new Figure(
              "engine",
              "durable runs, 3 no-op steps",
              RUNS / since(start),
              "runs/s",
              IN_FLIGHT + " in flight, limited by processor"));
      waiting(report, engine);
    }
  }

  private void waiting(Report report, Engine engine) throws InterruptedException {
    var note = "%,d runs that wait %d days".formatted(WAITING, WAIT.toDays());
    double before = heapMegabytes();
    long start = System.nanoTime();
    drive(engine, "waiting", "wait", WAITING);
    report.add(new Figure("engine", "runs put to wait", WAITING / since(start), "runs/s", note));
    report.add(new Figure("engine", "heap kept by them", heapMegabytes() - before, "MB", note));
    long counted = ended(engine);
    start = System.nanoTime();
    ahead.set(WAIT.plusDays(1));
    while (ended(engine) < counted + WAITING) {
      LockSupport.parkNanos(500_000_000);
    }
    report.add(
        new Figure("engine", "runs woken and ended", WAITING / since(start), "runs/s", note));
  }

  private static long ended(Engine engine) {
    return engine.reads().stats().get("runs") instanceof Map<?, ?> runs
            && runs.get("succeeded") instanceof Long count
        ? count
        : 0;
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What is left after a collection. */
  private static double heapMegabytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / 1e6;
  }

  private void drive(Engine engine, String id, String name, int runs) throws InterruptedException {
    var recipe = Objects.requireNonNull(engine.recipes().active(1, id));
    var room = new Semaphore(IN_FLIGHT);
    for (int i = 0; i < runs; i++) {
      room.acquire();
      while (engine.executor().room() < SPARE_ROOM) {
        LockSupport.parkNanos(200_000);
      }
      var event =
          new TriggerEvent(
              name + i,
              Clock.systemUTC().instant(),
              Map.of("body", Map.of("id", i, "patient", "P-" + i % 500, "bpm", 101 + i % 60)));
      engine.emit(recipe, event).whenComplete((accepted, failure) -> room.release());
    }
    room.acquire(IN_FLIGHT);
    if (!engine.executor().awaitQuiet(Duration.ofMinutes(2))) {
      throw new IllegalStateException("The runs did not come to rest.");
    }
  }

  /** Real time, until the bench lets days pass. */
  private final class Ahead extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("The engine asks for instants only.");
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead.get());
    }
  }
}
