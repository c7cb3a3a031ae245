package org.carelay.practice.google;

import org.jspecify.annotations.Nullable;

/**
 * One cell.
 *
 * @param value null when blank
 * @param format null for automatic
 * @param formula what was typed where that was a formula, starting with {@code =} or {@code +}
 */
record Cell(@Nullable CellValue value, @Nullable NumberFormat format, @Nullable String formula) {
  static final Cell BLANK = new Cell(null, null, null);

  static Cell of(@Nullable CellValue value) {
    return value == null ? BLANK : new Cell(value, null, null);
  }

  /** The same format around another value, as RAW writing does. */
  Cell holding(@Nullable CellValue other) {
    return new Cell(other, format, null);
  }

  boolean isBlank() {
    return value == null;
  }

  boolean isDateOrTime() {
    return value instanceof CellValue.NumberValue && format != null && format.type().isDateOrTime();
  }
}
