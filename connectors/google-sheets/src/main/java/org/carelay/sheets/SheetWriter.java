package org.carelay.sheets;

import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesRequest;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.sheets.RowUpdate.Target;
import org.carelay.sheets.RowUpdates.Done;
import org.carelay.sheets.RowUpdates.Waiting;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one sheet: finds them by key, writes, and looks whether they still stood there. A
 * row that moved in between is written again and the one that was hit is put right, since rows have
 * no address that stays. Used by one thread at a time.
 */
final class SheetWriter {
  private static final int MOST_ROUNDS = 5;

  private final Sheets sheets;
  private final GoogleCalls calls;
  private final SheetReader reader;
  private final Following.Place place;

  /** Written, but not looked at since; kept over a failure until the next look. */
  private final List<Placed> inDoubt = new ArrayList<>();

  /** Rows that were hit by mistake and have not been put right yet. */
  private final List<Waiting> repairs = new ArrayList<>();

  SheetWriter(Sheets sheets, GoogleCalls calls, SheetReader reader, Following.Place place) {
    this.sheets = sheets;
    this.calls = calls;
    this.reader = reader;
    this.place = place;
  }

  /**
   * @param acknowledged whether it was surely written, though perhaps into another row
   */
  private record Placed(Waiting waiting, Table before, Target target, boolean acknowledged) {
    RowUpdate update() {
      return waiting.update();
    }

    Placed written(boolean surely) {
      return new Placed(waiting, before, target, surely);
    }
  }

  /** Ends with each of the batch done or failed, or throws and leaves the rest open. */
  void write(List<Waiting> batch, Instant deadline)
      throws ConnectorException, InterruptedException {
    var written = false;
    try {
      for (var round = 0; round < MOST_ROUNDS; round++) {
        var table = table(deadline);
        verify(table);
        // Repairs first, so that a row in both ends with what was asked for.
        var next = new ArrayList<>(repairs);
        batch.stream().filter(waiting -> !waiting.isOver()).forEach(next::add);
        var placed = place(next, table);
        repairs.removeIf(Waiting::isOver);
        if (placed.isEmpty()) {
          return;
        }
        put(placed, deadline);
        written = true;
      }
    } catch (ConnectorException failure) {
      throw written || !inDoubt.isEmpty() ? unclear(failure) : failure;
    }
    batch.stream()
        .filter(waiting -> !waiting.isOver())
        .forEach(waiting -> waiting.failed(moving()));
  }

  private Table table(Instant deadline) throws ConnectorException, InterruptedException {
    var ranges = List.of(SheetReader.range(place.sheet()));
    var values =
        reader.values(place.spreadsheet(), ranges, SheetReader.Dates.SERIAL_NUMBER, deadline);
    return Table.of(values.getFirst(), place.headerRow());
  }

  /** Ends those that were written rightly, and finds what puts right the rows that were hit. */
  private void verify(Table after) {
    var together = inDoubt.stream().map(Placed::update).toList();
    for (var placed : inDoubt) {
      try {
        var now = placed.update().find(after);
        // Where it stayed and was surely written, another value is somebody's later change.
        var stayed = placed.acknowledged() && now.row() == placed.target().row();
        if (stayed || placed.update().isIn(after, now.row(), now.columns())) {
          placed.waiting().done(new Done(after.shownNumber(now.row()), true));
          continue;
        }
      } catch (ConnectorException.Permanent gone) {
        placed.waiting().failed(gone);
      }
      var repair = new MisplacedWrite(placed.update(), placed.before(), after).repair(together);
      if (repair != null) {
        repairs.add(repair);
      }
    }
    inDoubt.clear();
    repairs.removeIf(Waiting::isOver);
  }

  /** Where those stand that have to be written; the others are done or failed. */
  private static List<Placed> place(List<Waiting> open, Table table) {
    var placed = new ArrayList<Placed>();
    for (var waiting : open) {
      try {
        var target = waiting.update().find(table);
        if (waiting.isWanted(table, target)) {
          placed.add(new Placed(waiting, table, target, false));
        } else {
          waiting.done(new Done(table.shownNumber(target.row()), false));
        }
      } catch (ConnectorException.Permanent notThere) {
        waiting.failed(notThere);
      }
    }
    return placed;
  }

  /** Where the answer is lost, the next look tells what became of it. */
  private void put(List<Placed> placed, Instant deadline)
      throws ConnectorException, InterruptedException {
    try {
      putTogether(placed, deadline);
      placed.forEach(each -> inDoubt.add(each.written(true)));
    } catch (ConnectorException.OutcomeUnknown lost) {
      inDoubt.addAll(placed);
    } catch (InterruptedException stopped) {
      inDoubt.addAll(placed);
      throw stopped;
    } catch (ConnectorException.Permanent refused) {
      if (placed.size() == 1) {
        placed.getFirst().waiting().failed(refused);
        return;
      }
      // One of them may be in a protected column; the others are not to suffer for it.
      for (var each : placed) {
        put(List.of(each), deadline);
      }
    }
  }

  /** RAW: a patient's "=IMPORTXML(...)" stays text. */
  private void putTogether(List<Placed> placed, Instant deadline)
      throws ConnectorException, InterruptedException {
    var cells = placed.stream().flatMap(each -> cells(each).stream()).toList();
    var body = new BatchUpdateValuesRequest().setValueInputOption("RAW").setData(cells);
    calls.write(
        () -> sheets.spreadsheets().values().batchUpdate(place.spreadsheet(), body), deadline);
  }

  private List<ValueRange> cells(Placed placed) {
    var cells = new ArrayList<ValueRange>();
    var columns = placed.target().columns().iterator();
    var row = placed.before().shownNumber(placed.target().row());
    for (var value : placed.update().values().values()) {
      cells.add(cell(columns.next(), row, value));
    }
    return cells;
  }

  private ValueRange cell(Column column, int row, @Nullable Object value) {
    // A Java null would be left out by the client and shift the row; the empty text clears.
    return new ValueRange()
        .setRange(SheetReader.range(place.sheet(), SheetReader.letters(column.index()) + row))
        .setValues(List.of(List.of(value == null ? "" : value)));
  }

  /** Whatever it was, something may have been written by now. */
  private static ConnectorException.OutcomeUnknown unclear(ConnectorException failure) {
    return new ConnectorException.OutcomeUnknown(
        failure.code(),
        "The row may have been written, but was not looked at again: " + failure.getMessage(),
        failure);
  }

  private static ConnectorException.OutcomeUnknown moving() {
    return new ConnectorException.OutcomeUnknown(
        "row-keeps-moving", "The row was moved each time it was written. It is tried again.", null);
  }
}
