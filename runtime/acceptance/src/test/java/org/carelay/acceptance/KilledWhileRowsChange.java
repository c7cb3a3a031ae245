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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table is changed thousands of times while the runtime is killed at random moments. Every change
 * is exactly one event and one run. {@code -Dcarelay.kills=N} for another number of kills.
 */
abstract class KilledWhileRowsChange {
  private static final int ROWS = 500;

  /** Many changes come at once after each kill, so the batch that is held must be larger. */
  private static final String RECIPE =
      """
      { "version": 1, "id": "readings", "title": "Keep every reading",
        "trigger": { "uses": "database.row-changed", "connection": "clinic",
          "with": { "table": "reading", "watch": ["n"], "operations": ["update"] } },
        "policy": { "hold": { "over": 1000000 } },
        "steps": [ { "id": "keep", "uses": "database.insert", "connection": "clinic",
          "with": { "table": "heard", "key": ["n"], "existing": "keep",
                    "values": { "n": "{{ after.n }}", "previous": "{{ before.n }}" } } } ] }
      """;

  @TempDir Path home;

  private final Random random = new Random(20261122);
  private final Source clinic;
  private final int changes;
  private final int kills;

  /** The database whose rows change. */
  record Source(String url, String user, String password) {}

  /**
   * @param kills in the project's suite
   */
  KilledWhileRowsChange(Source clinic, int changes, int kills) {
    this.clinic = clinic;
    this.kills = Integer.getInteger("carelay.kills", kills);
    this.changes = this.kills == kills ? changes : 20_000;
  }

  /** What a table needs so that its changes can be read. */
  abstract List<String> preparing();

  /** A query for how many read the log. */
  abstract String readers();

  /** What must be given back at the end. */
  abstract List<String> releasing();

  @Test
  void every_change_is_exactly_one_event_and_one_run() throws Exception {
    prepare();
    try (var runtime = runtime();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      runtime.startAndWait();
      Distribution.await(Duration.ofSeconds(60), "the slot", this::listens);
      for (int kill = 0; kill < kills; kill++) {
        int from = changes * kill / kills;
        int to = changes * (kill + 1) / kills;
        var writing = CompletableFuture.runAsync(() -> change(from, to), threads);
        if (kill % 3 == 0) {
          runtime.awaitReady(); // else it dies again while it starts
        }
        LockSupport.parkNanos(random.nextLong(2_500_000_000L));
        runtime.kill();
        runtime.start();
        writing.join();
      }
      runtime.awaitReady();
      Distribution.await(
          Duration.ofMinutes(4), "every change to be heard", () -> heard() == changes);
      Distribution.await(Duration.ofMinutes(1), "every run to end", () -> ended(runtime));
      var stats = runtime.get("/api/v1/stats");
      System.out.printf("%d changes, %d kills: %s%n", changes, kills, stats);
      assertThat(stats.at("/events").asInt()).isEqualTo(changes);
      assertThat(stats.at("/runs/succeeded").asInt()).isEqualTo(changes);
      assertThat(runtime.get("/api/v1/attention").get("items")).isEmpty();
      assertThat(count("select count(*) from heard where n <> previous + %d".formatted(ROWS)))
          .as("changes that were told with another row's values")
          .isZero();
      assertThat(runtime.stop()).isZero();
    } finally {
      release();
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
      for (var sql : preparing()) {
        statement.execute(sql);
      }
      statement.execute("create table heard (n int primary key, previous int)");
      for (int id = 0; id < ROWS; id++) {
        statement.addBatch("insert into reading values (%d, %d)".formatted(id, id - ROWS));
      }
      statement.executeBatch();
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
    return count(readers()) > 0;
  }

  private int heard() {
    return count("select count(*) from heard");
  }

  private boolean ended(Distribution runtime) {
    try {
      return runtime.get("/api/v1/stats").at("/runs/succeeded").asInt() >= changes;
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

  private void release() throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : releasing()) {
        statement.execute(sql);
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(clinic.url(), clinic.user(), clinic.password());
  }
}
