package org.carelay.practice.google;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A rectangle of one sheet, half open, and its A1 notation.
 *
 * @param endRow at most the grid's row count
 */
record GridArea(Sheet sheet, int firstRow, int endRow, int firstColumn, int endColumn) {
  private static final Pattern CELLS =
      Pattern.compile("\\$?([A-Za-z]{0,3})\\$?(\\d*)(?::\\$?([A-Za-z]{0,3})\\$?(\\d*))?");
  private static final Pattern BARE_TITLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Reads A1 notation: {@code Sheet!A1:B2}, {@code 'My sheet'!A:C}, {@code Sheet!2:2}, {@code
   * Sheet} or, in the first sheet, {@code A1:B2}.
   *
   * @throws ApiError if there is no such sheet or cell
   */
  static GridArea parse(String notation, Spreadsheet spreadsheet) {
    var bang = notation.lastIndexOf('!');
    if (bang < 0) {
      var whole = spreadsheet.sheet(unquoted(notation));
      if (whole.isPresent()) {
        return whole(whole.get());
      }
    }
    var title =
        bang < 0 ? spreadsheet.sheets().getFirst().title() : unquoted(notation.substring(0, bang));
    var sheet = spreadsheet.sheet(title).orElseThrow(() -> unreadable(notation));
    return cells(notation, notation.substring(bang + 1), sheet);
  }

  static GridArea whole(Sheet sheet) {
    return new GridArea(sheet, 0, sheet.rowCount(), 0, sheet.columnCount());
  }

  private static GridArea cells(String notation, String cells, Sheet sheet) {
    var match = CELLS.matcher(cells);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      throw unreadable(notation);
    }
    var single = match.group(3) == null;
    if (single && (match.group(1).isEmpty() || match.group(2).isEmpty())) {
      throw unreadable(notation);
    }
    var firstColumn = match.group(1).isEmpty() ? 0 : column(match.group(1));
    var firstRow = match.group(2).isEmpty() ? 0 : Integer.parseInt(match.group(2)) - 1;
    var lastColumn = single ? match.group(1) : match.group(3);
    var lastRow = single ? match.group(2) : match.group(4);
    var endColumn = lastColumn.isEmpty() ? sheet.columnCount() : column(lastColumn) + 1;
    var endRow = lastRow.isEmpty() ? sheet.rowCount() : Integer.parseInt(lastRow);
    if (firstRow >= sheet.rowCount() || firstColumn >= sheet.columnCount()) {
      throw ApiError.invalid(
          "Range ("
              + notation
              + ") exceeds grid limits. Max rows: "
              + sheet.rowCount()
              + ", max columns: "
              + sheet.columnCount());
    }
    return new GridArea(
        sheet,
        firstRow,
        Math.min(endRow, sheet.rowCount()),
        firstColumn,
        Math.min(endColumn, sheet.columnCount()));
  }

  /** As the API echoes a range. */
  String notation() {
    var from = letters(firstColumn) + (firstRow + 1);
    var to = letters(endColumn - 1) + endRow;
    return quoted(sheet.title()) + "!" + (from.equals(to) ? from : from + ":" + to);
  }

  /** The rectangle of a block written from this one's corner on. */
  GridArea resized(int rows, int columns) {
    return new GridArea(
        sheet,
        firstRow,
        firstRow + Math.max(1, rows),
        firstColumn,
        firstColumn + Math.max(1, columns));
  }

  private static String quoted(String title) {
    return BARE_TITLE.matcher(title).matches() ? title : "'" + title.replace("'", "''") + "'";
  }

  private static String unquoted(String title) {
    return title.length() > 1 && title.startsWith("'") && title.endsWith("'")
        ? title.substring(1, title.length() - 1).replace("''", "'")
        : title;
  }

  private static int column(String letters) {
    return letters.toUpperCase(Locale.ROOT).chars().reduce(0, (n, c) -> n * 26 + c - 'A' + 1) - 1;
  }

  private static String letters(int column) {
    var result = "";
    for (var n = column + 1; n > 0; n = (n - 1) / 26) {
      result = (char) ('A' + (n - 1) % 26) + result;
    }
    return result;
  }

  private static ApiError unreadable(String notation) {
    return ApiError.invalid("Unable to parse range: " + notation);
  }
}
