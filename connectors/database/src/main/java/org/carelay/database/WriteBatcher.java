package org.carelay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * Lets writes of the same kind that come at the same time share a transaction, while each keeps its
 * own result. For idempotent writes only: a write whose caller has given up may still happen.
 *
 * <p>A lane of writes uses one connection. Whatever has come in while one batch was written is the
 * next; a single write waits for nobody.
 */
final class WriteBatcher {
  private static final int MOST_ROWS = 500;

  private final ConnectionPool pool;
  private final Dialect dialect;
  private final Tables tables;
  private final Clock clock;
  private final Duration patience;
  private final Map<Write, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * A kind of write.
   *
   * @param types of the parameters, in order
   */
  record Write(String sql, List<ColumnType> types) {}

  /** The values of one write, as the driver takes them. */
  private record Row(
      List<@Nullable Object> values, Instant until, CompletableFuture<Outcome> outcome) {}

  /** How one row went. */
  private sealed interface Outcome {
    record Count(int rows) implements Outcome {}

    record Refused(ConnectorException failure) implements Outcome {}
  }

  /**
   * @param patience for one batch
   */
  WriteBatcher(
      ConnectionPool pool, Dialect dialect, Tables tables, Clock clock, Duration patience) {
    this.pool = pool;
    this.dialect = dialect;
    this.tables = tables;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * @return how many rows the database says it changed
   */
  int write(Write write, List<@Nullable Object> values, Instant until)
      throws ConnectorException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Interrupted before the write");
    }
    var row = new Row(values, until, new CompletableFuture<>());
    lanes.computeIfAbsent(write, Lane::new).add(row);
    try {
      var left = Duration.between(clock.instant(), until).toMillis();
      return switch (row.outcome().get(Math.max(0, left), TimeUnit.MILLISECONDS)) {
        case Outcome.Count(int rows) -> rows;
        case Outcome.Refused(var failure) -> throw failure;
      };
    } catch (TimeoutException e) {
      throw new Retryable("deadline-passed", "The database was not quick enough.", null);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A batch ended without an outcome", e);
    }
  }

  /** Writes of one kind, in the order in which they came. */
  private final class Lane {
    private final Write write;
    private final ConcurrentLinkedQueue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    Lane(Write write) {
      this.write = write;
    }

    void add(Row row) {
      waiting.add(row);
      if (busy.compareAndSet(false, true)) {
        Thread.startVirtualThread(this::run);
      }
    }

    private void run() {
      do {
        try {
          for (var batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
          }
        } finally {
          busy.set(false);
        }
        // Somebody may have come after the last look and seen us busy.
      } while (!waiting.isEmpty() && busy.compareAndSet(false, true));
    }

    /** Rows whose callers have given up are left out. */
    private List<Row> next() {
      var batch = new ArrayList<Row>();
      var now = clock.instant();
      for (var row = waiting.poll(); row != null; row = waiting.poll()) {
        if (row.until().isAfter(now)) {
          batch.add(row);
          if (batch.size() == MOST_ROWS) {
            break;
          }
        }
      }
      return batch;
    }

    private void write(List<Row> batch) {
      try {
        pool.borrow(
            clock.instant().plus(patience),
            connection -> {
              writeAll(connection, batch);
              return batch.size();
            });
      } catch (SQLException e) {
        refuse(batch, Failures.of(e, dialect));
      } catch (ConnectorException e) {
        refuse(batch, e);
      } catch (InterruptedException | RuntimeException e) {
        refuse(batch, new Retryable("write-interrupted", "The write was interrupted.", null));
      }
    }

    private void refuse(List<Row> batch, ConnectorException failure) {
      batch.forEach(row -> row.outcome().complete(new Outcome.Refused(failure)));
    }

    /** If one row is refused, all are written again one by one, so that it is refused alone. */
    private void writeAll(Connection connection, List<Row> batch) throws SQLException {
      if (batch.size() == 1) {
        writeOne(connection, batch.getFirst());
        return;
      }
      int[] counts;
      try {
        counts = together(connection, batch);
      } catch (SQLException e) {
        if (Failures.brokeConnection(e)) {
          throw e;
        }
        for (var row : batch) {
          writeOne(connection, row);
        }
        return;
      }
      for (var i = 0; i < counts.length; i++) {
        batch.get(i).outcome().complete(new Outcome.Count(counts[i]));
      }
    }

    private int[] together(Connection connection, List<Row> batch) throws SQLException {
      connection.setAutoCommit(false);
      try (var statement = connection.prepareStatement(write.sql())) {
        for (var row : batch) {
          bind(statement, row);
          statement.addBatch();
        }
        var counts = statement.executeBatch();
        connection.commit();
        return counts;
      } catch (SQLException e) {
        if (!Failures.brokeConnection(e)) {
          connection.rollback();
        }
        throw e;
      } finally {
        if (!connection.isClosed()) {
          connection.setAutoCommit(true);
        }
      }
    }

    private void writeOne(Connection connection, Row row) throws SQLException {
      try (var statement = connection.prepareStatement(write.sql())) {
        bind(statement, row);
        row.outcome().complete(new Outcome.Count(statement.executeUpdate()));
      } catch (SQLException e) {
        if (Failures.brokeConnection(e)) {
          throw e;
        }
        if (Failures.mayBeStale(e)) {
          tables.forget();
        }
        row.outcome().complete(new Outcome.Refused(Failures.of(e, dialect)));
      }
    }

    private void bind(PreparedStatement statement, Row row) throws SQLException {
      Parameters.bind(statement, write.types(), row.values());
    }
  }
}
