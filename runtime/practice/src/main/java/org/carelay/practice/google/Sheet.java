package org.carelay.practice.google;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One tab. Immutable; rows are shared between versions.
 *
 * @param rows ragged and shorter than the grid where the rest is blank
 * @param rowCount of the grid, blank rows included
 */
record Sheet(int id, String title, int rowCount, int columnCount, List<List<Cell>> rows) {
  static final int DEFAULT_ROWS = 1000;
  static final int DEFAULT_COLUMNS = 26;

  Sheet {
    rows = List.copyOf(rows);
  }

  static Sheet empty(int id, String title) {
    return new Sheet(id, title, DEFAULT_ROWS, DEFAULT_COLUMNS, List.of());
  }

  Cell cell(int row, int column) {
    return row < rows.size() ? cell(rows.get(row), column) : Cell.BLANK;
  }

  static Cell cell(List<Cell> row, int column) {
    return column < row.size() ? row.get(column) : Cell.BLANK;
  }

  /** The number of rows up to the last one that shows anything. */
  int usedRows() {
    return IntStream.iterate(rows.size(), n -> n > 0, n -> n - 1)
        .filter(n -> rows.get(n - 1).stream().anyMatch(cell -> !cell.isBlank()))
        .findFirst()
        .orElse(0);
  }

  Sheet titled(String newTitle) {
    return new Sheet(id, newTitle, rowCount, columnCount, rows);
  }

  /** Puts cells from a corner on; the grid grows where it is too small. */
  Sheet with(int firstRow, int firstColumn, List<List<Cell>> block) {
    var width = block.stream().mapToInt(List::size).max().orElse(0);
    var changed = new ArrayList<>(rows);
    while (changed.size() < firstRow + block.size()) {
      changed.add(List.of());
    }
    for (var i = 0; i < block.size(); i++) {
      var row = new ArrayList<>(changed.get(firstRow + i));
      while (row.size() < firstColumn + block.get(i).size()) {
        row.add(Cell.BLANK);
      }
      for (var j = 0; j < block.get(i).size(); j++) {
        row.set(firstColumn + j, block.get(i).get(j));
      }
      changed.set(firstRow + i, List.copyOf(row));
    }
    return new Sheet(
        id,
        title,
        Math.max(rowCount, firstRow + block.size()),
        Math.max(columnCount, firstColumn + width),
        changed);
  }

  Sheet with(int row, int column, Cell cell) {
    return with(row, column, List.of(List.of(cell)));
  }

  Sheet insertRows(int at, int count) {
    var changed = new ArrayList<>(rows);
    if (at < changed.size()) {
      changed.addAll(at, Collections.nCopies(count, List.of()));
    }
    return new Sheet(id, title, rowCount + count, columnCount, changed);
  }

  Sheet deleteRows(int from, int end) {
    var changed = new ArrayList<>(rows);
    if (from < changed.size()) {
      changed.subList(from, Math.min(end, changed.size())).clear();
    }
    return new Sheet(id, title, rowCount - (end - from), columnCount, changed);
  }

  /** As a person drags rows: {@code to} counts before the move. */
  Sheet moveRows(int from, int end, int to) {
    var padded = padded(Math.max(end, to));
    return new Sheet(id, title, rowCount, columnCount, moved(padded, from, end, to));
  }

  Sheet insertColumns(int at, int count) {
    var changed =
        eachRow(
            row -> {
              if (at < row.size()) {
                row.addAll(at, Collections.nCopies(count, Cell.BLANK));
              }
              return row;
            });
    return new Sheet(id, title, rowCount, columnCount + count, changed);
  }

  Sheet deleteColumns(int from, int end) {
    var changed =
        eachRow(
            row -> {
              if (from < row.size()) {
                row.subList(from, Math.min(end, row.size())).clear();
              }
              return row;
            });
    return new Sheet(id, title, rowCount, columnCount - (end - from), changed);
  }

  Sheet moveColumns(int from, int end, int to) {
    var changed =
        eachRow(
            row -> {
              while (row.size() < Math.max(end, to)) {
                row.add(Cell.BLANK);
              }
              return moved(row, from, end, to);
            });
    return new Sheet(id, title, rowCount, columnCount, changed);
  }

  /** Sorts the rows {@code [from, end)} by one column, blanks last, as Sheets does. */
  Sheet sorted(int from, int end, int column, boolean descending) {
    var changed = padded(end);
    var order = CellOrder.byColumn(column, descending);
    changed.subList(from, end).sort(order);
    return new Sheet(id, title, rowCount, columnCount, changed);
  }

  private ArrayList<List<Cell>> padded(int size) {
    var result = new ArrayList<>(rows);
    while (result.size() < size) {
      result.add(List.of());
    }
    return result;
  }

  private List<List<Cell>> eachRow(UnaryOperator<List<Cell>> change) {
    return rows.stream().map(row -> List.copyOf(change.apply(new ArrayList<>(row)))).toList();
  }

  private static <T> List<T> moved(List<T> items, int from, int end, int to) {
    var result = new ArrayList<>(items);
    var part = new ArrayList<>(result.subList(from, end));
    result.subList(from, end).clear();
    result.addAll(to > from ? to - part.size() : to, part);
    return result;
  }
}
