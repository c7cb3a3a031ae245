package org.carelay.sheets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.carelay.sheets.RowEntry.Base.Known;
import org.jspecify.annotations.Nullable;

/**
 * Tells rows apart by their content, where no key was named. A row whose content is remembered is
 * that row, wherever it stands now. What is left and has most of its cells in common with a row
 * that is missing is that row, edited, and perhaps moved; or has at least something in common and
 * stands between the same neighbours. The rest is new.
 */
final class AlignedRows {
  private final Table table;
  private final FollowedState state;
  private final Map<String, RowEntry> entries;
  private final boolean[] compared;
  private final TreeMap<Integer, RowPrint> prints = new TreeMap<>();
  private final Map<Integer, String> ids = new TreeMap<>();
  private final Set<String> taken = new HashSet<>();

  private AlignedRows(
      Table table, FollowedState state, Columns columns, Map<String, RowEntry> entries) {
    this.table = table;
    this.state = state;
    this.entries = entries;
    this.compared = new boolean[columns.stored().size()];
    for (var i = 0; i < compared.length; i++) {
      compared[i] = state.columns().contains(columns.stored().get(i).name());
    }
    var press = new RowPrint.Press(table, columns);
    for (var row = 0; row < table.rows().size(); row++) {
      if (!table.isBlank(row)) {
        prints.put(row, press.of(row));
      }
    }
  }

  /**
   * @param entries what is remembered, in the columns' order
   */
  static RowIdentity identify(
      Table table, FollowedState state, Columns columns, Map<String, RowEntry> entries) {
    var rows = new AlignedRows(table, state, columns, entries);
    rows.match(entry -> entry.gone() == null ? cells(entry) : null, rows::compared);
    rows.match(entry -> entry.pending() == null ? null : entry.pending().row(), RowPrint::row);
    rows.matchEdited();
    rows.match(entry -> entry.gone() == null ? null : cells(entry), rows::compared);
    rows.nameTheRest();
    state.keepOrder(List.copyOf(rows.ids.values()));
    return new RowIdentity(rows.ids, Set.of(), List.of());
  }

  private interface EntryMark {
    @Nullable String of(RowEntry entry);
  }

  private interface RowMark {
    String of(RowPrint print);
  }

  private static @Nullable String cells(RowEntry entry) {
    return entry.base() instanceof Known(var cells) ? cells : null;
  }

  /** Columns that have just come say nothing about rows remembered before. */
  private String compared(RowPrint print) {
    var result = new StringBuilder();
    for (var i = 0; i < compared.length; i++) {
      result.append(compared[i] ? print.cells().get(i) : Fingerprint.UNKNOWN);
    }
    return result.toString();
  }

  private void match(EntryMark ofEntry, RowMark ofRow) {
    var waiting = new HashMap<String, Deque<String>>();
    entries.forEach(
        (id, entry) -> {
          var mark = taken.contains(id) ? null : ofEntry.of(entry);
          if (mark != null) {
            waiting.computeIfAbsent(mark, _ -> new ArrayDeque<>()).add(id);
          }
        });
    prints.forEach(
        (row, print) -> {
          var candidates = ids.containsKey(row) ? null : waiting.get(ofRow.of(print));
          if (candidates != null && !candidates.isEmpty()) {
            take(row, candidates.poll());
          }
        });
  }

  private void matchEdited() {
    var open = prints.keySet().stream().filter(row -> !ids.containsKey(row)).toList();
    if (open.isEmpty()) {
      return;
    }
    var similarity = new RowSimilarity(prints, open);
    entries.forEach(
        (id, entry) -> {
          if (!taken.contains(id) && entry.gone() == null) {
            if (entry.base() instanceof Known(var cells)) {
              similarity.add(id, cells);
            }
          }
        });
    var gaps = gaps();
    var pairs = similarity.pairs();
    pairs.stream()
        .filter(pair -> pair.isMostlyEqual() && gaps.same(pair.row(), pair.id()))
        .forEach(this::takeIfFree);
    pairs.stream().filter(RowSimilarity.Pair::isMostlyEqual).forEach(this::takeIfFree);
    pairs.stream().filter(pair -> gaps.same(pair.row(), pair.id())).forEach(this::takeIfFree);
  }

  private Gaps gaps() {
    var order = state.order();
    var oldPlace = new HashMap<String, Integer>();
    order.forEach(id -> oldPlace.put(id, oldPlace.size()));
    return new Gaps(oldPlace, new TreeMap<>(ids));
  }

  /**
   * The rows whose identity is certain, and where they stood.
   *
   * @param oldPlace by id
   */
  private record Gaps(Map<String, Integer> oldPlace, TreeMap<Integer, String> certain) {
    /** Whether the remembered row stood between the rows that this one stands between. */
    boolean same(int row, String id) {
      var place = oldPlace.get(id);
      if (place == null) {
        return false;
      }
      var above = certain.lowerEntry(row);
      var below = certain.higherEntry(row);
      return (above == null || oldPlace.getOrDefault(above.getValue(), Integer.MAX_VALUE) < place)
          && (below == null || oldPlace.getOrDefault(below.getValue(), -1) > place);
    }
  }

  private void takeIfFree(RowSimilarity.Pair pair) {
    if (!ids.containsKey(pair.row()) && !taken.contains(pair.id())) {
      take(pair.row(), pair.id());
    }
  }

  private void nameTheRest() {
    prints
        .keySet()
        .forEach(row -> ids.computeIfAbsent(row, _ -> "n" + Long.toString(state.nextNumber(), 36)));
  }

  private void take(int row, String id) {
    ids.put(row, id);
    taken.add(id);
  }
}
