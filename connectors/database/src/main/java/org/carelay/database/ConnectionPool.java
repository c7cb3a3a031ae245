package org.carelay.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of connections.
 *
 * <p>Callers wait for their turn until their deadline. While no connection is open, one is tried
 * directly first: so a refused login is reported at once and is not repeated in the background,
 * which could lock the account.
 */
final class ConnectionPool implements AutoCloseable {
  private static final Duration OPENS_WITHIN = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(5);

  /** Those who come while the database is known to be away share the bad news. */
  private static final Duration BAD_NEWS_LASTS = Duration.ofSeconds(1);

  private final PrimarySource source;
  private final HikariDataSource pool;
  private final Semaphore turns;
  private final Dialect dialect;
  private final Clock clock;
  private final ReentrantLock trying = new ReentrantLock(true);
  private @Nullable ConnectorException badNews;
  private Instant toldAt = Instant.MIN;

  ConnectionPool(DatabaseSettings settings, Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.clock = clock;
    this.turns = new Semaphore(settings.connections(), true);
    var properties = new Properties();
    properties.putAll(dialect.properties(settings));
    properties.setProperty("user", settings.username());
    properties.setProperty("password", settings.password());
    this.source = new PrimarySource(dialect.servers(settings.url()), dialect, properties);
    var config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE.toMillis());
    config.setConnectionTimeout(OPENS_WITHIN.toMillis());
    config.setInitializationFailTimeout(-1); // opening a client makes no outside call
    config.setAutoCommit(true);
    this.pool = new HikariDataSource(config);
  }

  /** Something done with a connection, in auto-commit unless it says otherwise. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, ConnectorException, InterruptedException;
  }

  /**
   * @param until when the work must be over, waiting included
   * @throws SQLException from the work itself; nothing of it is open any more
   * @throws ConnectorException if there is no connection to be had
   */
  <T> T borrow(Instant until, Work<T> work)
      throws SQLException, ConnectorException, InterruptedException {
    if (!turns.tryAcquire(left(until).toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Retryable(
          "connections-in-use", "All connections to the database are in use.", null);
    }
    try (var connection = connected(until)) {
      // However silent the network is, the driver gives up shortly after the deadline.
      connection.setNetworkTimeout(Runnable::run, (int) left(until).plusSeconds(1).toMillis());
      return work.with(connection);
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while talking to the database");
      }
      throw e;
    } finally {
      turns.release();
    }
  }

  private Connection connected(Instant until) throws ConnectorException, InterruptedException {
    if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
      tryDirectly(until);
    }
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while waiting for the database");
      }
      throw Failures.of(e, dialect);
    }
  }

  private void tryDirectly(Instant until) throws ConnectorException, InterruptedException {
    if (!trying.tryLock(left(until).toMillis(), TimeUnit.MILLISECONDS)) {
      throw new Retryable("database-unreachable", "The database does not answer.", null);
    }
    try {
      var stillKnown = clock.instant().isBefore(toldAt.plus(BAD_NEWS_LASTS));
      if (badNews != null && stillKnown) {
        throw badNews;
      }
      if (pool.getHikariPoolMXBean().getTotalConnections() == 0) {
        source.getConnection().close();
      }
      badNews = null;
    } catch (SQLException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while signing in to the database");
      }
      badNews = Failures.of(e, dialect);
      toldAt = clock.instant();
      throw badNews;
    } finally {
      trying.unlock();
    }
  }

  /** Closes idle connections. */
  void renew() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  private Duration left(Instant until) throws ConnectorException {
    var left = Duration.between(clock.instant(), until);
    if (!left.isPositive()) {
      throw new Retryable("deadline-passed", "There was no time left for the database.", null);
    }
    return left;
  }

  @Override
  public void close() {
    pool.close();
  }
}
