package org.carelay.sheets;

import java.util.List;
import java.util.Set;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * One row's fingerprints.
 *
 * @param cells of the stored columns, in order
 * @param row of everything in it
 * @param used of the columns the recipe uses
 */
record RowPrint(List<String> cells, String row, String used) {
  /** Takes prints of rows of one sheet. */
  static final class Press {
    private final Table table;
    private final List<Column> stored;
    private final boolean[] isUsed;

    Press(Table table, Columns columns) {
      this.table = table;
      this.stored = columns.stored();
      this.isUsed = new boolean[table.columns().size()];
      for (var i = 0; i < isUsed.length; i++) {
        var name = table.columns().get(i).name();
        isUsed[i] = columns.used().contains(name) || columns.watched().contains(name);
      }
    }

    RowPrint of(int row) {
      var sum = 0L;
      var used = 0L;
      for (var i = 0; i < isUsed.length; i++) {
        var column = table.columns().get(i);
        var cell = Fingerprint.cell(column.name(), table.text(row, column));
        sum += cell;
        used += isUsed[i] ? cell : 0;
      }
      return new RowPrint(cells(row), Fingerprint.sum(sum), Fingerprint.sum(used));
    }

    List<String> cells(int row) {
      var cells = new String[stored.size()];
      for (var i = 0; i < cells.length; i++) {
        cells[i] = print(row, stored.get(i));
      }
      return List.of(cells);
    }

    private String print(int row, Column column) {
      return Fingerprint.shown(Fingerprint.cell(column.name(), table.text(row, column)));
    }
  }

  String joined() {
    return String.join("", cells);
  }

  /** Whether any of the columns shows an error; the first one's header, or null. */
  static @Nullable String firstError(Table table, int row, Set<String> names) {
    for (var column : table.columns()) {
      if (names.contains(column.name()) && Cells.isError(table.cell(row, column))) {
        return column.header();
      }
    }
    return null;
  }
}
