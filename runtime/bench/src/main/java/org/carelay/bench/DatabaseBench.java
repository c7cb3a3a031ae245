package org.carelay.bench;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** The baseline: what the same database does with plain INSERTs of a row of 300 bytes. */
final class DatabaseBench {
  private static final long NANOS = 4_000_000_000L;
  private static final int BATCH = 500;
  private static final byte[] PAYLOAD = new byte[300];

  private final DataSource database;

  DatabaseBench(DataSource database) {
    this.database = database;
  }

  void run(Report report) throws SQLException, InterruptedException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "create table bench_row (id bigint generated always as identity primary key, body bytea)");
    }
    report.add(
        new Figure(
            "database", "single-row inserts, 1 session", single(1), "rows/s", "one commit each"));
    report.add(
        new Figure(
            "database",
            "single-row inserts, 16 sessions",
            single(16),
            "rows/s",
            "one commit each"));
    report.add(
        new Figure(
            "database", "inserts in batches of 500", batched(), "rows/s", "one commit a batch"));
  }

  private double single(int sessions) throws InterruptedException {
    var rows = new AtomicLong();
    long end = System.nanoTime() + NANOS;
    try (var threads = Executors.newFixedThreadPool(sessions)) {
      for (int i = 0; i < sessions; i++) {
        threads.submit(
            () -> {
              try (var connection = database.getConnection();
                  var statement =
                      connection.prepareStatement("insert into bench_row (body) values (?)")) {
                while (System.nanoTime() < end) {
                  statement.setBytes(1, PAYLOAD);
                  statement.executeUpdate();
                  rows.incrementAndGet();
                }
              }
              return null;
            });
      }
    }
    return rows.get() / (NANOS / 1e9);
  }

  private double batched() throws SQLException {
    long rows = 0;
    long start = System.nanoTime();
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("insert into bench_row (body) values (?)")) {
      connection.setAutoCommit(false);
      while (System.nanoTime() - start < NANOS) {
        for (int i = 0; i < BATCH; i++) {
          statement.setBytes(1, PAYLOAD);
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
        rows += BATCH;
      }
    }
    return rows / ((System.nanoTime() - start) / 1e9);
  }
}
