package org.carelay.file.format;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a file, or what is wrong with it. */
public sealed interface Line {
  /** Where it stands, counted from 1: the line of a text, the row of a sheet, else its number. */
  long number();

  /**
   * @param values JSON values by column name
   */
  record Row(long number, Map<String, @Nullable Object> values) implements Line {}

  /**
   * @param problem what is wrong, without quoting what stands there
   */
  record Bad(long number, String problem) implements Line {}
}
