package org.carelay.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.carelay.database.DatabaseConnector;
import org.carelay.engine.Database;
import org.carelay.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** Changes of rows, from the COMMIT to a recipe's first step, beside Debezium alone. */
final class CdcBench {
  private static final int PACED = 300;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final int WARM_UP = 20_000;
  private static final int CHANGES = 100_000;
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

  private final EmbeddedPostgres server;
  private final Path files;

  /**
   * @param files where the engine may keep files
   */
  CdcBench(EmbeddedPostgres server, Path files) {
    this.server = server;
    this.files = files;
  }

  void run(Report report) throws SQLException, InterruptedException {
    server.createDatabaseIfAbsent("source");
    server.createDatabaseIfAbsent("cdc");
    try (var source = connect("source");
        var statement = source.createStatement()) {
      statement.execute("create table reading (id int primary key, n int not null, note text)");
      statement.execute("alter table reading replica identity full");
      statement.execute(
          "insert into reading select id, -1, 'made up for measuring' from generate_series(1, 1000) id");
      var bare = bare(source);
      var ours = ours(source);
      add(report, "Debezium alone", bare, null);
      add(report, "Carelay", ours, bare);
    }
  }

  /** What was measured of one of the two. */
  private record Measured(Latencies latencies, double perSecond) {}

  private static void add(Report report, String name, Measured each, @Nullable Measured beside) {
    for (var share : new double[] {0.5, 0.99}) {
      var value = each.latencies().percentile(share);
      report.add(
          new Figure(
              "cdc",
              "%s: COMMIT to %s, p%d"
                  .formatted(
                      name, beside == null ? "handler" : "first step", Math.round(share * 100)),
              value,
              "ms",
              beside == null
                  ? "20 a second"
                  : "%.2f times Debezium alone; target 1.5"
                      .formatted(value / beside.latencies().percentile(share))));
    }
    report.add(
        new Figure(
            "cdc",
            name + (beside == null ? ": rows to handler" : ": rows to durable events"),
            each.perSecond(),
            "rows/s",
            beside == null
                ? PER_TRANSACTION + " rows in a transaction"
                : "%.2f times Debezium alone; target 0.5; no run starts"
                    .formatted(each.perSecond() / beside.perSecond())));
  }

  private Measured bare(Connection source) throws SQLException, InterruptedException {
    var arrivals = new Arrivals(PACED);
    try (var _ = new BareDebezium(server, arrivals)) {
      return measure(source, arrivals, count -> arrivals.seen() >= count);
    }
  }

  private Measured ours(Connection source) throws SQLException, InterruptedException {
    var arrivals = new Arrivals(PACED);
    try (var pool = Database.open(server.jdbcUrl("cdc"), server.user(), server.password());
        var engine =
            BenchEngine.open(
                pool,
                List.of(new DatabaseConnector(), new ArrivalConnector(arrivals)),
                Clock.systemUTC(),
                files);
        var events = connect("cdc")) {
      engine.putConnection(
          1,
          "source",
          "database",
          Map.of(
              "url", server.jdbcUrl("source"),
              "username", server.user(),
              "password", server.password()));
      engine.recipes().apply(1, List.of(RECIPE.getBytes(StandardCharsets.UTF_8)), true);
      engine.start();
      // A recipe that is new hears of what is changed after its first look was stored.
      await(
          count -> count(events, "select count(*) from trigger_state where key = 'since'") >= count,
          1);
      return measure(source, arrivals, count -> count(events, EVENTS) >= count);
    }
  }

  private Measured measure(Connection source, Arrivals arrivals, IntPredicate arrived)
      throws SQLException, InterruptedException {
    awaitSlot(source);
    int changes = 0;
    changes += changeAll(source, WARM_UP);
    await(arrived, changes);
    var times = new long[PACED];
    try (var statement = source.prepareStatement("update reading set n = ? where id = 1")) {
      for (int n = 0; n < PACED; n++) {
        long start = System.nanoTime();
        statement.setInt(1, n);
        statement.execute();
        times[n] = arrivals.await(n, PATIENCE) - start;
        changes++;
        LockSupport.parkNanos(PACE.toNanos() - (System.nanoTime() - start));
      }
    }
    await(arrived, changes);
    long start = System.nanoTime();
    changes += changeAll(source, CHANGES);
    await(arrived, changes);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Measured(new Latencies(times), CHANGES / seconds);
  }

  private static int changeAll(Connection source, int rows) throws SQLException {
    try (var statement =
        source.prepareStatement("update reading set n = least(n, 0) - 1 where id <= ?")) {
      for (int done = 0; done < rows; done += PER_TRANSACTION) {
        statement.setInt(1, PER_TRANSACTION);
        statement.executeUpdate();
      }
    }
    return rows;
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

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }
}
