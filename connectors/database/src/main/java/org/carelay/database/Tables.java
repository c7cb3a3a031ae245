package org.carelay.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** The tables that recipes write to, looked up once and again when they may have changed. */
final class Tables {
  private static final int MOST_NAMES = 1_000;
  private static final Set<String> SYSTEM =
      Set.of(
          "information_schema",
          "INFORMATION_SCHEMA",
          "pg_catalog",
          "mysql",
          "performance_schema",
          "sys",
          "SYS",
          "SYSTEM",
          "cdc");

  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration NEW = Duration.ofSeconds(5);

  private final Dialect dialect;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Table table, Instant at) {}

  Tables(Dialect dialect, Clock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** The table, if it was looked up not long ago. */
  @Nullable Table fresh(String written) {
    var found = known.get(written);
    return found == null || clock.instant().isAfter(found.at().plus(FRESH)) ? null : found.table();
  }

  boolean isNew(String written) {
    var found = known.get(written);
    return found != null && clock.instant().isBefore(found.at().plus(NEW));
  }

  /** After the database refused what should have fitted. */
  void forget() {
    known.clear();
  }

  /** As recipes write them: without the schema where it is one that is looked in anyway. */
  List<String> names(Connection connection) throws SQLException {
    var near = schemas(connection, null);
    var names = new ArrayList<String>();
    var types = new String[] {"TABLE", "PARTITIONED TABLE", "BASE TABLE", "VIEW"};
    try (var rows = connection.getMetaData().getTables(null, null, "%", types)) {
      while (rows.next() && names.size() < MOST_NAMES) {
        var schema =
            switch (dialect) {
              case PostgreSql _, LogOnly _ -> rows.getString("TABLE_SCHEM");
              case MariaDb _ -> rows.getString("TABLE_CAT");
            };
        var name = rows.getString("TABLE_NAME");
        if (!SYSTEM.contains(schema)) {
          names.add(near.contains(schema) ? name : schema + "." + name);
        }
      }
    }
    return names;
  }

  /**
   * @param written {@code table} or {@code schema.table}
   * @throws ConnectorException if there is no such table
   */
  Table look(Connection connection, String written) throws SQLException, ConnectorException {
    var dot = written.indexOf('.');
    var name = written.substring(dot + 1);
    if (name.isBlank() || name.indexOf('.') >= 0) {
      throw new Permanent("no-such-table", "A table is written as 'name' or 'schema.name'.", null);
    }
    for (var schema : schemas(connection, dot < 0 ? null : written.substring(0, dot))) {
      var table = describe(connection, schema, name);
      if (table != null) {
        known.put(written, new Known(table, clock.instant()));
        return table;
      }
    }
    throw new Permanent(
        "no-such-table",
        "There is no table '%s', or this user may not see it.".formatted(written),
        null);
  }

  private List<String> schemas(Connection connection, @Nullable String written)
      throws SQLException {
    if (written != null) {
      return List.of(written);
    }
    return switch (dialect) {
      case PostgreSql _ -> List.of(texts(connection, "select unnest(current_schemas(false))"));
      case MariaDb _ -> List.of(texts(connection, "select database()"));
      case LogOnly _ -> List.of();
    };
  }

  private static String[] texts(Connection connection, String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts.toArray(String[]::new);
  }

  /** A name that is not found as written is tried in lower case, as databases fold it. */
  private @Nullable Table describe(Connection connection, String schema, String written)
      throws SQLException {
    var data = connection.getMetaData();
    for (var name : new LinkedHashSet<>(List.of(written, written.toLowerCase(Locale.ROOT)))) {
      var columns = columns(data, schema, name);
      if (!columns.isEmpty()) {
        return new Table(schema, name, columns, uniqueKeys(data, schema, name));
      }
    }
    return null;
  }

  private Map<String, Table.Column> columns(DatabaseMetaData data, String schema, String name)
      throws SQLException {
    var columns = new LinkedHashMap<String, Table.Column>();
    var escaped = escaped(data, name);
    try (var rows =
        switch (dialect) {
          case PostgreSql _, LogOnly _ ->
              data.getColumns(null, escaped(data, schema), escaped, "%");
          case MariaDb _ -> data.getColumns(schema, null, escaped, "%");
        }) {
      while (rows.next()) {
        var column = column(rows);
        columns.put(column.name(), column);
      }
    }
    return columns;
  }

  private static String escaped(DatabaseMetaData data, String name) throws SQLException {
    var escape = data.getSearchStringEscape();
    return name.replace(escape, escape + escape)
        .replace("_", escape + "_")
        .replace("%", escape + "%");
  }

  private Table.Column column(ResultSet row) throws SQLException {
    var typeName = row.getString("TYPE_NAME");
    var type = dialect.type(typeName, row.getInt("DATA_TYPE"), row.getInt("COLUMN_SIZE"));
    return new Table.Column(row.getString("COLUMN_NAME"), typeName, type);
  }

  private List<Set<String>> uniqueKeys(DatabaseMetaData data, String schema, String name)
      throws SQLException {
    var keys = new LinkedHashMap<String, Set<String>>();
    try (var rows =
        switch (dialect) {
          case PostgreSql _, LogOnly _ -> data.getIndexInfo(null, schema, name, true, true);
          case MariaDb _ -> data.getIndexInfo(schema, null, name, true, true);
        }) {
      while (rows.next()) {
        var index = rows.getString("INDEX_NAME");
        var column = rows.getString("COLUMN_NAME");
        // A partial index, or one on an expression, is no key of the table.
        var whole = rows.getString("FILTER_CONDITION") == null && column != null;
        if (index != null && whole) {
          keys.computeIfAbsent(index, _ -> new LinkedHashSet<>()).add(column);
        }
      }
    }
    return List.copyOf(keys.values());
  }
}
