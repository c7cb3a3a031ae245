package org.carelay.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.HttpCall;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.RunReads;
import org.carelay.engine.store.Sealing;
import org.carelay.engine.trigger.Hooks;
import org.carelay.postgres.SharedTestServer;
import org.carelay.recipe.Catalog;

/** An engine on a database of its own, driven step by step. */
final class Fixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T14:00:00Z");

  final ManualClock clock = new ManualClock(START);
  final Provider provider = new Provider();
  final TestConnector connector = new TestConnector(provider);
  final LostAnswers lostAnswers = new LostAnswers();
  final HikariDataSource database;
  final Settings settings;
  String host = "test";
  Engine engine;

  /** What a test varies. */
  record Settings(DeliveryMode mode, Set<String> allowed) {
    static final Settings LIVE = new Settings(DeliveryMode.LIVE, Set.of());
  }

  Fixture() {
    this(Settings.LIVE);
  }

  Fixture(Settings settings) {
    this.settings = settings;
    var fresh = SharedTestServer.newDatabase();
    this.database = Database.open(fresh.url(), fresh.user(), fresh.password());
    this.engine = open();
  }

  private Engine open() {
    var plain =
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
            lostAnswers.between(database),
            Catalog.of(List.of(connector)),
            plain,
            new Clients.Surroundings(clock, URI.create("http://127.0.0.1:1"), id -> null, false),
            new Gate.Settings(settings.mode(), "US", settings.allowed()),
            host,
            Path.of("target", "kept-files"),
            Duration.ofDays(365)));
  }

  /** Imports and activates. */
  void recipe(String json) {
    var changes = engine.recipes().apply(1, List.of(json.getBytes(StandardCharsets.UTF_8)), true);
    if (!changes.getFirst().valid()) {
      throw new AssertionError(changes.getFirst().problems().toString());
    }
    engine.triggers().refresh();
  }

  /** Posts a body to a path and waits for the answer. */
  Hooks.Answer post(String path, Map<String, Object> body) {
    var call =
        new HttpCall(
            "POST",
            URI.create("http://127.0.0.1:1/hooks/" + path),
            Map.of(),
            Json.bytes(body),
            clock.instant());
    return engine.triggers().hooks().receive(path, call).orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** Lets everything that is due now happen. */
  void settle() throws InterruptedException {
    do {
      if (!engine.executor().awaitQuiet(Duration.ofSeconds(20))) {
        throw new AssertionError("Runs did not come to rest.");
      }
    } while (engine.claims().claimDue() > 0);
  }

  void advance(Duration time) throws InterruptedException {
    clock.advance(time);
    settle();
  }

  /** Waits for what the engine's own threads do. */
  void awaitRow(String key) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!provider.has(key)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Row " + key + " did not come.");
      }
      Thread.onSpinWait();
    }
  }

  List<RunReads.Listed> runs() {
    return engine.reads().runs(1, new RunReads.Filter(null, null, null, null, 100));
  }

  RunReads.Detail onlyRun() {
    var runs = runs();
    if (runs.size() != 1) {
      throw new AssertionError("Expected one run: " + runs);
    }
    return java.util.Objects.requireNonNull(engine.reads().run(1, runs.getFirst().id()));
  }

  List<AttentionDesk.Item> attention() {
    return engine.attention().open(1);
  }

  /**
   * The node does not renew its lease any more, and another one starts on the same database.
   *
   * @return the first one, which still believes that it is alone
   */
  Engine takeOver() {
    var first = takeOverBlindly();
    engine.triggers().refresh();
    return first;
  }

  /** As above; the other one has not looked at the recipes yet. */
  Engine takeOverBlindly() {
    var first = engine;
    new org.carelay.engine.store.Sql(database)
        .update("update node_lease set expires_at = now() - interval '1 second'");
    engine = open();
    return first;
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
