package org.carelay.sheets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.carelay.connector.Notice;

/** Tells rows apart by their key columns: wherever a row moves to, it stays the same row. */
final class KeyedRows {
  private static final int MOST_NOTICES = 20;
  private static final int MOST_NUMBERS = 8;

  private final Table table;
  private final Columns columns;
  private final String sheet;
  private final Map<String, List<Integer>> rowsById = new LinkedHashMap<>();
  private final List<Integer> withoutKey = new ArrayList<>();

  private KeyedRows(Table table, Columns columns, String sheet) {
    this.table = table;
    this.columns = columns;
    this.sheet = sheet;
  }

  static RowIdentity identify(Table table, Columns columns, String sheet) {
    var rows = new KeyedRows(table, columns, sheet);
    for (var row = 0; row < table.rows().size(); row++) {
      rows.place(row);
    }
    return rows.result();
  }

  private void place(int row) {
    var key = new ArrayList<String>();
    for (var column : columns.key()) {
      var value = table.cell(row, column);
      if (Cells.isBlank(value) || Cells.isError(value)) {
        if (!table.isBlank(row)) {
          withoutKey.add(row);
        }
        return;
      }
      key.add(Cells.text(value).strip());
    }
    rowsById.computeIfAbsent(Fingerprint.key(key), _ -> new ArrayList<>()).add(row);
  }

  private RowIdentity result() {
    var ids = new TreeMap<Integer, String>();
    var held = new HashSet<String>();
    var notices = new ArrayList<Notice>();
    rowsById.forEach(
        (id, rows) -> {
          if (rows.size() == 1) {
            ids.put(rows.getFirst(), id);
          } else {
            held.add(id);
            notices.add(duplicate(id, rows));
          }
        });
    var shown = new ArrayList<>(notices.subList(0, Math.min(MOST_NOTICES, notices.size())));
    if (notices.size() > shown.size()) {
      shown.add(more(notices.size() - shown.size()));
    }
    if (!withoutKey.isEmpty()) {
      shown.add(blank());
    }
    return new RowIdentity(ids, held, shown);
  }

  private Notice duplicate(String id, List<Integer> rows) {
    var key =
        columns.key().stream()
            .map(column -> table.text(rows.getFirst(), column).strip())
            .collect(Collectors.joining(" / "));
    return new Notice(
        "duplicate-key/" + id,
        "duplicate-key",
        false,
        "Sheet \"%s\": rows %s have the same %s, %s. They are not followed until it differs."
            .formatted(sheet, numbers(rows), headers(), key));
  }

  private Notice more(int count) {
    return new Notice(
        "duplicate-key",
        "duplicate-key",
        false,
        "Sheet \"%s\": %d more keys in %s occur more than once. Their rows are not followed."
            .formatted(sheet, count, headers()));
  }

  private Notice blank() {
    return new Notice(
        "blank-key",
        "blank-key",
        false,
        "Sheet \"%s\": %s no %s. %s not followed until %s."
            .formatted(
                sheet,
                withoutKey.size() == 1
                    ? "row " + numbers(withoutKey) + " has"
                    : "rows " + numbers(withoutKey) + " have",
                headers(),
                withoutKey.size() == 1 ? "It is" : "They are",
                withoutKey.size() == 1 ? "it has one" : "they have one"));
  }

  private String headers() {
    return columns.key().stream()
        .map(column -> "\"" + column.header() + "\"")
        .collect(Collectors.joining(" and "));
  }

  private String numbers(List<Integer> rows) {
    var text =
        rows.stream()
            .limit(MOST_NUMBERS)
            .map(row -> Integer.toString(table.shownNumber(row)))
            .collect(Collectors.joining(", "));
    return rows.size() > MOST_NUMBERS ? text + " and more" : text;
  }
}
