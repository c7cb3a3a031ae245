package org.carelay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table is changed twenty thousand times while the runtime is killed at random moments. Every
 * change is exactly one event and one run. {@code -Dcarelay.kills=100} for the full measure.
 */
class KilledRowChangedTest {
  private static final int CHANGES = 20_000;
  private static final int KILLS = Integer.getInteger("carelay.kills", 5);
  private static final int ROWS = 500;

  /** Many changes come at once after each kill, so the batch that is held must be larger. */
  private static final String RECIPE =
      """
      { "version": 1, "id": "readings", "title": "Keep every reading",
        "trigger": { "uses": "database.row-changed", "connection": "clinic",
          "with": { "table": "public.reading", "watch": ["n"], "operations": ["update"] } },
        "policy": { "hold": { "over": 1000000 } },
        "steps": [ { "id": "keep", "uses": "database.insert", "connection": "clinic",
          "with": { "table": "public.heard", "key": ["n"], "existing": "keep",
                    "values": { "n": "{{ after.n }}", "previous": "{{ before.n }}" } } } ] }
      """;

  @TempDir Path home;

  private final Random random = new Random(20261122);
  private final SharedTestServer.Database clinic = SharedTestServer.newDatabase();

  @Test
  void every_change_is_exactly_one_event_and_one_run() throws Exception {
    prepare();
    try (var runtime = runtime();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      runtime.startAndWait();
      Distribution.await(Duration.ofSeconds(60), "the slot", this::listens);
      for (int kill = 0; kill < KILLS; kill++) {
        int from = CHANGES * kill / KILLS;
        int to = CHANGES * (kill + 1) / KILLS;
        var writing = CompletableFuture.runAsync(() -> change(from, to), threads);
        LockSupport.parkNanos(random.nextLong(2_500_000_000L));
        runtime.kill();
        runtime.startAndWait();
        writing.join();
      }
      Distribution.await(
          Duration.ofMinutes(4), "every change to be heard", () -> heard() == CHANGES);
      Distribution.await(Duration.ofMinutes(1), "every run to end", () -> ended(runtime));
      var stats = runtime.get("/api/v1/stats");
      System.out.printf("%d changes, %d kills: %s%n", CHANGES, KILLS, stats);
      assertThat(stats.at("/events").asInt()).isEqualTo(CHANGES);
      assertThat(stats.at("/runs/succeeded").asInt()).isEqualTo(CHANGES);
      assertThat(runtime.get("/api/v1/attention").get("items")).isEmpty();
      assertThat(count("select count(*) from heard where n <> previous + %d".formatted(ROWS)))
          .as("changes that were told with another row's values")
          .isZero();
      assertThat(runtime.stop()).isZero();
    } finally {
      dropSlots();
    }
  }

  private Distribution runtime() throws IOException {
    return new Distribution(home)
        .recipe("readings", RECIPE)
        .connections(
            List.of(
                Map.of(
                    "id", "clinic",
                    "connector", "database",
                    "settings",
                        Map.of(
                            "url", clinic.url(),
                            "username", clinic.user(),
                            "password", clinic.password()))));
  }

  private void prepare() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("create table reading (id int primary key, n int not null)");
      statement.execute("alter table reading replica identity full");
      statement.execute("create table heard (n int primary key, previous int)");
      statement.execute(
          "insert into reading select id, id - %1$d from generate_series(0, %1$d - 1) id"
              .formatted(ROWS));
    }
  }

  /** Each change gives a row the next number of its own; some transactions have many changes. */
  private void change(int from, int to) {
    var dice = new Random(from);
    try (var connection = connect();
        var statement = connection.prepareStatement("update reading set n = ? where id = ?")) {
      connection.setAutoCommit(false);
      for (int n = from; n < to; ) {
        int last = Math.min(to, n + 1 + dice.nextInt(dice.nextInt(10) == 0 ? 400 : 20));
        for (; n < last; n++) {
          statement.setInt(1, n);
          statement.setInt(2, n % ROWS);
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
        LockSupport.parkNanos(dice.nextLong(20_000_000L));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean listens() {
    return count("select count(*) from pg_replication_slots where database = current_database()")
        > 0;
  }

  private int heard() {
    return count("select count(*) from heard");
  }

  private static boolean ended(Distribution runtime) {
    try {
      return runtime.get("/api/v1/stats").at("/runs/succeeded").asInt() >= CHANGES;
    } catch (IOException e) {
      return false;
    }
  }

  private int count(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dropSlots() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
              + " where database = current_database() and not active");
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(clinic.url(), clinic.user(), clinic.password());
  }
}
