package org.carelay.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** Reads a table as it stands now, in the order of its key where it has one. */
public final class TableReader {
  private final DatabaseClient client;
  private final Table table;
  private final ZoneId zone;
  private final Instant until;

  /**
   * @param written the table's name as in a recipe
   * @param zone for times without a zone of their own, unless the connection names one
   */
  public TableReader(DatabaseClient client, String written, ZoneId zone, Instant until)
      throws ConnectorException, InterruptedException {
    this.client = client;
    this.table = client.table(written, until);
    this.zone = client.zone(zone);
    this.until = until;
  }

  /**
   * A row.
   *
   * @param name tells it apart from others without holding its values
   * @param values by column
   */
  public record Row(String name, Map<String, @Nullable Object> values) {}

  public List<Row> rows(int most) throws ConnectorException, InterruptedException {
    var key = key();
    var order =
        key.isEmpty()
            ? ""
            : " order by " + String.join(", ", key.stream().map(client.dialect()::quoted).toList());
    return client.with(
        until,
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.setMaxRows(most);
            statement.setQueryTimeout((int) client.statementTimeout().toSeconds());
            try (var found =
                statement.executeQuery(
                    "select * from " + table.sqlName(client.dialect()) + order)) {
              var rows = new ArrayList<Row>();
              var reader = new Rows(found, client.dialect(), zone);
              while (found.next()) {
                var values = reader.read();
                rows.add(new Row(name(values, key), values));
              }
              return rows;
            }
          }
        });
  }

  public long count() throws ConnectorException, InterruptedException {
    return client.with(
        until,
        connection -> {
          try (var statement = connection.createStatement()) {
            statement.setQueryTimeout((int) client.statementTimeout().toSeconds());
            try (var found =
                statement.executeQuery("select count(*) from " + table.sqlName(client.dialect()))) {
              found.next();
              return found.getLong(1);
            }
          }
        });
  }

  /** The shortest unique key, in the order of the columns; empty where there is none. */
  private List<String> key() {
    var shortest =
        table.uniqueKeys().stream().min(Comparator.comparingInt(Set::size)).orElse(Set.of());
    return table.columns().keySet().stream().filter(shortest::contains).toList();
  }

  private static String name(Map<String, @Nullable Object> row, List<String> key) {
    return name(key.isEmpty() ? List.copyOf(row.keySet()) : key, row);
  }

  /** The values of a key may name a patient. */
  static String name(List<String> key, Map<String, @Nullable Object> row) {
    var values = key.stream().map(column -> String.valueOf(row.get(column))).toList();
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(JsonText.write(values).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
