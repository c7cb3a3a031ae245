package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
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
   * @param stored where the runtime has read to; null if it never has
   */
  static ChangeLog.Start ensure(Connection connection, String name, @Nullable Position stored)
      throws SQLException {
    var slot = look(connection, name);
    if (slot != null && slot.lost()) {
      drop(connection, name);
      slot = null;
    }
    if (slot == null) {
      run(connection, create(connection), name);
      var made = look(connection, name);
      return start(made == null ? 0 : made.confirmed(), stored != null, false);
    }
    // Nobody but us confirms, and never further than was stored: else this is another slot.
    if (stored == null || stored.commit() < slot.confirmed()) {
      return start(slot.confirmed(), stored != null, slot.active());
    }
    return new ChangeLog.Start(stored.text(), false, slot.active());
  }

  /**
   * Standby servers copy the slot, from 17 on, if they are set to; so it is there after a failover.
   */
  private static String create(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion() >= FIRST_WITH_FAILOVER
        ? "select pg_create_logical_replication_slot(?, 'pgoutput', failover => true)"
        : "select pg_create_logical_replication_slot(?, 'pgoutput')";
  }

  private static ChangeLog.Start start(long confirmed, boolean gap, boolean busy) {
    return new ChangeLog.Start(Position.after(confirmed).text(), gap, busy);
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

  /** Where the log ends now, and the time by the same clock as commits. */
  static Since now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select pg_current_wal_lsn()::text,
                       (extract(epoch from clock_timestamp()) * 1000000)::bigint""")) {
      row.next();
      return new Since(Lsn.parse(row.getString(1)), row.getLong(2));
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
