package org.carelay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One transaction of very many rows becomes durable events in a runtime with little memory. {@code
 * -Dcarelay.rows=1000000} for the full measure.
 */
class LargeTransactionTest {
  private static final int ROWS = Integer.getInteger("carelay.rows", 100_000);
  private static final String HEAP = System.getProperty("carelay.heap", "256m");
  private static final Pattern OLD =
      Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");

  /** Its condition is true for one row only, so that events are measured, and not runs. */
  private static final String RECIPE =
      """
      { "version": 1, "id": "readings", "title": "The last reading",
        "trigger": { "uses": "database.row-changed", "connection": "clinic",
          "with": { "table": "reading", "operations": ["insert"] }, "when": "after.n = %d" },
        "policy": { "hold": { "over": 10000000 } },
        "steps": [ { "id": "keep", "uses": "database.insert", "connection": "clinic",
          "with": { "table": "heard", "key": ["n"], "existing": "keep",
                    "values": { "n": "{{ after.n }}" } } } ] }
      """;

  @TempDir Path home;
  private final SharedTestServer.Database clinic = SharedTestServer.newDatabase();

  @Test
  void a_transaction_of_many_rows_becomes_events_in_little_memory() throws Exception {
    run("create table reading (n int primary key, note text)");
    run("alter table reading replica identity full");
    run("create table heard (n int primary key)");
    try (var runtime = runtime()) {
      runtime.startAndWait();
      Distribution.await(
          Duration.ofSeconds(60), "the slot", () -> count("pg_replication_slots") > 0);
      run(
          "insert into reading select n, repeat('x', 100) from generate_series(1, %d) n"
              .formatted(ROWS));
      var began = System.nanoTime();
      var most = new long[1];
      Distribution.await(
          Duration.ofMinutes(20),
          "every row to be an event",
          () -> {
            most[0] = Math.max(most[0], heap(runtime));
            return events(runtime) == ROWS;
          });
      var seconds = (System.nanoTime() - began) / 1e9;
      Distribution.await(Duration.ofMinutes(2), "the last row", () -> count("heard") == 1);
      System.out.printf(
          "%d rows of one transaction in %.0f s, heap at most %d MiB of %s%n",
          ROWS, seconds, most[0] >> 20, HEAP);
      assertThat(runtime.send("GET", "/metrics", null).body())
          .contains("carelay_cdc_retained_bytes{connection=\"clinic\"}");
      assertThat(runtime.get("/api/v1/connections").at("/conditions/clinic/words").asText())
          .contains("of its log (at most 10240)");
      assertThat(Files.readString(home.resolve("runtime.log"))).doesNotContain("OutOfMemory");
      assertThat(runtime.stop()).isZero();
    } finally {
      run(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
              + " where database = current_database() and not active");
    }
  }

  private Distribution runtime() throws IOException {
    return new Distribution(home)
        .heap(HEAP)
        .recipe("readings", RECIPE.formatted(ROWS))
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

  private static int events(Distribution runtime) {
    try {
      return runtime.get("/api/v1/stats").at("/events").asInt();
    } catch (IOException e) {
      return -1;
    }
  }

  private static long heap(Distribution runtime) {
    try {
      var figures = OLD.matcher(runtime.send("GET", "/metrics", null).body());
      var sum = 0.0;
      while (figures.find()) {
        sum += Double.parseDouble(figures.group(1));
      }
      return (long) sum;
    } catch (IOException e) {
      return 0;
    }
  }

  private int count(String table) {
    try (var connection =
            DriverManager.getConnection(clinic.url(), clinic.user(), clinic.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                table.startsWith("pg_")
                    ? "select count(*) from " + table + " where database = current_database()"
                    : "select count(*) from " + table)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(clinic.url(), clinic.user(), clinic.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
