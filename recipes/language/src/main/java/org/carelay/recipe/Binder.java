package org.carelay.recipe;

import java.util.Map;
import org.carelay.connector.Describe;

/**
 * Turns JSON into records and back, by the rules of {@link Describe}. Called for every step, so
 * reflection is done once per class.
 */
public final class Binder {
  private Binder() {}

  /**
   * @param json Map, List, String, Boolean, Number or null at every level
   * @throws BindingException with all problems at once; values are not quoted, since they may be
   *     personal
   */
  public static <T extends Record> T bind(Map<String, Object> json, Class<T> type)
      throws BindingException {
    var reader = new ValueReader();
    var bound = reader.record(json, type, "");
    if (bound == null) {
      throw new BindingException(reader.problems());
    }
    return type.cast(bound);
  }

  /**
   * JSON of a record, list, map or plain value. Absent components are left out; enums become
   * kebab-case, times and addresses text.
   *
   * @throws IllegalArgumentException if there is no JSON for it
   */
  public static Object toJson(Object value) {
    return ValueWriter.json(value);
  }
}
