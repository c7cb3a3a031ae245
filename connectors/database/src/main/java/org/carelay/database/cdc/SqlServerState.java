package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Whether a SQL Server database writes change tables, and lets this user read them.
 *
 * @param agent what the server says of its Agent; null where this user may not see that
 */
record SqlServerState(
    String database, String user, boolean enabled, boolean readable, @Nullable String agent) {
  private static final String SQL =
      """
      select db_name(), user_name(),
             (select is_cdc_enabled from sys.databases where database_id = db_id()),
             coalesce(has_perms_by_name('cdc', 'SCHEMA', 'SELECT'), 0)""";

  private static final String AGENT =
      "select status_desc from sys.dm_server_services where servicename like '%Agent%'";

  static SqlServerState look(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SQL)) {
      row.next();
      return new SqlServerState(
          row.getString(1),
          row.getString(2),
          row.getBoolean(3),
          row.getBoolean(4),
          agent(connection));
    }
  }

  private static @Nullable String agent(Connection connection) {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(AGENT)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      return null; // it takes a right that nothing else here needs
    }
  }

  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!enabled) {
      notices.add(
          new Notice(
              "change-tables",
              "change-tables-missing",
              true,
              "The database keeps no tables of changes. Let an administrator (sysadmin) run: USE %s; EXEC sys.sp_cdc_enable_db;"
                  .formatted(quoted(database))));
      return notices;
    }
    if (agent != null && !agent.equalsIgnoreCase("Running")) {
      notices.add(
          new Notice(
              "agent",
              "agent-stopped",
              true,
              "SQL Server Agent, which fills the tables of changes, does not run (%s). Let an administrator start it: EXEC xp_servicecontrol N'START', N'SQLServerAGENT';"
                  .formatted(agent)));
    }
    if (!readable) {
      notices.add(
          new Notice(
              "change-tables-right",
              "right-missing",
              true,
              "The database user may not read the tables of changes. Let an administrator run: USE %s; GRANT SELECT ON SCHEMA::cdc TO %s;"
                  .formatted(quoted(database), quoted(user))));
    }
    return notices;
  }

  static String quoted(String identifier) {
    return '[' + identifier.replace("]", "]]") + ']';
  }

  /** Where the change tables end now, as Debezium writes it. */
  static String end(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select convert(char(20), coalesce(sys.fn_cdc_get_max_lsn(), 0x00000000000000000000), 2)")) {
      row.next();
      return written(row.getString(1));
    }
  }

  private static String written(String hex) {
    return hex.substring(0, 8) + ':' + hex.substring(8, 16) + ':' + hex.substring(16, 20);
  }

  /** By the clock that commits have, in microseconds. */
  static long now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select cast(datediff_big(microsecond, '1970-01-01', sysutcdatetime()) as bigint)")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * Whether changes after a place were thrown away. A table whose changes are kept only since then
   * has lost none.
   */
  static boolean isGone(Connection connection, String lsn) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            declare @at binary(10) = convert(binary(10), ?, 2);
            select count(*) from cdc.change_tables
            where start_lsn > @at
              and create_date < coalesce(sys.fn_cdc_map_lsn_to_time(@at), getdate())""")) {
      statement.setString(1, lsn.replace(":", ""));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getInt(1) > 0;
      }
    }
  }
}
