package org.carelay.sheets;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A row as recipes get it: header to number, truth, text, ISO date, or null where it is blank. */
final class TypedRow {
  private TypedRow() {}

  /** Whether anything in the row might be a date, so that a second reading is needed. */
  static boolean hasNumbers(Table table, int row) {
    return table.columns().stream().anyMatch(column -> table.cell(row, column) instanceof Number);
  }

  /**
   * @param shown the same row with dates as they are shown
   * @param names columns in which both must agree
   * @return null where they do not: the sheet was changed in between
   */
  static @Nullable Map<String, @Nullable Object> of(
      Table table, int row, List<Object> shown, Set<String> names, ZoneId zone) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    for (var column : table.columns()) {
      var value = table.cell(row, column);
      var second = column.index() < shown.size() ? shown.get(column.index()) : null;
      if (value instanceof BigDecimal serial
          && second instanceof String text
          && isMoment(serial, text)) {
        result.putIfAbsent(column.header(), Moments.text(serial, text, zone));
        continue;
      }
      if (!Cells.text(value).equals(Cells.text(second)) && names.contains(column.name())) {
        return null;
      }
      result.putIfAbsent(column.header(), Cells.isBlank(second) ? null : second);
    }
    return result;
  }

  /** The row where it has no numbers, and so no dates. */
  static Map<String, @Nullable Object> plain(Table table, int row) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    for (var column : table.columns()) {
      var value = table.cell(row, column);
      result.putIfAbsent(column.header(), Cells.isBlank(value) ? null : value);
    }
    return result;
  }

  private static boolean isMoment(BigDecimal serial, String shown) {
    return shown.chars().anyMatch(Character::isDigit) && !shown.equals(Cells.text(serial));
  }
}
