package org.carelay.practice.google;

import java.util.Comparator;
import java.util.List;

/** Sheets' order: numbers, then text without regard to case, then FALSE, TRUE, errors. */
final class CellOrder {
  private static final Comparator<CellValue> VALUES = CellOrder::compare;

  private CellOrder() {}

  /** Blanks come last in either direction. */
  static Comparator<List<Cell>> byColumn(int column, boolean descending) {
    var values = descending ? VALUES.reversed() : VALUES;
    return (left, right) -> {
      var first = Sheet.cell(left, column).value();
      var second = Sheet.cell(right, column).value();
      if (first == null || second == null) {
        return Boolean.compare(first == null, second == null);
      }
      return values.compare(first, second);
    };
  }

  private static int compare(CellValue left, CellValue right) {
    if (left instanceof CellValue.NumberValue(var a)
        && right instanceof CellValue.NumberValue(var b)) {
      return a.compareTo(b);
    }
    if (left instanceof CellValue.TextValue(var a) && right instanceof CellValue.TextValue(var b)) {
      return String.CASE_INSENSITIVE_ORDER.compare(a, b);
    }
    if (left instanceof CellValue.TruthValue(var a)
        && right instanceof CellValue.TruthValue(var b)) {
      return Boolean.compare(a, b);
    }
    return Integer.compare(rank(left), rank(right));
  }

  private static int rank(CellValue value) {
    return switch (value) {
      case CellValue.NumberValue _ -> 0;
      case CellValue.TextValue _ -> 1;
      case CellValue.TruthValue _ -> 2;
      case CellValue.ErrorValue _ -> 3;
    };
  }
}
