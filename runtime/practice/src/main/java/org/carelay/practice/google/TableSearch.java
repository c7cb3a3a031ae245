package org.carelay.practice.google;

/**
 * Where {@code values.append} puts its rows: below the last table that the given range touches. A
 * table is a block of cells that touch each other; a blank row ends it, and a blank first column
 * shifts it to the right.
 */
final class TableSearch {
  /**
   * @param area the table, or the range's corner where there is none
   */
  record Found(GridArea area, boolean isEmpty) {
    int appendRow() {
      return isEmpty ? area.firstRow() : area.endRow();
    }
  }

  private final Sheet sheet;
  private int top;
  private int bottom;
  private int left;
  private int right;

  private TableSearch(Sheet sheet, int row, int column) {
    this.sheet = sheet;
    top = row;
    bottom = row;
    left = column;
    right = column;
  }

  static Found lastTable(GridArea range) {
    var sheet = range.sheet();
    for (var r = Math.min(range.endRow(), sheet.rows().size()) - 1; r >= range.firstRow(); r--) {
      for (var c = range.endColumn() - 1; c >= range.firstColumn(); c--) {
        if (!sheet.cell(r, c).isBlank()) {
          return new Found(new TableSearch(sheet, r, c).grow(), false);
        }
      }
    }
    return new Found(
        new GridArea(
            sheet, range.firstRow(), range.firstRow(), range.firstColumn(), range.firstColumn()),
        true);
  }

  private GridArea grow() {
    var grown = true;
    while (grown) {
      grown = false;
      if (top > 0 && usedRow(top - 1)) {
        top--;
        grown = true;
      }
      if (usedRow(bottom + 1)) {
        bottom++;
        grown = true;
      }
      if (left > 0 && usedColumn(left - 1)) {
        left--;
        grown = true;
      }
      if (usedColumn(right + 1)) {
        right++;
        grown = true;
      }
    }
    return new GridArea(sheet, top, bottom + 1, left, right + 1);
  }

  private boolean usedRow(int row) {
    for (var c = Math.max(0, left - 1); c <= right + 1; c++) {
      if (!sheet.cell(row, c).isBlank()) {
        return true;
      }
    }
    return false;
  }

  private boolean usedColumn(int column) {
    for (var r = Math.max(0, top - 1); r <= bottom + 1; r++) {
      if (!sheet.cell(r, column).isBlank()) {
        return true;
      }
    }
    return false;
  }
}
