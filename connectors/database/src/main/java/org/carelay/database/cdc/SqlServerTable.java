package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A table of SQL Server.
 *
 * @param captured whether its changes are kept
 * @param columns those of which changes are kept, once any are
 */
record SqlServerTable(
    String schema, String name, boolean captured, boolean readable, TableColumns columns) {
  private static final String SQL =
      """
      select s.name, t.name, t.is_tracked_by_cdc,
             has_perms_by_name(quotename(s.name) + '.' + quotename(t.name), 'OBJECT', 'SELECT'),
             c.name
      from sys.tables t join sys.schemas s on s.schema_id = t.schema_id
      join sys.columns c on c.object_id = t.object_id
      where s.name = coalesce(?, schema_name()) and t.name = ?
      order by c.column_id""";

  private static final String CAPTURED =
      """
      select distinct c.column_name from cdc.captured_columns c
      join cdc.change_tables t on t.object_id = c.object_id
      where t.source_object_id = object_id(?)""";

  static @Nullable SqlServerTable look(Connection connection, String written) throws SQLException {
    var wanted = TableName.parse(written);
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, wanted.schema());
      statement.setString(2, wanted.name());
      try (var rows = statement.executeQuery()) {
        SqlServerTable found = null;
        var columns = new LinkedHashSet<String>();
        while (rows.next()) {
          var full = rows.getString(1) + "." + rows.getString(2);
          columns.add(rows.getString(5));
          found =
              new SqlServerTable(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getBoolean(3),
                  rows.getBoolean(4),
                  new TableColumns(full, columns));
        }
        return found == null || !found.captured() ? found : found.asCaptured(connection);
      }
    }
  }

  /** A column that was added since is in the table, and not among its changes. */
  private SqlServerTable asCaptured(Connection connection) throws SQLException {
    var names = new LinkedHashSet<String>();
    try (var statement = connection.prepareStatement(CAPTURED)) {
      statement.setString(1, SqlServerState.quoted(schema) + "." + SqlServerState.quoted(name));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names.isEmpty()
        ? this
        : new SqlServerTable(
            schema, name, captured, readable, new TableColumns(columns.fullName(), names));
  }

  /** What is missing for one recipe. */
  List<Notice> notices(RowChanged.Input input, String user) {
    var notices = new ArrayList<Notice>();
    if (!captured) {
      notices.add(
          new Notice(
              "table-not-captured",
              "table-not-captured",
              true,
              "The database keeps no changes of %s. Let an administrator (db_owner) run: EXEC sys.sp_cdc_enable_table @source_schema = N'%s', @source_name = N'%s', @role_name = NULL;"
                  .formatted(columns.fullName(), text(schema), text(name))));
    }
    if (!readable) {
      notices.add(
          new Notice(
              "select-right",
              "right-missing",
              true,
              "The database user may not read the table. Let its owner run: GRANT SELECT ON %s.%s TO %s;"
                  .formatted(
                      SqlServerState.quoted(schema),
                      SqlServerState.quoted(name),
                      SqlServerState.quoted(user))));
    }
    notices.addAll(columns.missing(input));
    return notices;
  }

  private static String text(String name) {
    return name.replace("'", "''");
  }
}
