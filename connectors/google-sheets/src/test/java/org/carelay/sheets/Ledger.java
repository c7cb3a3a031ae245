package org.carelay.sheets;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/** A sheet in memory that is edited and looked at. */
final class Ledger {
  static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");
  final List<List<Object>> rows = new ArrayList<>();
  final Map<String, String> stored = new HashMap<>();
  final Following following;
  private SheetDiff.@Nullable Seen last;

  Ledger(Following following) {
    this.following = following;
    row("ID", "Name", "Status", "Count", "Done");
    row("a1", "Ann", "Waiting", number(1), false);
    row("b2", "Bob", "Waiting", number(0), false);
    row("c3", "Cem", "Waiting", number(3), true);
    row("d4", "Dee", "Ready", number(4), false);
    look();
  }

  void row(Object... cells) {
    rows.add(new ArrayList<>(Arrays.asList(cells)));
  }

  void insert(int at, Object... cells) {
    rows.add(at, new ArrayList<>(Arrays.asList(cells)));
  }

  void set(int row, int column, Object value) {
    var cells = rows.get(row);
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, value);
  }

  /** Looks; what came of it is lost. */
  void lookAndCrash() {
    var state = new FollowedState(Map.copyOf(stored), following);
    SheetDiff.look(following, Table.of(rows, 1), state, List.of(), NOW);
  }

  /** Looks, stores what came of it, and gives what was told, such as "changed a1 [Status]". */
  List<String> look() {
    var table = Table.of(rows, 1);
    var state = new FollowedState(Map.copyOf(stored), following);
    var seen = SheetDiff.look(following, table, state, List.of(), NOW);
    last = seen;
    if (seen.paused()) {
      return List.of();
    }
    var told = new ArrayList<String>();
    for (var ready : seen.ready()) {
      state.keep(ready.id(), ready.settled());
      told.add(
          "%s %s %s"
              .formatted(
                  ready.change().name().toLowerCase(Locale.ROOT),
                  Cells.text(table.cell(ready.row(), table.named("ID").getFirst())),
                  ready.changed()));
    }
    for (var change : state.changes(seen.columns().storedNames(), seen.notices())) {
      if (change.value() == null) {
        stored.remove(change.key());
      } else {
        stored.put(change.key(), change.value());
      }
    }
    return told;
  }

  List<Notice> notices() {
    return last == null ? List.of() : last.notices();
  }

  static BigDecimal number(int value) {
    return BigDecimal.valueOf(value);
  }

  static Following by(String... key) {
    return new Following(
        new Following.Place("1AbC", "Log", 1), List.of(key), null, List.of(), Duration.ZERO, false);
  }

  static Following watching(String... columns) {
    return new Following(
        new Following.Place("1AbC", "Log", 1),
        List.of("id"),
        List.of(columns),
        List.of(),
        Duration.ZERO,
        false);
  }
}
