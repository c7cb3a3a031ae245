package org.carelay.engine.journal;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows to insert with one statement, column by column. A column that has the same in all rows is
 * given once, the others as arrays for {@code unnest}: half of an event's columns hardly ever
 * differ, and giving those once saves a third of the time of its insertion.
 */
final class Insertion<T> {
  private final String table;
  private final List<T> rows;
  private final List<Column> columns = new ArrayList<>();

  /**
   * @param form how the value is written in SQL, with {@code %s} for it
   * @param same whether all values are the first
   */
  private record Column(
      String name, String type, String form, @Nullable Object[] values, boolean same) {
    String source() {
      return same ? values[0] == null ? "null::" + type : "?::" + type : "t." + name;
    }
  }

  /**
   * @param rows at least one
   */
  Insertion(String table, List<T> rows) {
    this.table = table;
    this.rows = rows;
  }

  Insertion<T> text(String name, Function<T, @Nullable String> value) {
    return add(name, "text", "%s", String.class, row -> Columns.clean(value.apply(row)));
  }

  Insertion<T> uuid(String name, Function<T, @Nullable UUID> value) {
    return add(name, "uuid", "%s", UUID.class, value);
  }

  Insertion<T> integer(String name, Function<T, @Nullable Integer> value) {
    return add(name, "int4", "%s", Integer.class, value);
  }

  Insertion<T> instant(String name, Function<T, @Nullable Instant> value) {
    return add(
        name,
        "int8",
        "'epoch'::timestamptz + %s * interval '1 us'",
        Long.class,
        row -> Columns.micros(value.apply(row)));
  }

  Insertion<T> bytes(String name, Function<T, byte[]> value) {
    return add(name, "bytea", "%s", byte[].class, value::apply);
  }

  private <V> Insertion<T> add(
      String name, String type, String form, Class<V> kind, Function<T, @Nullable V> value) {
    @SuppressWarnings("unchecked") // Array.newInstance of V's class makes a V[].
    @Nullable V[] values = (@Nullable V[]) Array.newInstance(kind, rows.size());
    boolean same = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
      same = same && Objects.deepEquals(values[i], values[0]);
    }
    columns.add(new Column(name, type, form, values, same));
    return this;
  }

  /**
   * @param end what follows the rows, such as {@code on conflict do nothing}
   */
  PreparedStatement prepare(Connection connection, String end) throws SQLException {
    var arrays = columns.stream().filter(column -> !column.same()).toList();
    var sql =
        "insert into "
            + table
            + columns.stream()
                .map(Column::name)
                .collect(Collectors.joining(", ", " (", ") select "))
            + columns.stream()
                .map(column -> column.form().formatted(column.source()))
                .collect(Collectors.joining(", "))
            + (arrays.isEmpty() ? "" : from(arrays))
            + " "
            + end;
    var statement = connection.prepareStatement(sql);
    int parameter = 0;
    for (Column column : columns) {
      if (column.same() && column.values()[0] != null) {
        statement.setObject(++parameter, column.values()[0]);
      }
    }
    for (Column column : arrays) {
      statement.setArray(++parameter, connection.createArrayOf(column.type(), column.values()));
    }
    return statement;
  }

  private static String from(List<Column> arrays) {
    return arrays.stream().map(_ -> "?").collect(Collectors.joining(", ", " from unnest(", ")"))
        + arrays.stream().map(Column::name).collect(Collectors.joining(", ", " as t (", ")"));
  }

  /**
   * Inserts the rows.
   *
   * @return how many were inserted
   */
  int execute(Connection connection, String end) throws SQLException {
    try (var statement = prepare(connection, end)) {
      return statement.executeUpdate();
    }
  }
}
