package org.carelay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.carelay.postgres.EmbeddedPostgres;
import org.carelay.practice.google.NewSpreadsheet;
import org.carelay.practice.google.PracticeGoogle;

/**
 * A thousand recipes while nothing happens: 50 sheets, 10 databases whose changes are read, 500
 * schedules, 400 webhooks.
 */
final class IdleBench {
  private static final int SHEETS = 50;
  private static final int DATABASES = 10;
  private static final int TABLES = 5;
  private static final int SCHEDULES = 500;
  private static final int WEBHOOKS = 400;
  private static final Duration SETTLES = Duration.ofMinutes(5);
  private static final Duration MEASURED = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String RECIPE =
      """
      { "version": 1, "id": "%1$s", "title": "%1$s", "zone": "UTC", "trigger": %2$s,
        "steps": [ { "id": "look", "uses": "database.query", "connection": "db-0",
                     "with": { "sql": "select 1 as one" } } ] }
      """;

  private final EmbeddedPostgres server;
  private final Path folder;

  /**
   * @param server holds the ten databases
   */
  IdleBench(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  void run(Report report) throws IOException, SQLException, InterruptedException {
    dropSlots();
    try (var google = PracticeGoogle.start(folder.resolve("google"), 0)) {
      prepare(google);
      try (var runtime = RuntimeProcess.start(folder)) {
        await("all databases to be read", () -> readers() == DATABASES);
        TimeUnit.NANOSECONDS.sleep(SETTLES.toNanos());
        measure(report, runtime);
      }
    } finally {
      dropSlots();
    }
  }

  private void measure(Report report, RuntimeProcess runtime)
      throws IOException, InterruptedException {
    var own = ProcessHandle.of(runtime.databasePid()).orElseThrow();
    var sources = ProcessHandle.of(server.pid()).orElseThrow();
    var before = List.of(cpu(runtime.handle()), cpu(own), cpu(sources));
    TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
    var after = List.of(cpu(runtime.handle()), cpu(own), cpu(sources));
    var names = List.of("runtime", "its PostgreSQL", "the ten databases' PostgreSQL");
    for (int i = 0; i < names.size(); i++) {
      report.add(
          new Figure(
              "idle",
              names.get(i) + ", a thousand recipes",
              100.0 * after.get(i).minus(before.get(i)).toNanos() / MEASURED.toNanos(),
              "% of one processor",
              "50 sheets, 10 databases, 500 schedules, 400 webhooks; target 2 for the runtime"));
    }
  }

  private static Duration cpu(ProcessHandle process) {
    return process
        .children()
        .map(IdleBench::cpu)
        .reduce(
            process.info().totalCpuDuration().orElse(Duration.ZERO),
            Duration::plus,
            Duration::plus);
  }

  private void prepare(PracticeGoogle google) throws IOException, SQLException {
    var connections = new ArrayList<Map<String, Object>>();
    connections.add(
        Map.of(
            "id", "sheets",
            "connector", "google-sheets",
            "settings",
                Map.of(
                    "serviceAccountKey", google.serviceAccountKey(),
                    "rootUrl", google.rootUrl().toString())));
    Files.createDirectories(folder.resolve("recipes"));
    for (int i = 0; i < SHEETS; i++) {
      google.create(NewSpreadsheet.of("sheet-" + i, "Rows", rows()));
      write(
          "sheet-" + i,
          """
          { "uses": "google-sheets.row-changed", "connection": "sheets",
            "with": { "spreadsheet": "sheet-%d", "sheet": "Rows", "key": ["Id"] } }"""
              .formatted(i));
    }
    for (int i = 0; i < DATABASES; i++) {
      database(i);
      connections.add(
          Map.of(
              "id",
              "db-" + i,
              "connector",
              "database",
              "settings",
              Map.of(
                  "url", server.jdbcUrl("idle" + i),
                  "username", server.user(),
                  "password", server.password())));
    }
    for (int i = 0; i < SCHEDULES; i++) {
      write(
          "schedule-" + i,
          "{ \"uses\": \"schedule.cron\", \"with\": { \"cron\": \"%d %d 1 1 *\" } }"
              .formatted(i % 60, i % 24));
    }
    for (int i = 0; i < WEBHOOKS; i++) {
      write(
          "webhook-" + i,
          "{ \"uses\": \"webhook.received\", \"with\": { \"path\": \"idle-%d\", \"auth\": \"none\" } }"
              .formatted(i));
    }
    new ObjectMapper()
        .writeValue(
            folder.resolve("connections.json").toFile(), Map.of("connections", connections));
  }

  private void database(int number) throws IOException, SQLException {
    server.createDatabaseIfAbsent("idle" + number);
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("idle" + number), server.user(), server.password());
        var statement = connection.createStatement()) {
      for (int table = 0; table < TABLES; table++) {
        statement.execute("create table t%d (id int primary key, n int)".formatted(table));
        statement.execute("alter table t%d replica identity full".formatted(table));
        write(
            "database-%d-%d".formatted(number, table),
            """
            { "uses": "database.row-changed", "connection": "db-%d",
              "with": { "table": "public.t%d" } }"""
                .formatted(number, table));
      }
    }
  }

  private static List<List<String>> rows() {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Id", "Name", "Status"));
    for (int i = 0; i < 200; i++) {
      rows.add(List.of(String.valueOf(i), "Made up", "Booked"));
    }
    return rows;
  }

  private void write(String id, String trigger) throws IOException {
    Files.writeString(
        folder.resolve("recipes").resolve(id + ".json"), RECIPE.formatted(id, trigger));
  }

  private int readers() {
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.user(), server.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery("select count(*) from pg_replication_slots where active")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void dropSlots() throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                server.jdbcUrl("postgres"), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_drop_replication_slot(slot_name) from pg_replication_slots where not active");
    }
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Waited in vain for " + what + ".");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
