package org.carelay.practice;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the practice clinic's database, as a person at its desk sees and changes them.
 * Every value is text, as PostgreSQL writes and reads it. Called by the practice page.
 */
public final class ClinicTables {
  /** Enough to look at; a practice table that recipes write to may grow. */
  private static final int MOST_ROWS = 200;

  private final ClinicDatabase.Address address;

  ClinicTables(ClinicDatabase.Address address) {
    this.address = address;
  }

  /**
   * A column.
   *
   * @param type as PostgreSQL calls it, such as {@code timestamp with time zone}
   * @param key whether it is one of those that tell a row from the others
   * @param required whether a new row must have a value for it
   */
  public record Column(String name, String type, boolean key, boolean nullable, boolean required) {}

  /** A table and how many rows it has. */
  public record Table(String name, List<Column> columns, long total) {}

  /**
   * A table with its rows, the first by their key and at most 200; a null is SQL's.
   *
   * @param rows the values in the order of the columns
   */
  public record Content(Table table, List<List<@Nullable String>> rows) {}

  /** Names something that is not there, or a value that does not fit. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /** Every table, by name. */
  public List<Table> list() throws SQLException {
    try (var connection = open()) {
      var tables = new ArrayList<Table>();
      for (var name : names(connection)) {
        tables.add(table(connection, name));
      }
      return tables;
    }
  }

  public Content read(String table) throws SQLException, Refused {
    try (var connection = open()) {
      return content(connection, known(connection, table));
    }
  }

  /**
   * Adds a row; a column that is left out has its default.
   *
   * @throws Refused with PostgreSQL's own words if the values do not fit
   */
  public Content insert(String name, Map<String, @Nullable String> values)
      throws SQLException, Refused {
    try (var connection = open()) {
      var table = known(connection, name);
      var columns = columns(table, values);
      var sql =
          columns.isEmpty()
              ? "insert into " + quoted(name) + " default values"
              : "insert into %s (%s) values (%s)"
                  .formatted(
                      quoted(name),
                      joined(columns.stream().map(c -> quoted(c.name()))),
                      joined(columns.stream().map(ClinicTables::typed)));
      change(connection, sql, given(columns, values));
      return content(connection, table);
    }
  }

  /**
   * Changes values of the row that has this key.
   *
   * @param key the values of the key's columns, by name
   */
  public Content update(
      String name, Map<String, @Nullable String> key, Map<String, @Nullable String> values)
      throws SQLException, Refused {
    try (var connection = open()) {
      var table = known(connection, name);
      var columns = columns(table, values);
      if (columns.isEmpty()) {
        throw new Refused("There is nothing to change.");
      }
      var sql =
          "update %s set %s where %s"
              .formatted(
                  quoted(name),
                  joined(columns.stream().map(c -> quoted(c.name()) + " = " + typed(c))),
                  where(table));
      var all = given(columns, values);
      all.addAll(keyValues(table, key));
      change(connection, sql, all);
      return content(connection, table);
    }
  }

  public Content delete(String name, Map<String, @Nullable String> key)
      throws SQLException, Refused {
    try (var connection = open()) {
      var table = known(connection, name);
      change(
          connection,
          "delete from %s where %s".formatted(quoted(name), where(table)),
          keyValues(table, key));
      return content(connection, table);
    }
  }

  private static void change(Connection connection, String sql, List<@Nullable String> values)
      throws SQLException, Refused {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      if (statement.executeUpdate() == 0) {
        throw new Refused("This row is not there any more.");
      }
    } catch (SQLException e) {
      // Class 22 is data that does not fit its type, 23 a constraint: the person can put it right.
      var state = String.valueOf(e.getSQLState());
      if (state.startsWith("22") || state.startsWith("23")) {
        throw new Refused(String.valueOf(e.getMessage()).lines().findFirst().orElse(state));
      }
      throw e;
    }
  }

  private static Content content(Connection connection, Table before) throws SQLException {
    var table = table(connection, before.name());
    var sql =
        "select %s from %s order by %s limit %d"
            .formatted(
                joined(table.columns().stream().map(c -> quoted(c.name()) + "::text")),
                quoted(table.name()),
                joined(key(table).map(c -> quoted(c.name()))),
                MOST_ROWS);
    return new Content(table, query(connection, sql, List.of()));
  }

  private static List<String> names(Connection connection) throws SQLException {
    return query(
            connection,
            """
            select distinct k.table_name from information_schema.table_constraints k
            where k.table_schema = current_schema() and k.constraint_type = 'PRIMARY KEY'
            order by 1""",
            List.of())
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }

  private static Table known(Connection connection, String name) throws SQLException, Refused {
    if (!names(connection).contains(name)) {
      throw new Refused("There is no table \"" + name + "\".");
    }
    return table(connection, name);
  }

  private static Table table(Connection connection, String name) throws SQLException {
    var columns =
        query(
                connection,
                """
                select c.column_name, c.data_type, k.column_name is not null, c.is_nullable = 'YES',
                       c.is_nullable = 'NO' and c.column_default is null and c.is_identity = 'NO'
                from information_schema.columns c
                left join information_schema.table_constraints p
                  on p.table_schema = c.table_schema and p.table_name = c.table_name
                  and p.constraint_type = 'PRIMARY KEY'
                left join information_schema.key_column_usage k
                  on k.constraint_name = p.constraint_name and k.table_schema = c.table_schema
                  and k.table_name = c.table_name and k.column_name = c.column_name
                where c.table_schema = current_schema() and c.table_name = ?
                order by c.ordinal_position""",
                List.of(name))
            .stream()
            .map(
                row ->
                    new Column(
                        String.valueOf(row.get(0)),
                        String.valueOf(row.get(1)),
                        "t".equals(row.get(2)),
                        "t".equals(row.get(3)),
                        "t".equals(row.get(4))))
            .toList();
    var count = query(connection, "select count(*) from " + quoted(name), List.of());
    return new Table(name, columns, Long.parseLong(String.valueOf(count.getFirst().getFirst())));
  }

  private static List<List<@Nullable String>> query(
      Connection connection, String sql, List<@Nullable String> values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (var rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        var all = new ArrayList<List<@Nullable String>>();
        while (rows.next()) {
          var row = new ArrayList<@Nullable String>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(rows.getString(i));
          }
          all.add(row);
        }
        return all;
      }
    }
  }

  private static void set(PreparedStatement statement, List<@Nullable String> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
  }

  /** The columns that values are given for, in the table's order. */
  private static List<Column> columns(Table table, Map<String, ? extends @Nullable Object> values)
      throws Refused {
    var byName = new LinkedHashMap<String, Column>();
    table.columns().forEach(c -> byName.put(c.name(), c));
    for (var name : values.keySet()) {
      if (!byName.containsKey(name)) {
        throw new Refused("There is no column \"" + name + "\" in " + table.name() + ".");
      }
    }
    return table.columns().stream().filter(c -> values.containsKey(c.name())).toList();
  }

  private static List<@Nullable String> given(
      List<Column> columns, Map<String, @Nullable String> values) {
    var given = new ArrayList<@Nullable String>();
    columns.forEach(c -> given.add(values.get(c.name())));
    return given;
  }

  private static List<@Nullable String> keyValues(Table table, Map<String, @Nullable String> key)
      throws Refused {
    var values = new ArrayList<@Nullable String>();
    for (var column : key(table).toList()) {
      var value = key.get(column.name());
      if (value == null) {
        throw new Refused("Which row? Give its " + column.name() + ".");
      }
      values.add(value);
    }
    return values;
  }

  private static Stream<Column> key(Table table) {
    return table.columns().stream().filter(Column::key);
  }

  private static String where(Table table) {
    return key(table)
        .map(c -> quoted(c.name()) + " = " + typed(c))
        .collect(Collectors.joining(" and "));
  }

  private static String typed(Column column) {
    return "cast(? as " + column.type() + ")";
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(", "));
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }
}
