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
    var read = read(watchers);
    // Noted before they were written, so a value that was read has its note by now.
    var notes =
        OwnWrite.of(request.memory(), spreadsheet).stream()
            .map(note -> note.acknowledged(acknowledged.contains(note.id())))
            .toList();
    var seen = new LinkedHashMap<Watcher, Compared>();
    for (var watcher : watchers) {
      var values = read.get(sheetOf(watcher.following()));
      if (values == null) {
        findings.add(watcher.paused(List.of(noSheet(watcher.following()))));
      } else {
        seen.put(watcher, compared(watcher, values, notes));
      }
    }
    var shown = shown(seen);
    seen.forEach((watcher, compared) -> findings.add(finding(watcher, compared, shown)));
    forgetNotes(watchers, notes);
    return again;
  }

  private Compared compared(Watcher watcher, List<List<Object>> values, List<OwnWrite> notes) {
    var following = watcher.following();
    var table = Table.of(values, following.place().headerRow());
    var state = new FollowedState(watcher.state(), following);
    var about = notes.stream().filter(note -> isAbout(note, following)).toList();
    return new Compared(table, state, SheetDiff.look(following, table, state, about, now));
  }

  private record Compared(Table table, FollowedState state, SheetDiff.Seen seen) {}

  private static Notice noSheet(Following following) {
    return new Notice(
        "sheet-missing",
        "sheet-missing",
        true,
        "There is no sheet \"%s\" in the spreadsheet. Nothing is followed until there is: give it its name again, or name another in the recipe."
            .formatted(following.place().sheet()));
  }

  /** Values by sheet, of those sheets that exist. */
  private Map<String, List<List<Object>>> read(List<Watcher> watchers)
      throws ConnectorException, InterruptedException {
    var titles = new LinkedHashMap<String, String>();
    for (var watcher : watchers) {
      titles.putIfAbsent(sheetOf(watcher.following()), watcher.following().place().sheet());
    }
    var known = client.reader().fresh(spreadsheet);
    if (known != null && !titles.values().stream().allMatch(known::has)) {
      client.reader().forget(spreadsheet);
    }
    try {
      return readPresent(titles);
    } catch (ConnectorException.Permanent refused) {
      if (!refused.code().equals(Failures.REJECTED)) {
        throw refused;
      }
      // A sheet was renamed since its name was last looked up.
      client.reader().forget(spreadsheet);
      return readPresent(titles);
    }
  }

  private Map<String, List<List<Object>>> readPresent(Map<String, String> titles)
      throws ConnectorException, InterruptedException {
    var info = client.reader().info(spreadsheet, client.calls().soon());
    var names = titles.keySet().stream().filter(name -> info.has(name)).toList();
    if (names.isEmpty()) {
      return Map.of();
    }
    var ranges = names.stream().map(name -> SheetReader.range(titles.getOrDefault(name, name)));
    var values =
        client
            .reader()
            .values(
                spreadsheet,
                ranges.toList(),
                SheetReader.Dates.SERIAL_NUMBER,
                client.calls().soon());
    var result = new HashMap<String, List<List<Object>>>();
    for (var i = 0; i < names.size(); i++) {
      result.put(names.get(i), values.get(i));
    }
    return result;
  }

  /** Rows that are ready and may hold dates, as shown; by sheet and row. */
  private Map<String, Map<Integer, List<Object>>> shown(Map<Watcher, Compared> seen)
      throws ConnectorException, InterruptedException {
    var rows = new LinkedHashMap<String, TreeSet<Integer>>();
    var columns = new HashMap<String, Integer>();
    seen.forEach(
        (watcher, compared) -> {
          var table = compared.table();
          for (var ready : compared.seen().ready()) {
            if (TypedRow.hasNumbers(table, ready.row())) {
              var sheet = watcher.following().place().sheet();
              rows.computeIfAbsent(sheet, _ -> new TreeSet<>()).add(table.shownNumber(ready.row()));
              columns.merge(sheet, table.columns().getLast().index() + 1, Math::max);
            }
          }
        });
    return rows.isEmpty() ? Map.of() : ShownRows.read(client, spreadsheet, rows, columns);
  }

  private Finding finding(
      Watcher watcher, Compared compared, Map<String, Map<Integer, List<Object>>> shown) {
    var seen = compared.seen();
    if (seen.paused()) {
      return watcher.paused(seen.notices());
    }
    again = SheetPoller.earlier(again, seen.again());
    var events = new ArrayList<TriggerEvent>();
    for (var ready : seen.ready()) {
      var row = typed(watcher, compared, ready, shown);
      if (row == null) {
        again = SheetPoller.earlier(again, now.plus(DISAGREEMENT_RECHECK));
      } else {
        compared.state().keep(ready.id(), ready.settled());
        events.add(event(watcher, compared, ready, row));
      }
    }
    return new Finding(
        watcher.id(),
        events,
        compared.state().changes(seen.columns().storedNames(), seen.notices()),
        seen.notices());
  }

  private @Nullable Map<String, @Nullable Object> typed(
      Watcher watcher,
      Compared compared,
      SheetDiff.Ready ready,
      Map<String, Map<Integer, List<Object>>> shown) {
    var table = compared.table();
    if (!TypedRow.hasNumbers(table, ready.row())) {
      return TypedRow.plain(table, ready.row());
    }
    var second =
        shown
            .getOrDefault(watcher.following().place().sheet(), Map.of())
            .get(table.shownNumber(ready.row()));
    var columns = compared.seen().columns();
    var names = new TreeSet<>(columns.used());
    names.addAll(columns.watched());
    return second == null ? null : TypedRow.of(table, ready.row(), second, names, zone(watcher));
  }

  private ZoneId zone(Watcher watcher) {
    var info = client.reader().fresh(spreadsheet);
    var zone = info == null ? null : info.zone();
    return zone == null ? watcher.zone() : zone;
  }

  private static TriggerEvent event(
      Watcher watcher,
      Compared compared,
      SheetDiff.Ready ready,
      Map<String, @Nullable Object> row) {
    var place = watcher.following().place();
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
                    .filter(watcher -> isAbout(note, watcher.following()))
                    .allMatch(watcher -> FollowedState.hasSeen(watcher.state(), note.id())))
        .forEach(note -> note.forget(request.memory(), spreadsheet));
  }

  private static boolean isAbout(OwnWrite note, Following following) {
    return note.sheet().equals(sheetOf(following));
  }

  private static String sheetOf(Following following) {
    return Cells.name(following.place().sheet());
  }
}
