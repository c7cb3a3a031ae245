package org.carelay.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.carelay.engine.Database;
import org.carelay.postgres.EmbeddedPostgres;

/** The parts of {@code ./carelay bench}; without names, all of them. */
public final class Bench {
  private static final List<String> PARTS =
      List.of("database", "engine", "webhook", "sheet", "functions", "cdc", "idle");

  private Bench() {}

  /**
   * Measures and prints.
   *
   * @return 0, or 2 for an unknown part
   */
  public static int run(List<String> parts, PrintStream out) throws Exception {
    for (String part : parts) {
      if (!PARTS.contains(part)) {
        out.println(
            "There is no part \"" + part + "\"; known are " + String.join(", ", PARTS) + ".");
        return 2;
      }
    }
    var wanted = parts.isEmpty() ? PARTS : parts;
    var report = new Report(out);
    var folder = Files.createTempDirectory("carelay-bench");
    try (var server =
        EmbeddedPostgres.start(
            new EmbeddedPostgres.Config(folder.resolve("data"), folder.resolve("binaries"), 0))) {
      if (wanted.contains("database")) {
        server.createDatabaseIfAbsent("plain");
        try (var pool = Database.open(server.jdbcUrl("plain"), server.user(), server.password())) {
          new DatabaseBench(pool).run(report);
        }
      }
      if (wanted.contains("engine")) {
        server.createDatabaseIfAbsent("engine");
        try (var pool = Database.open(server.jdbcUrl("engine"), server.user(), server.password())) {
          new EngineBench(pool, Files.createDirectory(folder.resolve("engine"))).run(report);
        }
      }
      if (wanted.contains("webhook")) {
        new WebhookBench(server, folder).run(report);
      }
      if (wanted.contains("sheet")) {
        SheetBench.run(report);
      }
      if (wanted.contains("cdc")) {
        new CdcBench(server, Files.createDirectory(folder.resolve("cdc"))).run(report);
      }
      if (wanted.contains("idle")) {
        new IdleBench(server, Files.createDirectory(folder.resolve("idle"))).run(report);
      }
      if (wanted.contains("functions")) {
        FunctionBench.run(report, Files.createDirectory(folder.resolve("functions")));
      }
    } finally {
      delete(folder);
    }
    report.table();
    return 0;
  }

  public static void main(String[] parts) throws Exception {
    System.exit(run(List.of(parts), System.out));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
