package org.carelay.engine.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that share the database. It holds a lease and a session lock; another
 * process whose lease ran out, or whose session is gone when we start, is declared dead, and what
 * it held becomes due. The journal's fence sees to it that a process declared dead writes nothing
 * more.
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration RENEW = Duration.ofSeconds(3);

  private final UUID id;
  private final Sql sql;
  private final Clock clock;
  private final DataSource database;
  private final ScheduledExecutorService renewals =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("node-lease").daemon().factory());
  private @Nullable Connection session;

  public Node(UUID id, DataSource database, Clock clock) {
    this.id = id;
    this.database = database;
    this.sql = new Sql(database);
    this.clock = clock;
  }

  public UUID id() {
    return id;
  }

  /** Joins, and takes over what processes left that are surely gone. */
  public void join() {
    sql.inTransaction(
        s -> {
          s.update("insert into node (id, started_at) values (?, ?)", id, clock.instant());
          return s.update(
              "insert into node_lease (node_id, expires_at)"
                  + " values (?, now() + make_interval(secs => ?))",
              id,
              (double) LEASE.toSeconds());
        });
    lockSession();
    others(true).forEach(this::takeOver);
    for (UUID other : others(false)) {
      if (sessionGone(other)) {
        takeOver(other);
      }
    }
    renewals.scheduleWithFixedDelay(
        this::renew, RENEW.toMillis(), RENEW.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void renew() {
    try {
      sql.update(
          "update node_lease set expires_at = now() + make_interval(secs => ?) where node_id = ?",
          (double) LEASE.toSeconds(),
          id);
      sql.update("update installation set seen_at = ?", clock.instant());
      if (session == null || !session.isValid(2)) {
        leaveSession();
        lockSession();
      }
      others(true).forEach(this::takeOver);
    } catch (Sql.DatabaseException | SQLException e) {
      LOG.debug("The lease could not be renewed: {}", e.getMessage());
    }
  }

  private List<UUID> others(boolean expired) {
    return sql.list(
        "select node_id from node_lease where node_id <> ?"
            + (expired ? " and expires_at < now()" : ""),
        row -> Sql.id(row, "node_id"),
        id);
  }

  private void takeOver(UUID dead) {
    LOG.info("Took over {} runs of a process that is gone", release(dead));
  }

  /** Once this has committed, no transaction of that process can commit. */
  private int release(UUID dead) {
    int runs =
        sql.inTransaction(
            s -> {
              s.update("update node set dead = true where id = ? and not dead", dead);
              s.update("delete from node_lease where node_id = ?", dead);
              s.update("update poll_group set leased_until = null where node_id = ?", dead);
              return s.update(
                  "update active set node_id = null, next_at = ? where node_id = ?",
                  clock.instant(),
                  dead);
            });
    return runs;
  }

  /**
   * Does not wait for the lock: the server may take a while to see that the session before is gone,
   * and meanwhile the lease must be renewed.
   */
  private void lockSession() {
    try {
      var fresh = database.getConnection();
      if (isLocked(fresh)) {
        session = fresh;
      } else {
        fresh.close();
      }
    } catch (SQLException e) {
      LOG.debug("The session lock could not be had: {}", e.getMessage());
    }
  }

  private boolean isLocked(Connection fresh) throws SQLException {
    try (var statement = fresh.prepareStatement("select pg_try_advisory_lock(?)")) {
      statement.setLong(1, lockOf(id));
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  /** A connection that is not given back is missing in the pool for good. */
  private void leaveSession() {
    var broken = session;
    session = null;
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException e) {
      LOG.debug("The session was gone already: {}", e.getMessage());
    }
  }

  private boolean sessionGone(UUID other) {
    return Boolean.TRUE.equals(
        sql.inTransaction(
            s ->
                s.list(
                        "select pg_try_advisory_xact_lock(?)",
                        row -> row.getBoolean(1),
                        lockOf(other))
                    .getFirst()));
  }

  private static long lockOf(UUID node) {
    return node.getMostSignificantBits() ^ node.getLeastSignificantBits();
  }

  /** Leaves, and hands back what it still holds. */
  @Override
  public void close() {
    renewals.shutdownNow();
    try {
      release(id);
      if (session != null) {
        session.close();
      }
    } catch (Sql.DatabaseException | SQLException e) {
      LOG.warn("Left without handing back; the next start takes over: {}", e.getMessage());
    }
  }
}
