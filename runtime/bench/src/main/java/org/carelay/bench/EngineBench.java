package org.carelay.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Engine;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Sealing;
import org.carelay.recipe.Catalog;

/** The engine alone: accept, three steps that do nothing, done; every run with its history. */
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

  private final DataSource database;

  EngineBench(DataSource database) {
    this.database = database;
  }

  void run(Report report) throws InterruptedException {
    try (var engine = engine()) {
      engine.recipes().apply(1, List.of(RECIPE.getBytes(StandardCharsets.UTF_8)), true);
      engine.start();
      drive(engine, "warm", WARM_UP);
      long start = System.nanoTime();
      drive(engine, "timed", RUNS);
      double seconds = (System.nanoTime() - start) / 1e9;
      report.add(
          new Figure(
              "engine",
              "durable runs, 3 no-op steps",
              RUNS / seconds,
              "runs/s",
              IN_FLIGHT + " in flight, limited by processor"));
    }
  }

  private void drive(Engine engine, String name, int runs) throws InterruptedException {
    var recipe = Objects.requireNonNull(engine.recipes().active(1, "bench"));
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

  private Engine engine() {
    var open =
        new Sealing() {
          @Override
          public byte[] seal(byte[] plain, String about) {
            return plain.clone();
          }

          @Override
          public byte[] open(byte[] sealed, String about) {
            return sealed.clone();
          }
        };
    return new Engine(
        new Engine.Options(
            database,
            Catalog.of(List.of(new NoopConnector())),
            open,
            new Clients.Surroundings(
                Clock.systemUTC(), URI.create("http://127.0.0.1:1"), id -> null, false),
            new Gate.Settings(DeliveryMode.LIVE, "US", Set.of()),
            "bench",
            Path.of("target", "bench-files")));
  }
}
