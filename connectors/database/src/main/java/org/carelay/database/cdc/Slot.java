package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * The replication slot: the database keeps its log from here on for us.
 *
 * @param lost whether the database has thrown away log that we had not read
 * @param retained bytes of log that the database keeps because of it
 * @param behind bytes of log that were not confirmed
 */
record Slot(boolean active, boolean lost, long confirmed, long retained, long behind) {
  private static final int FIRST_WITH_FAILOVER = 17;
  private static final String IN_USE = "55006";
  private static final String SQL =
      """
      select active, coalesce(wal_status = 'lost', false), confirmed_flush_lsn::text,
             coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint,
             coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint
      from pg_replication_slots where slot_name = ? and database = current_database()""";

  /**
   * Makes the slot where there is none.
   *
   * @param stored where the runtime has read this database to; null if it never has
   */
  static ChangeLog.Start ensure(Connection connection, String name, @Nullable Position stored)
      throws SQLException, Permanent {
    var end = LogEnd.of(connection);
    var slot = look(connection, name);
    if (slot != null && slot.lost()) {
      drop(connection, name);
      slot = null;
    }
    if (slot == null) {
      requireFree(connection, name);
      run(connection, create(connection), name);
      var made = look(connection, name);
      return start(end, made == null ? 0 : made.confirmed(), stored != null, false);
    }
    // Nobody but us confirms, and never further than was stored: else this is another slot.
    if (stored == null || stored.commit() < slot.confirmed()) {
      return start(end, slot.confirmed(), stored != null, slot.active());
    }
    // A log that ends before was put back to an earlier time, and written anew from there.
    if (stored.place() > end.place()) {
      return start(end, end.place(), true, slot.active());
    }
    return new ChangeLog.Start(stored.in(end.database()).text(), false, slot.active());
  }

  /** A name can be used by one database of a server only. */
  private static void requireFree(Connection connection, String name)
      throws SQLException, Permanent {
    try (var statement =
        connection.prepareStatement(
            "select database from pg_replication_slots where slot_name = ?")) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        if (row.next()) {
          throw new Permanent(
              "slot-of-another-database",
              "This connection read the database %1$s of the same server before, which keeps its log for it. Point it back there and make another connection for this database. Or let an administrator run, so that %1$s is not read on: SELECT pg_drop_replication_slot('%2$s');"
                  .formatted(row.getString(1), name),
              null);
        }
      }
    }
  }

  /**
   * Standby servers copy the slot, from 17 on, if they are set to; so it is there after a failover.
   */
  private static String create(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_FAILOVER
        ? "select pg_create_logical_replication_slot(?, 'pgoutput', failover => true)"
        : "select pg_create_logical_replication_slot(?, 'pgoutput')";
  }

  private static ChangeLog.Start start(LogEnd end, long from, boolean gap, boolean busy) {
    return new ChangeLog.Start(Position.after(end.database(), from).text(), gap, busy);
  }

  static @Nullable Slot look(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        var confirmed = row.getString(3);
        return new Slot(
            row.getBoolean(1),
            row.getBoolean(2),
            confirmed == null ? 0 : Lsn.parse(confirmed),
            row.getLong(4),
            row.getLong(5));
      }
    }
  }

  /**
   * Writes a word into the log, so that the position moves on also while the tables are quiet: else
   * the database would keep all log of other tables.
   */
  static void mark(Connection connection) throws SQLException {
    run(
        connection,
        "select pg_logical_emit_message(true, ?, '')",
        PostgresProperties.MESSAGE_PREFIX);
  }

  /** Lets go of all log that is kept for us. Whoever reads is cut off first. */
  static void drop(Connection connection, String name) throws SQLException {
    for (var tries = 0; look(connection, name) != null; tries++) {
      run(
          connection,
          "select pg_terminate_backend(active_pid, 5000) from pg_replication_slots"
              + " where slot_name = ? and active",
          name);
      try {
        run(
            connection,
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where slot_name = ?",
            name);
      } catch (SQLException e) {
        if (tries == 3 || !IN_USE.equals(e.getSQLState())) {
          throw e;
        }
      }
    }
  }

  private static void run(Connection connection, String sql, String parameter) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.execute();
    }
  }
}
