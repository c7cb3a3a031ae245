package org.carelay.database;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * A table's rows in the order in which they changed, from a place on. Any number of rows may have
 * changed at one time, so a place is a row's time and its key.
 */
record RowPages(Dialect dialect, Table table, Table.Column changed, List<String> key, ZoneId zone) {

  /** A condition with its values. */
  record Bound(String condition, List<ColumnType> types, List<@Nullable Object> values) {}

  /**
   * @param from null for all rows
   */
  String ordered(@Nullable Bound from, boolean latestFirst) {
    var direction = latestFirst ? " desc" : " asc";
    var order = new ArrayList<String>();
    order.add(quoted(changed.name()) + direction);
    key.forEach(column -> order.add(quoted(column) + direction));
    return "select * from %s where %s order by %s"
        .formatted(
            table.sqlName(dialect),
            from == null ? quoted(changed.name()) + " is not null" : from.condition(),
            String.join(", ", order));
  }

  Bound notBefore(Object value) {
    var values = new ArrayList<@Nullable Object>();
    values.add(value);
    return new Bound(quoted(changed.name()) + " >= ?", List.of(changed.type()), values);
  }

  /** Behind a row; behind all that changed with it where its key is not known. */
  Bound after(SeenRows.Place last) throws ConnectorException {
    var columns = new ArrayList<Table.Column>();
    var places = new ArrayList<@Nullable Object>();
    columns.add(changed);
    places.add(last.value());
    if (last.key().size() == key.size() && !last.key().contains(null)) {
      for (var column : key) {
        columns.add(table.column(column));
      }
      places.addAll(last.key());
    }
    var types = new ArrayList<ColumnType>();
    var values = new ArrayList<@Nullable Object>();
    var ways = new ArrayList<String>();
    for (var depth = 0; depth < columns.size(); depth++) {
      var way = new ArrayList<String>();
      for (var each = 0; each <= depth; each++) {
        var column = columns.get(each);
        way.add(quoted(column.name()) + (each < depth ? " = ?" : " > ?"));
        types.add(column.type());
        var place = Objects.requireNonNull(places.get(each));
        values.add(Values.convert(column.type(), place, zone, "column '" + column.name() + "'"));
      }
      ways.add(String.join(" and ", way));
    }
    return new Bound(
        ways.stream().collect(Collectors.joining(") or (", "((", "))")), types, values);
  }

  private String quoted(String column) {
    return dialect.quoted(column);
  }
}
