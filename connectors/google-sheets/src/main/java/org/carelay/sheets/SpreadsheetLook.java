package org.carelay.sheets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.TriggerEvent;
import org.carelay.sheets.SheetPoller.Watcher;
import org.jspecify.annotations.Nullable;

/** One reading of one spreadsheet for all recipes that follow something in it. */
final class SpreadsheetLook {
  private static final Duration DISAGREEMENT_RECHECK = Duration.ofSeconds(2);

  private final GoogleClient client;
  private final Request request;
  private final String spreadsheet;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Instant again;

  SpreadsheetLook(GoogleClient client, Request request, String spreadsheet) {
    this.client = client;
    this.request = request;
    this.spreadsheet = spreadsheet;
    this.now = request.clock().instant();
  }

  List<Finding> findings() {
    return findings;
  }

  /**
   * @return when to look again, if nothing happens before
   */
  @Nullable Instant at(List<Watcher> watchers) throws ConnectorException, InterruptedException {
    var acknowledged =
        OwnWrite.of(request.memory(), spreadsheet).stream()
            .filter(OwnWrite::done)
            .map(OwnWrite::id)
            .collect(Collectors.toSet());
    var read = new WatchedSheets(client, spreadsheet).read(watchers);
    // Noted before they were written, so a value that was read has its note by now.
    var notes =
        OwnWrite.of(request.memory(), spreadsheet).stream()
            .map(note -> note.acknowledged(acknowledged.contains(note.id())))
            .toList();
    var seen = new ArrayList<Compared>();
    for (var watcher : watchers) {
      var values = read.get(watcher.sheet());
      if (values == null) {
        findings.add(watcher.paused(List.of(noSheet(watcher.following()))));
      } else {
        seen.add(compared(watcher, values, notes));
      }
    }
    var shown = shown(seen);
    seen.forEach(compared -> findings.add(finding(compared, shown)));
    forgetNotes(watchers, notes);
    return again;
  }

  private record Compared(Watcher watcher, Table table, FollowedState state, SheetDiff.Seen seen) {
    String title() {
      return watcher.following().place().sheet();
    }
  }

  private Compared compared(Watcher watcher, List<List<Object>> values, List<OwnWrite> notes) {
    var following = watcher.following();
    var table = Table.of(values, following.place().headerRow());
    var state = new FollowedState(watcher.state(), following);
    var about = notes.stream().filter(note -> note.sheet().equals(watcher.sheet())).toList();
    return new Compared(watcher, table, state, SheetDiff.look(following, table, state, about, now));
  }

  private static Notice noSheet(Following following) {
    return new Notice(
        "sheet-missing",
        "sheet-missing",
        true,
        "There is no sheet \"%s\" in the spreadsheet. Nothing is followed until there is: give it its name again, or name another in the recipe."
            .formatted(following.place().sheet()));
  }

  /** Rows that are ready and may hold dates, as shown; by sheet and row. */
  private Map<String, Map<Integer, List<Object>>> shown(List<Compared> seen)
      throws ConnectorException, InterruptedException {
    var rows = new LinkedHashMap<String, TreeSet<Integer>>();
    var columns = new HashMap<String, Integer>();
    for (var compared : seen) {
      var table = compared.table();
      for (var ready : compared.seen().ready()) {
        if (TypedRow.hasNumbers(table, ready.row())) {
          var sheet = compared.title();
          rows.computeIfAbsent(sheet, _ -> new TreeSet<>()).add(table.shownNumber(ready.row()));
          columns.merge(sheet, table.columns().getLast().index() + 1, Math::max);
        }
      }
    }
    return rows.isEmpty() ? Map.of() : ShownRows.read(client, spreadsheet, rows, columns);
  }

  private Finding finding(Compared compared, Map<String, Map<Integer, List<Object>>> shown) {
    var seen = compared.seen();
    if (seen.paused()) {
      return compared.watcher().paused(seen.notices());
    }
    again = SheetPoller.earlier(again, seen.again());
    var events = new ArrayList<TriggerEvent>();
    for (var ready : seen.ready()) {
      var row = typed(compared, ready, shown);
      if (row == null) {
        again = SheetPoller.earlier(again, now.plus(DISAGREEMENT_RECHECK));
      } else {
        compared.state().keep(ready.id(), ready.settled());
        events.add(event(compared, ready, row));
      }
    }
    return new Finding(
        compared.watcher().id(),
        events,
        compared.state().changes(seen.columns().storedNames(), seen.notices()),
        seen.notices());
  }

  private @Nullable Map<String, @Nullable Object> typed(
      Compared compared, SheetDiff.Ready ready, Map<String, Map<Integer, List<Object>>> shown) {
    var table = compared.table();
    if (!TypedRow.hasNumbers(table, ready.row())) {
      return TypedRow.plain(table, ready.row());
    }
    var second = shown.getOrDefault(compared.title(), Map.of()).get(table.shownNumber(ready.row()));
    var columns = compared.seen().columns();
    var names = new TreeSet<>(columns.used());
    names.addAll(columns.watched());
    return second == null
        ? null
        : TypedRow.of(table, ready.row(), second, names, zone(compared.watcher()));
  }

  private ZoneId zone(Watcher watcher) {
    var info = client.reader().fresh(spreadsheet);
    var zone = info == null ? null : info.zone();
    return zone == null ? watcher.zone() : zone;
  }

  private static TriggerEvent event(
      Compared compared, SheetDiff.Ready ready, Map<String, @Nullable Object> row) {
    var place = compared.watcher().following().place();
    var data = new LinkedHashMap<String, Object>();
    data.put("row", row);
    data.put("changed", ready.changed());
    data.put("change", ready.change().name().toLowerCase(Locale.ROOT));
    data.put("rowNumber", BigDecimal.valueOf(compared.table().shownNumber(ready.row())));
    data.put("sheet", place.sheet());
    data.put("spreadsheet", place.spreadsheet());
    // The number makes A to B, back to A and to B again three events.
    var key = ready.id() + "-" + compared.state().nextNumber();
    return new TriggerEvent(key, ready.since(), data);
  }

  /** Notes that every recipe has stored as seen are of no more use. */
  private void forgetNotes(List<Watcher> watchers, List<OwnWrite> notes) {
    notes.stream()
        .filter(OwnWrite::done)
        .filter(
            note ->
                watchers.stream()
                    .filter(watcher -> watcher.sheet().equals(note.sheet()))
                    .allMatch(watcher -> FollowedState.hasSeen(watcher.state(), note.id())))
        .forEach(note -> note.forget(request.memory(), spreadsheet));
  }
}
