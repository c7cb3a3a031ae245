package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Totals since the start of the database; each writer adds to rows of its own. */
final class CounterRows {
  private CounterRows() {}

  static void add(Connection connection, int writer, Map<String, Long> counts) throws SQLException {
    var changed =
        counts.entrySet().stream()
            .filter(c -> c.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            insert into counter (name, writer, value)
            select n, ?, v from unnest(?, ?) as t (n, v)
            on conflict (name, writer) do update set value = counter.value + excluded.value""")) {
      statement.setInt(1, writer);
      statement.setArray(2, connection.createArrayOf("text", names(changed)));
      statement.setArray(
          3,
          connection.createArrayOf(
              "int8", changed.stream().map(Map.Entry::getValue).toArray(Long[]::new)));
      statement.executeUpdate();
    }
  }

  private static String[] names(List<Map.Entry<String, Long>> changed) {
    return changed.stream().map(Map.Entry::getKey).toArray(String[]::new);
  }
}
