package org.carelay.database;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * Values on their way into a table.
 *
 * @param columns with their converted values, in the order of the recipe
 */
record RowWrite(Table table, Map<Table.Column, @Nullable Object> columns) {
  /**
   * @throws ConnectorException naming the column that does not exist or does not take its value
   */
  static RowWrite of(Table table, Map<String, Object> written, ZoneId zone)
      throws ConnectorException {
    var columns = new LinkedHashMap<Table.Column, @Nullable Object>();
    for (var entry : written.entrySet()) {
      var column = table.column(entry.getKey());
      if (columns.containsKey(column)) {
        throw new Permanent(
            "column-named-twice", "The column '%s' is given twice.".formatted(column.name()), null);
      }
      Object value = entry.getValue();
      var where = "column '%s'".formatted(column.name());
      columns.put(column, value == null ? null : Values.convert(column.type(), value, zone, where));
    }
    return new RowWrite(table, columns);
  }

  List<String> names() {
    return columns.keySet().stream().map(Table.Column::name).toList();
  }

  List<ColumnType> types() {
    return columns.keySet().stream().map(Table.Column::type).toList();
  }

  List<@Nullable Object> values() {
    return new ArrayList<>(columns.values());
  }

  /**
   * @throws ConnectorException if a key column has no value: null equals nothing, so that such a
   *     row would be written again every time
   */
  void refuseMissing() throws ConnectorException {
    for (var entry : columns.entrySet()) {
      if (entry.getValue() == null) {
        throw new Permanent(
            "key-value-missing",
            "The key column '%s' has no value.".formatted(entry.getKey().name()),
            null);
      }
    }
  }

  /** "a = ? and b = ?". */
  String condition(Dialect dialect) {
    return String.join(
        " and ", names().stream().map(name -> dialect.quoted(name) + " = ?").toList());
  }
}
