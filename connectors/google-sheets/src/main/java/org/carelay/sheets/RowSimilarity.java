package org.carelay.sheets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many cells rows have in common with remembered ones, where that tells something. */
final class RowSimilarity {
  /** A cell that so many missing rows had does not tell them apart, and would cost much time. */
  private static final int COMMON_CELL = 50;

  private final Map<Integer, List<String>> openRows = new TreeMap<>();
  private final Map<String, List<String>> idsByCell = new HashMap<>();
  private final Set<String> rareCells = new HashSet<>();
  private int columns;

  /**
   * A row that may be a remembered one.
   *
   * @param equal number of equal cells that are not blank
   * @param rare how many of them no other row of the sheet has
   * @param filled number of the row's cells that are not blank
   */
  record Pair(int row, String id, int equal, int rare, int filled) {
    boolean isMostlyEqual() {
      return rare > 0 && 2 * equal >= filled;
    }
  }

  /**
   * @param prints all rows of the sheet
   * @param open those in question
   */
  RowSimilarity(Map<Integer, RowPrint> prints, List<Integer> open) {
    for (int row : open) {
      var print = prints.get(row);
      if (print != null) {
        columns = print.cells().size();
        openRows.put(row, marked(print.cells()));
      }
    }
    var inQuestion = new HashSet<String>();
    openRows.values().forEach(inQuestion::addAll);
    var seen = new HashSet<String>();
    for (var print : prints.values()) {
      for (var cell : marked(print.cells())) {
        if (inQuestion.contains(cell) && !seen.add(cell)) {
          rareCells.remove(cell);
        } else if (inQuestion.contains(cell)) {
          rareCells.add(cell);
        }
      }
    }
  }

  void add(String id, String cells) {
    // With a single column an edit leaves nothing in common; standing in the same place must do.
    var marks = columns == 1 ? List.of("") : marked(Fingerprint.split(cells));
    marks.forEach(cell -> idsByCell.computeIfAbsent(cell, _ -> new ArrayList<>()).add(id));
  }

  /** All pairs that have something in common, the most alike first. */
  List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    openRows.forEach(
        (row, filled) -> {
          var found = new HashMap<String, Pair>();
          for (var cell : columns == 1 ? List.of("") : filled) {
            var ids = idsByCell.getOrDefault(cell, List.of());
            if (ids.size() <= COMMON_CELL) {
              var rare = rareCells.contains(cell) ? 1 : 0;
              ids.forEach(
                  id ->
                      found.merge(
                          id, new Pair(row, id, 1, rare, filled.size()), RowSimilarity::together));
            }
          }
          pairs.addAll(found.values());
        });
    pairs.sort(
        Comparator.comparingInt(Pair::equal)
            .thenComparingInt(Pair::rare)
            .reversed()
            .thenComparingInt(Pair::row)
            .thenComparing(Pair::id));
    return pairs;
  }

  private static Pair together(Pair left, Pair right) {
    return new Pair(
        left.row(),
        left.id(),
        left.equal() + right.equal(),
        left.rare() + right.rare(),
        left.filled());
  }

  /** Cells that are not blank, each marked with its column. */
  private static List<String> marked(List<String> cells) {
    var result = new ArrayList<String>();
    for (var i = 0; i < cells.size(); i++) {
      var cell = cells.get(i);
      if (!cell.equals(Fingerprint.BLANK) && !cell.equals(Fingerprint.UNKNOWN)) {
        result.add(i + cell);
      }
    }
    return result;
  }
}
