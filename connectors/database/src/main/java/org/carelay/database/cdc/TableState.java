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
 * What the database says of a table that recipes listen to.
 *
 * @param identity how much of the old row is logged: {@code f} all, {@code d} its primary key
 * @param names its rows, so that publishing it does not stop the site's own updates
 */
record TableState(
    String schema,
    String name,
    char identity,
    boolean identifiable,
    boolean readable,
    TableColumns columns) {
  private static final String SQL =
      """
      select n.nspname, c.relname, c.relreplident,
             c.relreplident in ('f', 'i')
               or c.relreplident = 'd'
                  and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary),
             has_table_privilege(c.oid, 'SELECT'),
             array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                   order by a.attnum)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.oid = coalesce(to_regclass(?), to_regclass(?)) and c.relkind in ('r', 'p')""";

  static @Nullable TableState look(Connection connection, String written) throws SQLException {
    var exact = TableName.parse(written).quoted();
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, exact);
      statement.setString(2, exact.toLowerCase(Locale.ROOT));
      try (var row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        return new TableState(
            row.getString(1),
            row.getString(2),
            row.getString(3).charAt(0),
            row.getBoolean(4),
            row.getBoolean(5),
            new TableColumns(
                row.getString(1) + "." + row.getString(2),
                new LinkedHashSet<>(List.of((String[]) row.getArray(6).getArray()))));
      }
    }
  }

  String fullName() {
    return columns.fullName();
  }

  String quoted() {
    return new TableName(schema, name).quoted();
  }

  /** What is missing for one recipe. */
  List<Notice> notices(RowChanged.Input input, String user) {
    var notices = new ArrayList<Notice>();
    if (!readable) {
      notices.add(
          new Notice(
              "select-right",
              "right-missing",
              true,
              "The database user may not read the table. Let its owner run: GRANT SELECT ON %s TO %s;"
                  .formatted(quoted(), TableName.quote(user))));
    }
    var needsOldRow = input.wants(RowOperation.UPDATE) || input.wants(RowOperation.DELETE);
    if ((needsOldRow && identity != 'f') || !identifiable) {
      notices.add(
          new Notice(
              "replica-identity",
              "replica-identity",
              true,
              ("The database does not log what a row of %s was before a change, so nobody can tell"
                      + " what changed. Let the table's owner run: ALTER TABLE %s REPLICA IDENTITY"
                      + " FULL;")
                  .formatted(fullName(), quoted())));
    }
    notices.addAll(columns.missing(input));
    return notices;
  }
}
