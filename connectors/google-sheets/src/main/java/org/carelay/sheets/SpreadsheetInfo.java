package org.carelay.sheets;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is seldom changed of a spreadsheet.
 *
 * @param zone in which its dates are meant; null where it does not say
 * @param sheetIds by title as compared
 */
record SpreadsheetInfo(@Nullable ZoneId zone, Map<String, Integer> sheetIds, Instant readAt) {
  /** True also where the spreadsheet does not say what it has. */
  boolean has(String sheet) {
    return sheetIds.isEmpty() || sheetIds.containsKey(Cells.name(sheet));
  }
}
