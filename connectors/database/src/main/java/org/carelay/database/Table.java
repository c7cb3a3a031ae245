package org.carelay.database;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;

/**
 * A table as the database describes it.
 *
 * @param schema the schema, or the database in MariaDB
 * @param columns by their real names, in their order
 * @param uniqueKeys the sets of columns that no two rows share
 */
record Table(
    String schema, String name, Map<String, Column> columns, List<Set<String>> uniqueKeys) {
  /** One column. */
  record Column(String name, String typeName, ColumnType type) {}

  String sqlName(Dialect dialect) {
    return dialect.quoted(schema) + "." + dialect.quoted(name);
  }

  /** Whether at most one row can have given values in these columns. */
  boolean isUnique(Set<String> names) {
    return uniqueKeys.stream().anyMatch(names::containsAll);
  }

  /** Whether exactly these columns are a unique key. */
  boolean isKey(Set<String> names) {
    return uniqueKeys.stream().anyMatch(names::equals);
  }

  /**
   * @param written as in the recipe: exactly, or in another case where that is no ambiguity
   * @throws ConnectorException if there is no such column
   */
  Column column(String written) throws ConnectorException {
    var exact = columns.get(written);
    if (exact != null) {
      return exact;
    }
    var similar =
        columns.values().stream()
            .filter(column -> column.name().equalsIgnoreCase(written))
            .toList();
    if (similar.size() != 1) {
      throw new Permanent(
          "no-such-column",
          "The table %s has no column '%s'. It has: %s."
              .formatted(name, written, String.join(", ", columns.keySet())),
          null);
    }
    return similar.getFirst();
  }
}
