package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A table of Oracle, which this user may read, since it could not see it otherwise.
 *
 * @param whole whether the log has all columns of a row
 */
record OracleTable(String schema, String name, boolean whole, TableColumns columns) {
  private static final String SQL =
      """
      select t.owner, t.table_name, c.column_name,
             (select count(*) from all_log_groups g
              where g.owner = t.owner and g.table_name = t.table_name
                and g.log_group_type = 'ALL COLUMN LOGGING')
      from all_tables t
      join all_tab_columns c on c.owner = t.owner and c.table_name = t.table_name
      where t.owner = coalesce(?, sys_context('userenv', 'current_schema')) and t.table_name = ?
      order by c.column_id""";

  /** A name that is not found as written is tried in upper case, as Oracle folds it. */
  static @Nullable OracleTable look(Connection connection, String written) throws SQLException {
    var exact = exact(connection, written);
    return exact == null ? exact(connection, written.toUpperCase(Locale.ROOT)) : exact;
  }

  private static @Nullable OracleTable exact(Connection connection, String written)
      throws SQLException {
    var wanted = TableName.parse(written);
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, wanted.schema());
      statement.setString(2, wanted.name());
      try (var rows = statement.executeQuery()) {
        OracleTable found = null;
        var columns = new LinkedHashSet<String>();
        while (rows.next()) {
          columns.add(rows.getString(3));
          found =
              new OracleTable(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getInt(4) > 0,
                  new TableColumns(rows.getString(1) + "." + rows.getString(2), columns));
        }
        return found;
      }
    }
  }

  /** What is missing for one recipe. */
  List<Notice> notices(RowChanged.Input input) {
    var notices = new ArrayList<Notice>();
    if (!whole) {
      notices.add(
          new Notice(
              "supplemental-columns",
              "supplemental-columns",
              true,
              "The database does not log what a row of %s was before a change, so nobody can tell what changed. Let the table's owner run: ALTER TABLE %s ADD SUPPLEMENTAL LOG DATA (ALL) COLUMNS;"
                  .formatted(columns.fullName(), new TableName(schema, name).quoted())));
    }
    notices.addAll(columns.missing(input));
    return notices;
  }
}
