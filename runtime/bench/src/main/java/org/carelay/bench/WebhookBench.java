package org.carelay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.carelay.postgres.EmbeddedPostgres;

/**
 * The whole way of the whole runtime: webhook, condition, database insert, each run with its
 * history. Load generator, runtime and both databases share this machine.
 */
final class WebhookBench {
  private static final int CONNECTIONS = 256;
  private static final int ROUND = 40_000;
  private static final int MOST_ROUNDS = 12;
  private static final int POSTS = 120_000;
  private static final int PACED_POSTS = 300;
  private static final Duration PACE = Duration.ofMillis(50);
  private static final String RECIPE =
      """
      { "version": 1, "id": "%s", "title": "Keep a reading",
        "trigger": { "uses": "webhook.received",
                     "with": { "path": "%s", "auth": "none", "dedupe": "body.id" } },
        "steps": [ %s { "id": "store", "if": "body.bpm > 100", "uses": "database.insert",
          "connection": "monitoring",
          "with": { "table": "reading", "key": ["id"],
                    "values": { "id": "{{ body.id }}", "patient": "{{ body.patient }}",
                                "bpm": "{{ body.bpm }}" } } } ] }
      """;
  private static final String PYTHON =
      """
      { "id": "grade", "uses": "function.python", "with": { "input": { "bpm": "{{ body.bpm }}" },
        "code": "def handle(event):\\n    return {'high': event['bpm'] > 120}\\n" } },
      """;

  private final EmbeddedPostgres server;
  private final Path folder;

  WebhookBench(EmbeddedPostgres server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  void run(Report report)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    prepare();
    try (var runtime = RuntimeProcess.start(folder)) {
      throughput(report, runtime, "plain", "webhook to database insert");
      throughput(report, runtime, "python", "webhook to Python to database insert");
      latency(report, runtime);
    }
  }

  private void prepare() throws IOException, SQLException {
    server.createDatabaseIfAbsent("monitoring");
    try (var connection = monitoring();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table reading (id text primary key, patient text, bpm int,"
              + " at timestamptz default clock_timestamp())");
    }
    Files.createDirectories(folder.resolve("recipes"));
    Files.writeString(folder.resolve("recipes/plain.json"), RECIPE.formatted("plain", "plain", ""));
    Files.writeString(
        folder.resolve("recipes/python.json"), RECIPE.formatted("python", "python", PYTHON));
    new ObjectMapper()
        .writeValue(
            folder.resolve("connections.json").toFile(),
            Map.of(
                "connections",
                List.of(
                    Map.of(
                        "id", "monitoring",
                        "connector", "database",
                        "settings",
                            Map.of(
                                "url", server.jdbcUrl("monitoring"),
                                "username", server.user(),
                                "password", server.password())))));
  }

  private void throughput(Report report, RuntimeProcess runtime, String path, String name)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    int rounds = warmUp(report, runtime, path);
    report.add(
        new Figure(
            "webhook",
            name,
            rate(runtime, path, "t", POSTS),
            "runs/s",
            CONNECTIONS
                + " connections, last row included, after "
                + rounds * ROUND
                + " to warm up, limited by the processor, half of it PostgreSQL's"));
  }

  /** Posts until two rounds in a row are hardly quicker than one before them: the JIT is done. */
  private int warmUp(Report report, RuntimeProcess runtime, String path)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    double quickest = 0;
    int rounds = 0;
    for (int slower = 0; slower < 2 && rounds < MOST_ROUNDS; rounds++) {
      double rate = rate(runtime, path, "w" + rounds, ROUND);
      report.progress(
          "warming up, %,d of at most %,d posts: %,.0f runs/s"
              .formatted((rounds + 1) * ROUND, MOST_ROUNDS * ROUND, rate));
      slower = rate > quickest * 1.03 ? 0 : slower + 1;
      quickest = Math.max(quickest, rate);
    }
    return rounds;
  }

  /** Runs per second, from the first post to the last row. */
  private double rate(RuntimeProcess runtime, String path, String phase, int posts)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    empty();
    long start = System.nanoTime();
    drive(runtime, path, phase, posts);
    awaitRows(posts);
    return posts / ((System.nanoTime() - start) / 1e9);
  }

  private void drive(RuntimeProcess runtime, String path, String phase, int posts)
      throws InterruptedException, ExecutionException {
    var lanes = new ArrayList<Future<Void>>();
    int each = posts / CONNECTIONS;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int lane = 0; lane < CONNECTIONS; lane++) {
        int number = lane;
        int count = lane == 0 ? posts - each * (CONNECTIONS - 1) : each;
        Callable<Void> work =
            () -> {
              try (var load = new HttpLoad(runtime.port(), "/hooks/" + path)) {
                load.post(count, i -> body(path + "-" + phase + "-" + number + "-" + i));
              }
              return null;
            };
        lanes.add(threads.submit(work));
      }
      for (var lane : lanes) {
        lane.get();
      }
    }
  }

  private void latency(Report report, RuntimeProcess runtime)
      throws IOException, SQLException, InterruptedException {
    var times = new long[PACED_POSTS];
    try (var load = new HttpLoad(runtime.port(), "/hooks/plain");
        var connection = monitoring();
        var statement = connection.prepareStatement("select 1 from reading where id = ?")) {
      for (int i = 0; i < PACED_POSTS; i++) {
        long start = System.nanoTime();
        var id = "plain-l-" + i;
        load.post(body(id));
        statement.setString(1, id);
        while (!found(statement)) {
          LockSupport.parkNanos(100_000);
        }
        times[i] = System.nanoTime() - start;
        LockSupport.parkNanos(PACE.toNanos() - times[i]);
      }
    }
    var sorted = new Latencies(times);
    report.add(
        new Figure(
            "webhook", "post to committed row, p50", sorted.percentile(0.5), "ms", "20 a second"));
    report.add(
        new Figure(
            "webhook", "post to committed row, p99", sorted.percentile(0.99), "ms", "20 a second"));
  }

  private static boolean found(java.sql.PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      return rows.next();
    }
  }

  private void empty() throws SQLException {
    try (var connection = monitoring();
        var statement = connection.createStatement()) {
      statement.execute("truncate reading");
    }
  }

  private void awaitRows(int rows) throws SQLException {
    long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    try (var connection = monitoring();
        var statement = connection.prepareStatement("select count(*) from reading")) {
      while (System.nanoTime() < end) {
        try (var found = statement.executeQuery()) {
          found.next();
          if (found.getInt(1) >= rows) {
            return;
          }
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new IllegalStateException("Not every post became a row.");
  }

  private Connection monitoring() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("monitoring"), server.user(), server.password());
  }

  private static String body(String id) {
    return "{\"id\":\""
        + id
        + "\",\"patient\":\"P-0042\",\"bpm\":131,\"device\":\"wrist\","
        + "\"at\":\"2026-11-24T15:00:00Z\",\"note\":\"made up for measuring, no patient\"}";
  }
}
