package org.carelay.sheets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.carelay.connector.ConnectorException;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Some cells to be written into the row that a key names.
 *
 * @param key header to value
 * @param values header to value; null clears
 */
record RowUpdate(
    Following.Place place,
    Map<String, @Nullable Object> key,
    Map<String, @Nullable Object> values) {
  /**
   * Where the row stands in a table just read.
   *
   * @param row index into the table's rows
   * @param columns where the values go, in their order
   */
  record Target(int row, List<Column> columns) {}

  RowUpdate {
    // The caller's maps may hold null, which Map.copyOf refuses.
    key = new LinkedHashMap<>(key);
    values = new LinkedHashMap<>(values);
  }

  void check() throws ConnectorException.Permanent {
    if (key.isEmpty() || values.isEmpty()) {
      throw failure("nothing-to-write", "Name at least one key column and one column to write.");
    }
    for (var cell : key.entrySet()) {
      if (Cells.isBlank(cell.getValue())) {
        throw failure(
            "key-blank",
            "The value of key column \"" + cell.getKey() + "\" is blank, so no row can be found.");
      }
    }
    checkValues(key);
    checkValues(values);
  }

  static void checkValues(Map<String, @Nullable Object> values)
      throws ConnectorException.Permanent {
    for (var cell : values.entrySet()) {
      switch (cell.getValue()) {
        case null -> {}
        case String _, Boolean _, Number _ -> {}
        default ->
            throw failure(
                "value-not-writable",
                "The value for \"" + cell.getKey() + "\" must be text, a number, true or false.");
      }
    }
  }

  /**
   * @throws ConnectorException.Permanent unless there is exactly one such row, and every column
   */
  Target find(Table table) throws ConnectorException.Permanent {
    var columns = new ArrayList<Column>();
    for (var header : values.keySet()) {
      columns.add(table.column(header, place.sheet()));
    }
    var rows = rows(table);
    if (rows.isEmpty()) {
      throw failure(
          "no-such-row",
          "Sheet \"%s\" has no row with this %s.".formatted(place.sheet(), headers()));
    }
    if (rows.size() > 1) {
      throw failure(
          "several-rows",
          "Sheet \"%s\" has %d rows with the same %s. Nothing was written."
              .formatted(place.sheet(), rows.size(), headers()));
    }
    return new Target(rows.getFirst(), columns);
  }

  boolean isSameRow(RowUpdate other) {
    return place.equals(other.place) && texts(key).equals(texts(other.key));
  }

  private static Map<String, String> texts(Map<String, @Nullable Object> key) {
    var texts = new TreeMap<String, String>();
    key.forEach((header, value) -> texts.put(Cells.name(header), Cells.text(value).strip()));
    return texts;
  }

  List<Integer> rows(Table table) throws ConnectorException.Permanent {
    var wanted = new LinkedHashMap<Column, String>();
    for (var cell : key.entrySet()) {
      wanted.put(table.column(cell.getKey(), place.sheet()), Cells.text(cell.getValue()).strip());
    }
    var found = new ArrayList<Integer>();
    for (var row = 0; row < table.rows().size(); row++) {
      var at = row;
      if (wanted.entrySet().stream()
          .allMatch(cell -> table.text(at, cell.getKey()).strip().equals(cell.getValue()))) {
        found.add(row);
      }
    }
    return found;
  }

  /** Whether the row holds all values already. */
  boolean isIn(Table table, int row, List<Column> columns) {
    var i = 0;
    for (var value : values.values()) {
      if (!table.text(row, columns.get(i++)).equals(Cells.text(value))) {
        return false;
      }
    }
    return true;
  }

  /** The note by which the trigger knows this write for our own. */
  OwnWrite note(String id, Instant now) {
    var texts = texts(key);
    var row =
        new OwnWrite.RowKey(
            List.copyOf(texts.keySet()), Fingerprint.key(List.copyOf(texts.values())));
    return new OwnWrite(id, Cells.name(place.sheet()), row, prints(values), false, now);
  }

  static Map<String, String> prints(Map<String, @Nullable Object> values) {
    var prints = new LinkedHashMap<String, String>();
    values.forEach(
        (header, value) -> {
          var name = Cells.name(header);
          prints.put(name, OwnWrite.print(name, value));
        });
    return prints;
  }

  private String headers() {
    return "\"" + String.join("\" and \"", key.keySet()) + "\"";
  }

  private static ConnectorException.Permanent failure(String code, String message) {
    return new ConnectorException.Permanent(code, message, null);
  }
}
