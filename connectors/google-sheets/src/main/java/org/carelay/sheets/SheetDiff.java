package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Notice;
import org.carelay.sheets.RowEntry.Base;
import org.carelay.sheets.RowEntry.Pending;
import org.jspecify.annotations.Nullable;

/**
 * Compares a sheet with what is remembered of it. Pure: no clock, no network; the state it is given
 * is brought up to date, except for rows that are ready, which the caller settles when it has made
 * the event.
 */
final class SheetDiff {
  private static final Duration ERROR_RECHECK = Duration.ofSeconds(30);
  private static final Duration WRITE_RECHECK = Duration.ofSeconds(2);
  private static final int MOST_NOTICES = 20;

  private final Following following;
  private final Table table;
  private final Columns columns;
  private final FollowedState state;
  private final OwnRows own;
  private final Instant now;
  private final RowPrint.Press press;
  private final List<Ready> ready = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();
  private @Nullable Instant again;

  /** Whether a row was there before. */
  enum Change {
    ADDED,
    CHANGED
  }

  /**
   * A row to tell of.
   *
   * @param row index into the table's rows
   * @param changed headers
   * @param since when it was first seen as it is now
   * @param settled what to remember when the event is made
   */
  record Ready(
      String id, int row, Change change, List<String> changed, Instant since, RowEntry settled) {}

  /**
   * What came of it.
   *
   * @param paused whether nothing was compared, since a column is missing
   * @param again when to look again, if nothing happens before
   */
  record Seen(
      List<Ready> ready,
      Columns columns,
      List<Notice> notices,
      boolean paused,
      @Nullable Instant again) {}

  private SheetDiff(Following following, Table table, Columns columns, Before before, Instant now) {
    this.following = following;
    this.table = table;
    this.columns = columns;
    this.state = before.state();
    this.own = before.own();
    this.now = now;
    this.press = new RowPrint.Press(table, columns);
  }

  private record Before(FollowedState state, OwnRows own) {}

  /**
   * @param notes about this sheet; see {@link OwnRows}
   */
  static Seen look(
      Following following, Table table, FollowedState state, List<OwnWrite> notes, Instant now) {
    var columns = Columns.of(table, following, state.columns());
    if (!columns.problems().isEmpty()) {
      return new Seen(List.of(), columns, columns.problems(), true, null);
    }
    var own = OwnRows.find(table, notes, state, now);
    return new SheetDiff(following, table, columns, new Before(state, own), now).compare();
  }

  private Seen compare() {
    var entries = inColumnOrder(state.rows());
    var identity =
        columns.key().isEmpty()
            ? AlignedRows.identify(table, state, columns, entries)
            : KeyedRows.identify(table, columns, following.place().sheet());
    notices.addAll(identity.notices());
    identity.ids().forEach((row, id) -> follow(row, id, entries.get(id)));
    for (var id : identity.held()) {
      var known = entries.get(id);
      if (known != null) {
        state.keep(id, new RowEntry(known.base(), known.pending(), null));
      } else if (state.isFirst()) {
        state.keep(id, RowEntry.UNCLEAR);
      }
    }
    var missing = new HashMap<>(entries);
    missing.keySet().removeAll(new HashSet<>(identity.ids().values()));
    missing.keySet().removeAll(identity.held());
    state.keepGone(missing, now, identity.ids().size());
    own.seen().forEach(state::keepSeen);
    return new Seen(ready, columns, notices, false, again);
  }

  /** Entries as if they had been made with the columns of now; new ones are unknown in them. */
  private Map<String, RowEntry> inColumnOrder(Map<String, RowEntry> entries) {
    var names = columns.storedNames();
    if (names.equals(state.columns())) {
      return entries;
    }
    var places = names.stream().map(state.columns()::indexOf).toList();
    var result = new HashMap<String, RowEntry>();
    entries.forEach(
        (id, entry) -> {
          if (entry.base() instanceof Base.Known(var cells)) {
            var old = Fingerprint.split(cells);
            var moved = new StringBuilder();
            for (int place : places) {
              moved.append(place < 0 ? Fingerprint.UNKNOWN : old.get(place));
            }
            result.put(
                id, new RowEntry(new Base.Known(moved.toString()), entry.pending(), entry.gone()));
          } else {
            result.put(id, entry);
          }
        });
    return result;
  }

  private void follow(int row, String id, @Nullable RowEntry known) {
    var print = press.of(row);
    var entry = known == null ? RowEntry.NEW : known;
    switch (entry.base()) {
      case Base.Unclear() -> state.keep(id, RowEntry.known(print.joined()));
      case Base.Absent() -> {
        if (state.isFirst() || own.added(row)) {
          state.keep(id, RowEntry.known(print.joined()));
        } else {
          wait(row, id, entry, print, Set.of());
        }
      }
      case Base.Known(var cells) -> compare(row, id, entry, print, Fingerprint.split(cells));
    }
  }

  private void compare(int row, String id, RowEntry entry, RowPrint print, List<String> before) {
    var changed = new HashSet<String>();
    var base = new StringBuilder();
    for (var i = 0; i < before.size(); i++) {
      var name = columns.stored().get(i).name();
      var was = before.get(i);
      var is = print.cells().get(i);
      var event =
          !was.equals(is)
              && !was.equals(Fingerprint.UNKNOWN)
              && columns.watched().contains(name)
              && !own.wrote(row, name);
      if (event) {
        changed.add(name);
      }
      base.append(event ? was : is);
    }
    if (changed.isEmpty()) {
      state.keep(id, RowEntry.known(print.joined()));
    } else {
      wait(
          row,
          id,
          new RowEntry(new Base.Known(base.toString()), entry.pending(), null),
          print,
          changed);
    }
  }

  /** A row with something to tell: is it complete, and has it been left alone for long enough? */
  private void wait(int row, String id, RowEntry entry, RowPrint print, Set<String> changed) {
    var pending = Pending.of(entry.pending(), print, now);
    var waiting = entry.waiting(pending);
    state.keep(id, waiting);
    if (columns.required().stream().anyMatch(column -> Cells.isBlank(table.cell(row, column)))) {
      return; // its completion is a change, which will be seen
    }
    var added = entry.base() instanceof Base.Absent;
    var settledAt = pending.settledAt(following.settle());
    var error = RowPrint.firstError(table, row, needed(entry, changed));
    if (error != null) {
      lookAgain(now.plus(ERROR_RECHECK));
      if (!settledAt.isAfter(now) && notices.size() < MOST_NOTICES) {
        notices.add(notReady(id, row, error));
      }
    } else if (settledAt.isAfter(now)) {
      lookAgain(settledAt);
    } else if (own.mayHaveHit(row, added ? columns.watched() : changed)) {
      lookAgain(now.plus(WRITE_RECHECK));
    } else {
      ready.add(
          new Ready(
              id,
              row,
              added ? Change.ADDED : Change.CHANGED,
              headers(row, added ? null : changed),
              pending.rowSince(),
              RowEntry.known(print.joined())));
    }
  }

  /** Columns in which an error means that the row is not ready. */
  private Set<String> needed(RowEntry entry, Set<String> changed) {
    var names = new HashSet<>(columns.used());
    names.addAll(entry.base() instanceof Base.Absent ? columns.watched() : changed);
    return names;
  }

  /** Headers of the changed columns; of all that are not blank for a new row. */
  private List<String> headers(int row, @Nullable Set<String> changed) {
    return table.columns().stream()
        .filter(
            column ->
                changed == null
                    ? !Cells.isBlank(table.cell(row, column))
                    : changed.contains(column.name()))
        .map(Table.Column::header)
        .toList();
  }

  private Notice notReady(String id, int row, String header) {
    return new Notice(
        "row-not-ready/" + id,
        "row-not-ready",
        false,
        "Sheet \"%s\": row %d has changed, but its \"%s\" shows an error. It is told of when that is put right."
            .formatted(following.place().sheet(), table.shownNumber(row), header));
  }

  private void lookAgain(Instant at) {
    if (again == null || at.isBefore(again)) {
      again = at;
    }
  }
}
