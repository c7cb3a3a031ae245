package org.carelay.sheets;

import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * A sheet's values below its header.
 *
 * @param columns those with a header, from left to right
 * @param rows ragged, as the API gives them
 * @param headerRow from 1
 */
record Table(List<Column> columns, List<List<Object>> rows, int headerRow) {
  /**
   * A column that has a header.
   *
   * @param header as shown, trimmed
   * @param name as compared
   * @param index from 0
   */
  record Column(String header, String name, int index) {}

  static Table of(List<List<Object>> values, int headerRow) {
    var columns = new ArrayList<Column>();
    if (values.size() >= headerRow) {
      var header = values.get(headerRow - 1);
      for (var i = 0; i < header.size(); i++) {
        var text = Cells.text(header.get(i)).strip();
        if (!text.isEmpty()) {
          columns.add(new Column(text, Cells.name(text), i));
        }
      }
    }
    var rows =
        values.size() > headerRow
            ? values.subList(headerRow, values.size())
            : List.<List<Object>>of();
    return new Table(List.copyOf(columns), rows, headerRow);
  }

  @Nullable Object cell(int row, Column column) {
    var cells = rows.get(row);
    return column.index() < cells.size() ? cells.get(column.index()) : null;
  }

  String text(int row, Column column) {
    return Cells.text(cell(row, column));
  }

  boolean isBlank(int row) {
    return columns.stream().allMatch(column -> Cells.isBlank(cell(row, column)));
  }

  /** All columns with this header, however it is spaced or capitalised. */
  List<Column> named(String header) {
    var name = Cells.name(header);
    return columns.stream().filter(column -> column.name().equals(name)).toList();
  }

  /**
   * The one column with this header.
   *
   * @throws ConnectorException.Permanent if there is none, or more than one
   */
  Column column(String header, String sheet) throws ConnectorException.Permanent {
    var found = named(header);
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw found.isEmpty()
        ? new ConnectorException.Permanent(
            "no-such-column",
            "Sheet \"%s\" has no column \"%s\" in row %d.".formatted(sheet, header, headerRow),
            null)
        : new ConnectorException.Permanent(
            "column-twice",
            "Sheet \"%s\" has more than one column \"%s\" in row %d."
                .formatted(sheet, header, headerRow),
            null);
  }

  /** The number a person sees beside the row. */
  int shownNumber(int row) {
    return headerRow + 1 + row;
  }
}
