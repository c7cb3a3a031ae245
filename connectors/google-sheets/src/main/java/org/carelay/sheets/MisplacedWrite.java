package org.carelay.sheets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.sheets.RowUpdates.Waiting;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * A write that was meant for a row that moved: somewhere between the table it was placed in and the
 * one read after it, it hit another row.
 */
record MisplacedWrite(RowUpdate update, Table before, Table after) {
  /**
   * Gives the row that was hit back what it held, unless somebody has changed it again.
   *
   * @param written all that was written together, and so was meant
   * @return null where no row was hit, or it cannot be told which
   */
  @Nullable Waiting repair(List<RowUpdate> written) {
    try {
      var columns = columns(after, update.values().keySet());
      var repairs = new ArrayList<Waiting>();
      for (var row = 0; row < after.rows().size(); row++) {
        if (update.isIn(after, row, columns)) {
          var repair = repair(row, written);
          if (repair != null) {
            repairs.add(repair);
          }
        }
      }
      return repairs.size() == 1 ? repairs.getFirst() : null;
    } catch (ConnectorException.Permanent columnsAreGone) {
      return null;
    }
  }

  private @Nullable Waiting repair(int row, List<RowUpdate> written)
      throws ConnectorException.Permanent {
    var key = values(after, row, columns(after, update.key().keySet()));
    var wrong = new RowUpdate(update.place(), key, update.values());
    if (key.values().stream().allMatch(Cells::isBlank)) {
      return new Waiting(emptied(key));
    }
    var rows = wrong.rows(before);
    var columns = columns(before, update.values().keySet());
    if (rows.size() != 1
        || update.isIn(before, rows.getFirst(), columns)
        || written.stream().anyMatch(wrong::isSameRow)) {
      return null;
    }
    var held = values(before, rows.getFirst(), columns);
    return new Waiting(new RowUpdate(update.place(), key, held), wrong);
  }

  /** A row that was just inserted has no key but what hit it. */
  private RowUpdate emptied(Map<String, @Nullable Object> key) {
    var found = new LinkedHashMap<String, @Nullable Object>(key);
    found.putAll(update.values());
    var blank = new LinkedHashMap<String, @Nullable Object>();
    update.values().keySet().forEach(header -> blank.put(header, null));
    return new RowUpdate(update.place(), found, blank);
  }

  private List<Column> columns(Table table, Iterable<String> headers)
      throws ConnectorException.Permanent {
    var columns = new ArrayList<Column>();
    for (var header : headers) {
      columns.add(table.column(header, update.place().sheet()));
    }
    return columns;
  }

  private static Map<String, @Nullable Object> values(Table table, int row, List<Column> columns) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    columns.forEach(column -> values.put(column.header(), table.cell(row, column)));
    return values;
  }
}
