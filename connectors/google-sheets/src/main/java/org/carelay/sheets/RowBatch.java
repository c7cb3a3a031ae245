package org.carelay.sheets;

import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesRequest;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.sheets.RowUpdate.Target;
import org.carelay.sheets.RowUpdates.Done;
import org.carelay.sheets.RowUpdates.Waiting;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Writes some rows of one spreadsheet: finds them by key, writes, and looks whether they still
 * stood there. A row that moved in between is put right, since rows have no address that stays.
 */
final class RowBatch {
  private static final int MOST_ROUNDS = 3;

  private final Sheets sheets;
  private final GoogleCalls calls;
  private final SheetReader reader;
  private final String spreadsheet;

  RowBatch(Sheets sheets, GoogleCalls calls, SheetReader reader, String spreadsheet) {
    this.sheets = sheets;
    this.calls = calls;
    this.reader = reader;
    this.spreadsheet = spreadsheet;
  }

  private record Placed(Waiting waiting, Table before, Target target) {
    RowUpdate update() {
      return waiting.update();
    }
  }

  /** Ends with each of the batch done or failed, or throws and leaves the rest open. */
  void write(List<Waiting> batch, Instant deadline)
      throws ConnectorException, InterruptedException {
    List<Waiting> open = batch;
    for (var round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
      var placed = place(open, tables(open, deadline));
      if (placed.isEmpty()) {
        return;
      }
      put(placed.stream().flatMap(each -> cells(each).stream()).toList(), deadline);
      try {
        open = verify(placed, tables(open, deadline), deadline);
      } catch (ConnectorException unverified) {
        throw written(unverified);
      }
    }
    for (var waiting : open) {
      waiting.failed(
          new ConnectorException.OutcomeUnknown(
              "row-keeps-moving",
              "The row was moved each time it was written. It is tried again.",
              null));
    }
  }

  /** Whatever it was, the rows were written; only it is not known whether they were the right. */
  private static ConnectorException.OutcomeUnknown written(ConnectorException failure) {
    return new ConnectorException.OutcomeUnknown(
        failure.code(),
        "The row was written, but not looked at again: " + failure.getMessage(),
        failure);
  }

  private Map<Following.Place, Table> tables(List<Waiting> batch, Instant deadline)
      throws ConnectorException, InterruptedException {
    var titles = new LinkedHashMap<String, String>();
    for (var waiting : batch) {
      var sheet = waiting.update().place().sheet();
      titles.putIfAbsent(Cells.name(sheet), sheet);
    }
    var ranges = titles.values().stream().map(SheetReader::range).toList();
    var values = reader.values(spreadsheet, ranges, SheetReader.Dates.SERIAL_NUMBER, deadline);
    var names = List.copyOf(titles.keySet());
    var tables = new LinkedHashMap<Following.Place, Table>();
    for (var waiting : batch) {
      var place = waiting.update().place();
      var index = names.indexOf(Cells.name(place.sheet()));
      tables.computeIfAbsent(place, _ -> Table.of(values.get(index), place.headerRow()));
    }
    return tables;
  }

  /** Where those stand that have to be written; the others are done or failed. */
  private static List<Placed> place(List<Waiting> open, Map<Following.Place, Table> tables) {
    var placed = new ArrayList<Placed>();
    for (var waiting : open) {
      var table = table(tables, waiting);
      try {
        var target = waiting.update().find(table);
        if (waiting.update().isIn(table, target.row(), target.columns())) {
          waiting.done(new Done(table.shownNumber(target.row()), false));
        } else {
          placed.add(new Placed(waiting, table, target));
        }
      } catch (ConnectorException.Permanent notThere) {
        waiting.failed(notThere);
      }
    }
    return placed;
  }

  private static Table table(Map<Following.Place, Table> tables, Waiting waiting) {
    var table = tables.get(waiting.update().place());
    return table == null ? new Table(List.of(), List.of(), 1) : table;
  }

  private static List<ValueRange> cells(Placed placed) {
    var cells = new ArrayList<ValueRange>();
    var columns = placed.target().columns().iterator();
    for (var value : placed.update().values().values()) {
      cells.add(cell(placed, placed.target().row(), columns.next(), value));
    }
    return cells;
  }

  private static ValueRange cell(Placed placed, int row, Column column, @Nullable Object value) {
    var at = SheetReader.letters(column.index()) + placed.before().shownNumber(row);
    // A Java null would be left out by the client and shift the row; the empty text clears.
    return new ValueRange()
        .setRange(SheetReader.range(placed.update().place().sheet(), at))
        .setValues(List.of(List.of(value == null ? "" : value)));
  }

  /** RAW: a patient's "=IMPORTXML(...)" stays text. */
  private void put(List<ValueRange> cells, Instant deadline)
      throws ConnectorException, InterruptedException {
    var body = new BatchUpdateValuesRequest().setValueInputOption("RAW").setData(cells);
    calls.write(() -> sheets.spreadsheets().values().batchUpdate(spreadsheet, body), deadline);
  }

  /** Those that have to be written again, after what hit a wrong row was put back. */
  private List<Waiting> verify(
      List<Placed> written, Map<Following.Place, Table> tables, Instant deadline)
      throws ConnectorException, InterruptedException {
    var again = new ArrayList<Waiting>();
    var repairs = new ArrayList<ValueRange>();
    for (var placed : written) {
      var after = table(tables, placed.waiting());
      try {
        var now = placed.update().find(after);
        var stayed = now.row() == placed.target().row();
        if (stayed || placed.update().isIn(after, now.row(), now.columns())) {
          placed.waiting().done(new Done(after.shownNumber(now.row()), true));
          if (stayed) {
            continue;
          }
        } else {
          again.add(placed.waiting());
        }
      } catch (ConnectorException.Permanent gone) {
        placed.waiting().failed(gone);
      }
      repairs.addAll(repairs(placed, after));
    }
    if (!repairs.isEmpty()) {
      put(repairs, deadline);
    }
    return again;
  }

  /** What the row that now stands where we wrote held before, if our values are in it. */
  private static List<ValueRange> repairs(Placed placed, Table after)
      throws ConnectorException.Permanent {
    var row = placed.target().row();
    var columns = new ArrayList<Column>();
    var key = new LinkedHashMap<String, @Nullable Object>();
    for (var column : placed.target().columns()) {
      columns.addAll(after.named(column.header()));
    }
    if (row >= after.rows().size()
        || columns.size() != placed.target().columns().size()
        || !placed.update().isIn(after, row, columns)) {
      return List.of();
    }
    for (var header : placed.update().key().keySet()) {
      key.put(header, after.cell(row, after.column(header, placed.update().place().sheet())));
    }
    var victims = new RowUpdate(placed.update().place(), key, key).rows(placed.before());
    var blank = key.values().stream().allMatch(Cells::isBlank);
    if (!blank && victims.size() != 1) {
      return List.of();
    }
    var cells = new ArrayList<ValueRange>();
    for (var i = 0; i < columns.size(); i++) {
      var before =
          blank ? null : placed.before().cell(victims.getFirst(), placed.target().columns().get(i));
      cells.add(cell(placed, row, columns.get(i), before));
    }
    return cells;
  }
}
