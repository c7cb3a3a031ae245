package org.carelay.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/** How far a table was asked for, and which rows around there were told. */
final class SeenRows {
  private static final String STATE = "seen";
  private static final int MOST = 5_000;

  private @Nullable Object latest;

  /** The latest that were told: which row, and what its column was. */
  private final Map<String, Object> told = new LinkedHashMap<>();

  SeenRows(@Nullable Object latest) {
    this.latest = latest;
  }

  /** Null where the table was never asked. */
  static @Nullable SeenRows of(Map<String, String> state) {
    var text = state.get(STATE);
    if (text == null || !(JsonText.read(text) instanceof Map<?, ?> map)) {
      return null;
    }
    var seen = new SeenRows(map.get("latest"));
    if (map.get("told") instanceof Map<?, ?> told) {
      told.forEach(
          (row, value) -> seen.told.put(String.valueOf(row), Objects.requireNonNull(value)));
    }
    return seen;
  }

  /** The greatest value of the column that was seen; null while the table was empty. */
  @Nullable Object latest() {
    return latest;
  }

  /**
   * @param row names the row without its values
   * @return false where it was told before
   */
  boolean add(String row, Object value) {
    latest = value; // rows come in its order, and late ones do not make it smaller
    var before = told.remove(row);
    told.put(row, value);
    if (told.size() > MOST) {
      told.remove(told.keySet().iterator().next());
    }
    return !String.valueOf(value).equals(String.valueOf(before));
  }

  List<StateChange> changes(Map<String, String> state) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("latest", latest);
    map.put("told", told);
    var text = JsonText.write(map);
    return text.equals(state.get(STATE)) ? List.of() : List.of(new StateChange(STATE, text));
  }
}
