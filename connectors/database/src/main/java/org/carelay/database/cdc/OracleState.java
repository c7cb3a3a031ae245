package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * Whether an Oracle database logs enough, and lets this user mine its log.
 *
 * @param visible whether the user may see the server's own tables; nothing else is known if not
 * @param scn where the log ends now
 * @param micros of the server's clock
 * @param missing rights
 */
record OracleState(
    String user,
    boolean visible,
    boolean archives,
    boolean supplements,
    long scn,
    long micros,
    Set<String> missing) {
  private static final Set<String> PRIVILEGES =
      Set.of("CREATE SESSION", "LOGMINING", "SELECT ANY TRANSACTION", "CREATE TABLE");

  private static final Set<String> ROLES = Set.of("SELECT_CATALOG_ROLE", "EXECUTE_CATALOG_ROLE");

  private static final String SQL =
      """
      select log_mode, supplemental_log_data_min, current_scn,
             (cast(sys_extract_utc(systimestamp) as date) - date '1970-01-01') * 86400
      from v$database""";

  static OracleState look(Connection connection, @Nullable String container) throws SQLException {
    try (var statement = connection.createStatement()) {
      if (container != null) {
        statement.execute("alter session set container = " + container);
      }
      var rights = new LinkedHashSet<String>();
      add(connection, "select privilege from session_privs", rights);
      add(connection, "select role from session_roles", rights);
      var missing = new LinkedHashSet<String>(PRIVILEGES);
      missing.addAll(ROLES);
      missing.removeAll(rights);
      if (container != null && !rights.contains("SET CONTAINER")) {
        missing.add("SET CONTAINER");
      }
      var user = connection.getMetaData().getUserName();
      try (var row = statement.executeQuery(SQL)) {
        row.next();
        return new OracleState(
            user,
            true,
            "ARCHIVELOG".equals(row.getString(1)),
            !"NO".equals(row.getString(2)),
            row.getLong(3),
            row.getBigDecimal(4).movePointRight(6).longValue(),
            missing);
      } catch (SQLException e) {
        if (missing.isEmpty()) {
          throw e;
        }
        return new OracleState(user, false, true, true, 0, 0, missing);
      }
    }
  }

  private static void add(Connection connection, String sql, Set<String> names)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
  }

  List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (!missing.isEmpty()) {
      notices.add(
          notice(
              "right-missing",
              "The database user may not read the log of changes. Let an administrator run: GRANT %s TO %s; GRANT EXECUTE ON DBMS_LOGMNR TO %2$s; GRANT EXECUTE ON DBMS_LOGMNR_D TO %2$s;"
                  .formatted(String.join(", ", missing), user)));
    }
    if (!archives) {
      notices.add(
          notice(
              "archive-log",
              "The database does not archive its log, and overwrites what was not read. Let an administrator run this, which stops the database for a moment: SHUTDOWN IMMEDIATE; STARTUP MOUNT; ALTER DATABASE ARCHIVELOG; ALTER DATABASE OPEN;"));
    }
    if (!supplements) {
      notices.add(
          notice(
              "supplemental-logging",
              "The database does not log enough to read changes of rows. Let an administrator run: ALTER DATABASE ADD SUPPLEMENTAL LOG DATA;"));
    }
    return notices;
  }

  private static Notice notice(String code, String message) {
    return new Notice(code, code, true, message);
  }

  /** The first change that the log and its archive still have. */
  static long oldest(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select min(first_change#) from (
                  select first_change# from v$log
                  union all
                  select first_change# from v$archived_log
                  where name is not null and deleted = 'NO' and status = 'A')""")) {
      row.next();
      return row.getLong(1);
    }
  }
}
