package org.carelay.practice.google;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sheet as a person sees it.
 *
 * @param revision increases with every change of the spreadsheet
 * @param rows the header first; ragged, without blank rows at the end
 */
public record Grid(
    String id, String title, String sheet, String timeZone, long revision, List<List<Shown>> rows) {
  /**
   * One cell.
   *
   * @param value null, Boolean, BigDecimal or String
   * @param text what is on the screen
   */
  public record Shown(@Nullable Object value, String text) {}
}
