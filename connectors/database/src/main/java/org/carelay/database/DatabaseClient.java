package org.carelay.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.carelay.connector.Client;
import org.carelay.connector.Condition;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Memory;
import org.carelay.database.cdc.Capture;
import org.carelay.database.cdc.ReaderName;
import org.jspecify.annotations.Nullable;

/** An opened database connection of a recipe: pool, known tables, shared writes. */
public final class DatabaseClient implements Client {
  private static final Duration BEYOND_THE_STATEMENT = Duration.ofSeconds(10);
  private static final Duration WAITS_FOR_CHANGES = Duration.ofSeconds(4);

  private final DatabaseSettings settings;
  private final Memory memory;
  private final Dialect dialect;
  private final Clock clock;
  private final @Nullable ConnectionPool pool;
  private final Tables tables;
  private final @Nullable WriteBatcher writes;
  private final ParameterTypes parameters;
  private final Capture capture;
  private final ReentrantLock looking = new ReentrantLock();

  DatabaseClient(DatabaseSettings settings, ConnectionContext context) {
    this(settings, context, WAITS_FOR_CHANGES);
  }

  /**
   * @param waits how long a poll waits for changes of rows
   */
  DatabaseClient(DatabaseSettings settings, ConnectionContext context, Duration waits) {
    this.settings = settings;
    this.memory = context.memory();
    this.dialect = Dialect.of(settings.url());
    this.clock = context.clock();
    this.pool = isRelational() ? new ConnectionPool(settings, dialect, clock) : null;
    this.tables = new Tables(dialect, clock);
    this.parameters = new ParameterTypes(dialect);
    var patience = settings.timeout().plus(BEYOND_THE_STATEMENT);
    this.writes = pool == null ? null : new WriteBatcher(pool, dialect, tables, clock, patience);
    this.capture = new Capture(new CaptureAccess(this, settings, clock, waits));
  }

  private boolean isRelational() {
    return !(dialect instanceof LogOnly logOnly) || logOnly.isRelational();
  }

  private ConnectionPool pool() throws ConnectorException {
    if (pool == null) {
      throw new Permanent("not-available", "This database has no rows.", null);
    }
    return pool;
  }

  /**
   * @throws ConnectorException if only changes are heard here
   */
  void requireRows() throws ConnectorException {
    if (dialect instanceof LogOnly logOnly) {
      throw logOnly.noRows();
    }
  }

  /** The changes of rows, for the trigger. */
  public Capture capture() {
    return capture;
  }

  Dialect dialect() {
    return dialect;
  }

  WriteBatcher writes() {
    return Objects.requireNonNull(writes, "refuseIfReadOnly comes first");
  }

  ParameterTypes parameters() {
    return parameters;
  }

  Duration statementTimeout() {
    return settings.timeout();
  }

  /** Whose clocks are meant by times without a zone. */
  ZoneId zone(ZoneId recipes) {
    return settings.zone() == null ? recipes : settings.zone();
  }

  /**
   * @throws ConnectorException if nothing may be written here
   */
  void refuseIfReadOnly() throws ConnectorException {
    requireRows();
    if (settings.refusesWrites()) {
      throw new Permanent("read-only", "This connection is set to read only.", null);
    }
  }

  /** Does something with a connection, and types what goes wrong. */
  <T> T with(Instant until, ConnectionPool.Work<T> work)
      throws ConnectorException, InterruptedException {
    try {
      return pool().borrow(until, work);
    } catch (SQLException e) {
      if (Failures.mayBeStale(e)) {
        forgetTables();
      }
      throw Failures.of(e, dialect);
    }
  }

  /** As above, where a broken connection leaves open whether it was done. */
  <T> T withOnce(Instant until, ConnectionPool.Work<T> work)
      throws ConnectorException, InterruptedException {
    try {
      return pool().borrow(until, work);
    } catch (SQLException e) {
      if (Failures.brokeConnection(e)) {
        throw new ConnectorException.OutcomeUnknown(
            "connection-broke",
            "The connection to the database broke before it said whether the row was written.",
            null);
      }
      throw Failures.of(e, dialect);
    }
  }

  /** What the database says of a table; looked up by one caller for all. */
  Table table(String written, Instant until) throws ConnectorException, InterruptedException {
    requireRows();
    var fresh = tables.fresh(written);
    if (fresh != null) {
      return fresh;
    }
    var left = Duration.between(clock.instant(), until).toMillis();
    if (!looking.tryLock(Math.max(0, left), TimeUnit.MILLISECONDS)) {
      throw new Retryable("deadline-passed", "The database was not quick enough.", null);
    }
    try {
      var meanwhile = tables.fresh(written);
      return meanwhile != null
          ? meanwhile
          : with(until, connection -> tables.look(connection, written));
    } finally {
      looking.unlock();
    }
  }

  /** The tables this user may read, as recipes write them; at most a thousand. */
  List<String> tableNames() throws ConnectorException, InterruptedException {
    return isRelational() ? with(soon(), tables::names) : capture.collections();
  }

  List<String> columnNames(String table) throws ConnectorException, InterruptedException {
    return List.copyOf(table(table, soon()).columns().keySet());
  }

  private Instant soon() {
    return clock.instant().plus(settings.timeout());
  }

  /** So lately that looking again would show the same. */
  boolean hasJustLookedUp(String table) {
    return tables.isNew(table);
  }

  void renew() {
    if (pool != null) {
      pool.renew();
    }
  }

  void forgetTables() {
    tables.forget();
    parameters.forget();
  }

  /** Who answers, for the person who presses "Test". */
  String greet() throws ConnectorException, InterruptedException {
    var who = isRelational() ? with(soon(), this::greeting) : "Connected to " + capture.greeting();
    var kept = capture.kept(memory);
    return "%s as %s%s".formatted(who, settings.username(), kept.isEmpty() ? "" : ". " + kept);
  }

  private String greeting(Connection connection) throws SQLException {
    var data = connection.getMetaData();
    if (!(dialect instanceof LogOnly)) {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("select 1")) {
        row.next();
      }
    }
    return "Connected to %s %s"
        .formatted(data.getDatabaseProductName(), data.getDatabaseProductVersion());
  }

  @Override
  public @Nullable Condition condition() {
    return capture.condition();
  }

  /** The replication slot, above all: for it the database would keep all its log. */
  @Override
  public void release(Memory memory) throws ConnectorException, InterruptedException {
    try {
      capture.release(memory);
    } catch (ConnectorException e) {
      throw new ConnectorException.Permanent(
          e.code(), "%s %s".formatted(e.getMessage(), ReaderName.leftBehind(memory)), null);
    }
  }

  /** A replication slot has one reader; the successor would wait for it. */
  @Override
  public void retire() {
    Thread.startVirtualThread(capture::retire);
  }

  @Override
  public void close() {
    capture.close();
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public String toString() {
    return "DatabaseClient[" + settings + "]";
  }
}
