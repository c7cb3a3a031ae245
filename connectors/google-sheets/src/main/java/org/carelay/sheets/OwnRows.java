package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.sheets.Table.Column;

/**
 * Finds in a sheet what we wrote ourselves. A note counts until the value it tells of has been seen
 * once; the same value typed by a person later is a change like any other.
 */
final class OwnRows {
  private static final Duration IN_FLIGHT = Duration.ofMinutes(5);

  private final Table table;
  private final Map<Integer, Set<String>> ownCells = new HashMap<>();
  private final List<OwnWrite> additions = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final List<OwnWrite> inFlight;

  private OwnRows(Table table, List<OwnWrite> inFlight) {
    this.table = table;
    this.inFlight = inFlight;
  }

  /**
   * @param notes those about this sheet; {@code done} only where the write was acknowledged before
   *     the sheet was read
   */
  static OwnRows find(Table table, List<OwnWrite> notes, FollowedState state, Instant now) {
    var inFlight =
        notes.stream()
            .filter(note -> !note.done() && note.at().plus(IN_FLIGHT).isAfter(now))
            .toList();
    var own = new OwnRows(table, inFlight);
    var indexes = new HashMap<List<String>, Map<String, List<Integer>>>();
    for (var note : notes) {
      if (state.hasSeen(note.id())) {
        own.seen.add(note.id());
      } else if (note.row() == null) {
        own.additions.add(note);
      } else {
        var index = indexes.computeIfAbsent(note.row().columns(), own::index);
        own.compare(note, index.getOrDefault(note.row().print(), List.of()));
      }
    }
    return own;
  }

  /** Whether we put there what is in this cell now. */
  boolean wrote(int row, String column) {
    return ownCells.getOrDefault(row, Set.of()).contains(column);
  }

  /**
   * Whether one of the cells holds what we are just writing into another row. That row may have
   * moved while it was written; what hit a wrong one is put back within seconds.
   */
  boolean mayHaveHit(int row, Set<String> columns) {
    return inFlight.stream()
        .flatMap(note -> note.cells().entrySet().stream())
        .anyMatch(
            cell ->
                columns.contains(cell.getKey())
                    && !cell.getValue().equals(Fingerprint.BLANK)
                    && holds(row, cell.getKey(), cell.getValue()));
  }

  /** Whether this row, which was not there before, is one that we added. */
  boolean added(int row) {
    for (var note : additions) {
      if (!seen.contains(note.id())
          && note.cells().entrySet().stream()
              .allMatch(cell -> holds(row, cell.getKey(), cell.getValue()))) {
        seen.add(note.id());
        return true;
      }
    }
    return false;
  }

  /** Notes that need not be looked at again; call after all rows were asked about. */
  Set<String> seen() {
    additions.stream().filter(OwnWrite::done).forEach(note -> seen.add(note.id()));
    return seen;
  }

  private void compare(OwnWrite note, List<Integer> rows) {
    var all = !rows.isEmpty();
    for (int row : rows) {
      for (var cell : note.cells().entrySet()) {
        if (holds(row, cell.getKey(), cell.getValue())) {
          ownCells.computeIfAbsent(row, _ -> new HashSet<>()).add(cell.getKey());
        } else {
          all = false;
        }
      }
    }
    // Acknowledged before the sheet was read, and not there: somebody has changed it since.
    if (all || note.done()) {
      seen.add(note.id());
    }
  }

  private boolean holds(int row, String column, String print) {
    var columns = table.named(column);
    return columns.size() == 1
        && OwnWrite.print(column, table.cell(row, columns.getFirst())).equals(print);
  }

  private Map<String, List<Integer>> index(List<String> names) {
    var columns = new ArrayList<Column>();
    for (var name : names) {
      columns.addAll(table.named(name));
    }
    var index = new HashMap<String, List<Integer>>();
    if (columns.size() != names.size()) {
      return index;
    }
    for (var row = 0; row < table.rows().size(); row++) {
      var at = row;
      var texts = columns.stream().map(column -> table.text(at, column).strip()).toList();
      index.computeIfAbsent(Fingerprint.key(texts), _ -> new ArrayList<>()).add(row);
    }
    return index;
  }
}
