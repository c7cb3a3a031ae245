package org.carelay.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.carelay.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/** Changes of rows, from the COMMIT to a recipe's first step, beside Debezium alone. */
final class CdcBench {
  private final EmbeddedPostgres server;
  private final Path files;

  /**
   * @param files where the engine may keep files
   */
  CdcBench(EmbeddedPostgres server, Path files) {
    this.server = server;
    this.files = files;
  }

  void run(Report report) throws SQLException, IOException, InterruptedException {
    server.createDatabaseIfAbsent(CdcSource.DATABASE);
    server.createDatabaseIfAbsent("cdc");
    var source = new CdcSource(server.port(), server.user(), server.password());
    try (var connection = source.connect(CdcSource.DATABASE);
        var statement = connection.createStatement()) {
      statement.execute("create table reading (id int primary key, n int not null, note text)");
      statement.execute("alter table reading replica identity full");
      statement.execute(
          "insert into reading select id, -1, 'made up for measuring' from generate_series(1, 1000) id");
    }
    var bare = measured(CdcProbe.BARE, source);
    var ours = measured(CdcProbe.CARELAY, source);
    add(report, "Debezium alone", bare, null);
    add(report, "Carelay", ours, bare);
  }

  private Properties measured(String reader, CdcSource source)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseCompactObjectHeaders",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            CdcProbe.class.getName(),
            reader,
            String.valueOf(source.port()),
            source.user(),
            files.toString());
    builder.environment().put(CdcProbe.PASSWORD, source.password());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    var process = builder.start();
    var measured = new Properties();
    try (var output = process.inputReader()) {
      measured.load(output);
    }
    if (process.waitFor() != 0) {
      throw new IOException("Reading the changes with " + reader + " failed.");
    }
    return measured;
  }

  private static void add(
      Report report, String name, Properties each, @Nullable Properties beside) {
    var end = beside == null ? "handler" : "first step";
    for (var share : new String[] {"p50", "p99"}) {
      report.add(
          new Figure(
              "cdc",
              "%s: COMMIT to %s, %s".formatted(name, end, share),
              value(each, share),
              "ms",
              beside == null ? "20 a second" : times(each, beside, share, "1.5")));
    }
    var what = beside == null ? "rows to handler" : "rows to durable events";
    for (var state : new String[] {"started", "warm"}) {
      var when = state.equals("warm") ? "later" : "first 200,000 after a start";
      report.add(
          new Figure(
              "cdc",
              "%s: %s, %s".formatted(name, what, when),
              value(each, state),
              "rows/s",
              beside == null ? "1000 rows in a transaction" : times(each, beside, state, "0.5")));
    }
  }

  private static double value(Properties each, String name) {
    return Double.parseDouble(each.getProperty(name));
  }

  private static String times(Properties each, Properties beside, String name, String target) {
    return "%.2f times Debezium alone; target %s"
        .formatted(value(each, name) / value(beside, name), target);
  }
}
