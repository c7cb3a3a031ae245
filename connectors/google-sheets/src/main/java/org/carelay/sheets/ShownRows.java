package org.carelay.sheets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.carelay.connector.ConnectorException;

/** Reads some rows of some sheets a second time, with dates as they are shown, in one call. */
final class ShownRows {
  /** More ranges would make a long address; then the whole sheet is read. */
  private static final int MOST_RANGES = 60;

  private record Part(String sheet, String range, int firstRow) {}

  private ShownRows() {}

  /**
   * @param wanted row numbers as shown, by sheet
   * @param columns how many columns to read, by sheet
   */
  static Map<String, Map<Integer, List<Object>>> read(
      GoogleClient client,
      String spreadsheet,
      Map<String, ? extends SortedSet<Integer>> wanted,
      Map<String, Integer> columns)
      throws ConnectorException, InterruptedException {
    var parts = new ArrayList<Part>();
    wanted.forEach(
        (sheet, rows) -> parts.addAll(parts(sheet, rows, columns.getOrDefault(sheet, 1))));
    var ranges = parts.stream().map(Part::range).toList();
    List<List<List<Object>>> values;
    try {
      values =
          client
              .reader()
              .values(
                  spreadsheet, ranges, SheetReader.Dates.FORMATTED_STRING, client.calls().soon());
    } catch (ConnectorException.Permanent rowsAreGone) {
      return Map.of();
    }
    var result = new HashMap<String, Map<Integer, List<Object>>>();
    for (var i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      var rows = result.computeIfAbsent(part.sheet(), _ -> new HashMap<>());
      for (var r = 0; r < values.get(i).size(); r++) {
        rows.put(part.firstRow() + r, values.get(i).get(r));
      }
    }
    return result;
  }

  private static List<Part> parts(String sheet, SortedSet<Integer> rows, int columns) {
    var lastColumn = SheetReader.letters(columns - 1);
    var parts = new ArrayList<Part>();
    var first = -1;
    var last = -1;
    for (int row : rows) {
      if (row != last + 1) {
        add(parts, sheet, first, lastColumn + last);
        first = row;
      }
      last = row;
    }
    add(parts, sheet, first, lastColumn + last);
    return parts.size() > MOST_RANGES
        ? List.of(new Part(sheet, SheetReader.range(sheet), 1))
        : parts;
  }

  private static void add(List<Part> parts, String sheet, int first, String end) {
    if (first > 0) {
      parts.add(new Part(sheet, SheetReader.range(sheet, "A" + first + ":" + end), first));
    }
  }
}
