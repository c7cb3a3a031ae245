package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list of tables whose changes the database tells. Tables are added and never removed here, so
 * that a recipe that is stopped for an hour misses nothing.
 */
final class Publication {
  private static final String NO_RIGHT = "42501";

  private Publication() {}

  /**
   * @return for each table that could not be published, the SQL for somebody who may
   */
  static Map<String, String> ensure(Connection connection, String name, List<TableState> tables)
      throws SQLException {
    var missing = new HashMap<String, String>();
    if (tables.isEmpty()) {
      return missing;
    }
    var published = published(connection, name);
    var exists = exists(connection, name);
    for (var table : tables) {
      if (published.contains(table.fullName())) {
        continue;
      }
      var sql = exists ? add(name, table) : create(name, table);
      try (var statement = connection.createStatement()) {
        statement.execute(sql);
        exists = true;
      } catch (SQLException e) {
        if (!NO_RIGHT.equals(e.getSQLState())) {
          throw e;
        }
        missing.put(table.fullName(), sql + ";");
      }
    }
    return missing;
  }

  /** Where it is ours to drop. */
  static void drop(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("drop publication if exists " + TableName.quote(name));
    } catch (SQLException e) {
      if (!NO_RIGHT.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** A partitioned table speaks with one name. */
  private static String create(String name, TableState table) {
    return "CREATE PUBLICATION %s FOR TABLE %s WITH (publish = 'insert, update, delete', publish_via_partition_root = true)"
        .formatted(TableName.quote(name), table.quoted());
  }

  private static String add(String name, TableState table) {
    return "ALTER PUBLICATION %s ADD TABLE %s".formatted(TableName.quote(name), table.quoted());
  }

  private static boolean exists(Connection connection, String name) throws SQLException {
    try (var statement =
        connection.prepareStatement("select from pg_publication where pubname = ?")) {
      statement.setString(1, name);
      try (var row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static Set<String> published(Connection connection, String name) throws SQLException {
    var published = new HashSet<String>();
    try (var statement =
        connection.prepareStatement(
            "select schemaname, tablename from pg_publication_tables where pubname = ?")) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          published.add(rows.getString(1) + "." + rows.getString(2));
        }
      }
    }
    return published;
  }
}
