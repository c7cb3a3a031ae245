package org.carelay.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.carelay.database.DatabaseConnector;
import org.carelay.engine.Database;

/**
 * Reads the changes of one table in a process of its own, since whoever comes second in a process
 * would find Debezium compiled. Writes what it measured as properties.
 */
final class CdcProbe {
  static final String BARE = "bare";
  static final String CARELAY = "carelay";

  /** Environment: the server's password. */
  static final String PASSWORD = "CARELAY_BENCH_PASSWORD";

  private static final int PACED = 300;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final int CHANGES = 200_000;
  private static final int PER_TRANSACTION = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Nothing is held, since thousands come at once; only the paced changes start a run. */
  private static final String RECIPE =
      """
      {"version": 1, "id": "cdc", "title": "Bench", "zone": "UTC",
       "trigger": {"uses": "database.row-changed", "connection": "source",
                   "with": {"table": "public.reading", "watch": ["n"]},
                   "when": "after.n >= 0"},
       "policy": {"hold": {"over": 1000000}},
       "steps": [{"id": "a", "uses": "arrival.mark", "with": {"n": "{{ after.n }}"}}]}
      """;

  /** The engine's own count; counting the rows would take half a processor. */
  private static final String EVENTS =
      "select coalesce(sum(value), 0) from counter where name = 'events'";

  private final CdcSource source;

  private CdcProbe(CdcSource source) {
    this.source = source;
  }

  /**
   * @param arguments which of the two, the server's port and user, a folder for files
   */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    var source =
        new CdcSource(Integer.parseInt(arguments[1]), arguments[2], System.getenv(PASSWORD));
    var probe = new CdcProbe(source);
    var measured = arguments[0].equals(BARE) ? probe.bare() : probe.carelay(Path.of(arguments[3]));
    measured.list(System.out);
    System.exit(0);
  }

  private Properties bare() throws SQLException, InterruptedException {
    var arrivals = new Arrivals(PACED);
    try (var _ = new BareDebezium(source, arrivals)) {
      return measure(arrivals, count -> arrivals.seen() >= count);
    }
  }

  private Properties carelay(Path files) throws SQLException, InterruptedException {
    var arrivals = new Arrivals(PACED);
    try (var pool = Database.open(source.jdbcUrl("cdc"), source.user(), source.password());
        var engine =
            BenchEngine.open(
                pool,
                List.of(new DatabaseConnector(), new ArrivalConnector(arrivals)),
                Clock.systemUTC(),
                files);
        var events = source.connect("cdc")) {
      engine.putConnection(
          1,
          "source",
          "database",
          Map.of(
              "url", source.jdbcUrl(CdcSource.DATABASE),
              "username", source.user(),
              "password", source.password()));
      engine.recipes().apply(1, List.of(RECIPE.getBytes(StandardCharsets.UTF_8)), true);
      engine.start();
      // A recipe that is new hears of what is changed after its first look was stored.
      await(
          count -> count(events, "select count(*) from trigger_state where key = 'since'") >= count,
          1);
      return measure(arrivals, count -> count(events, EVENTS) >= count);
    }
  }

  private Properties measure(Arrivals arrivals, IntPredicate arrived)
      throws SQLException, InterruptedException {
    var measured = new Properties();
    try (var connection = source.connect(CdcSource.DATABASE)) {
      awaitSlot(connection);
      measured.setProperty("started", perSecond(connection, arrived, 0));
      var times = new long[PACED];
      try (var statement = connection.prepareStatement("update reading set n = ? where id = 1")) {
        for (int n = 0; n < PACED; n++) {
          long start = System.nanoTime();
          statement.setInt(1, n);
          statement.execute();
          times[n] = arrivals.await(n, PATIENCE) - start;
          LockSupport.parkNanos(PACE.toNanos() - (System.nanoTime() - start));
        }
      }
      await(arrived, CHANGES + PACED);
      var latencies = new Latencies(times);
      measured.setProperty("p50", String.valueOf(latencies.percentile(0.5)));
      measured.setProperty("p99", String.valueOf(latencies.percentile(0.99)));
      measured.setProperty("warm", perSecond(connection, arrived, CHANGES + PACED));
    }
    return measured;
  }

  /** Changes many rows, and waits until each of them has arrived. */
  private static String perSecond(Connection connection, IntPredicate arrived, int before)
      throws SQLException, InterruptedException {
    long start = System.nanoTime();
    changeAll(connection);
    await(arrived, before + CHANGES);
    return String.valueOf(CHANGES / ((System.nanoTime() - start) / 1e9));
  }

  private static void changeAll(Connection source) throws SQLException {
    try (var statement =
        source.prepareStatement("update reading set n = least(n, 0) - 1 where id <= ?")) {
      for (int done = 0; done < CHANGES; done += PER_TRANSACTION) {
        statement.setInt(1, PER_TRANSACTION);
        statement.executeUpdate();
      }
    }
  }

  private static void await(IntPredicate arrived, int count) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!arrived.test(count)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not every change arrived.");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  /** The one that is read from now. */
  private static void awaitSlot(Connection source) throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (var statement = source.createStatement()) {
      while (System.nanoTime() < end) {
        try (var row =
            statement.executeQuery(
                "select count(*) from pg_replication_slots where active and database = current_database()")) {
          row.next();
          if (row.getInt(1) > 0) {
            return;
          }
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new IllegalStateException("Nobody reads the changes.");
  }

  private static int count(Connection connection, String sql) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
