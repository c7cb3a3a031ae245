package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of MariaDB or MySQL. */
record BinaryLogTable(String database, String name, TableColumns columns) {
  private static final String SQL =
      """
      select t.table_schema, t.table_name, c.column_name
      from information_schema.tables t
      join information_schema.columns c
        on c.table_schema = t.table_schema and c.table_name = t.table_name
      where t.table_schema = coalesce(?, database()) and t.table_name = ?
        and t.table_type = 'BASE TABLE'
      order by t.table_name collate utf8mb3_bin <> ?, t.table_name, c.ordinal_position""";

  static @Nullable BinaryLogTable look(Connection connection, String written) throws SQLException {
    var wanted = TableName.parse(written);
    try (var statement = connection.prepareStatement(SQL)) {
      statement.setString(1, wanted.schema());
      statement.setString(2, wanted.name());
      statement.setString(3, wanted.name());
      try (var rows = statement.executeQuery()) {
        String database = null;
        String name = null;
        var columns = new LinkedHashSet<String>();
        while (rows.next()) {
          if (name != null && !name.equals(rows.getString(2))) {
            break; // another table, whose name differs in case
          }
          database = rows.getString(1);
          name = rows.getString(2);
          columns.add(rows.getString(3));
        }
        return name == null || database == null
            ? null
            : new BinaryLogTable(database, name, new TableColumns(database + "." + name, columns));
      }
    }
  }

  /**
   * The statement that makes a table like this one. Debezium does not know the types of addresses,
   * and would give up the table; their bytes are told instead. What MariaDB calls JSON is a checked
   * text.
   */
  String definition(Connection connection) throws SQLException {
    var names = List.of(quoted(database), quoted(name));
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("show create table " + String.join(".", names))) {
      row.next();
      return row.getString(2)
          .replaceAll(
              "(?m)^(\\s+`[^\n]*?`) longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
                  + "([^\n]*) CHECK \\(json_valid\\(`[^\n]*`\\)\\)",
              "$1 json$2")
          .replaceAll("(?m)^(\\s+`[^\n]*?`) inet6\\b", "$1 binary(16)")
          .replaceAll("(?m)^(\\s+`[^\n]*?`) inet4\\b", "$1 binary(4)");
    }
  }

  private static String quoted(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }
}
