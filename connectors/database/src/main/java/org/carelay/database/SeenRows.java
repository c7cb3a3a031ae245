package org.carelay.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/** How far a table was asked for, and which rows around there were told. */
final class SeenRows {
  /** How many rows are remembered one by one. */
  static final int MOST = 5_000;

  private static final String STATE = "seen";

  private @Nullable Place last;

  /** Whether rows behind the last are known to be there, which were not told for being too many. */
  private boolean behind;

  /** The latest that were told: which row, and what its column was. */
  private Map<String, Object> told = new LinkedHashMap<>();

  /** Those that were met again since looking back; null where the look began at the last. */
  private @Nullable Map<String, Object> met;

  SeenRows(@Nullable Place last) {
    this.last = last;
  }

  /** Where a row stands among all. */
  record Place(Object value, List<@Nullable Object> key) {}

  /** Null where the table was never asked. */
  static @Nullable SeenRows of(Map<String, String> state) {
    var text = state.get(STATE);
    if (text == null || !(JsonText.read(text) instanceof Map<?, ?> map)) {
      return null;
    }
    var latest = map.get("latest");
    var key = new ArrayList<@Nullable Object>();
    if (map.get("key") instanceof List<?> values) {
      key.addAll(values);
    }
    var seen = new SeenRows(latest == null ? null : new Place(latest, key));
    seen.behind = Boolean.TRUE.equals(map.get("behind"));
    if (map.get("told") instanceof Map<?, ?> told) {
      told.forEach(
          (row, value) -> seen.told.put(String.valueOf(row), Objects.requireNonNull(value)));
    }
    return seen;
  }

  /** The last row that was seen, in the order of changes; null while the table was empty. */
  @Nullable Place last() {
    return last;
  }

  /** A part of what was found is left to be told. */
  boolean isBehind() {
    return behind;
  }

  /** There may be more than are remembered. */
  boolean isFull() {
    return told.size() >= MOST;
  }

  /** All rows of the overlap are met now, one after the other. */
  void lookBack() {
    met = new LinkedHashMap<>();
  }

  /** The end was reached: what was not met again is of no more concern. */
  void caughtUp() {
    behind = false;
    if (met != null) {
      told = met;
      met = null;
    }
  }

  /**
   * @param row names the row without its values
   * @return false where it was told before
   */
  boolean add(String row, Place place) {
    last = place; // rows come in its order
    behind = true;
    var before = told.remove(row);
    remember(told, row, place.value());
    if (met != null) {
      remember(met, row, place.value());
    }
    return !String.valueOf(place.value()).equals(String.valueOf(before));
  }

  private static void remember(Map<String, Object> rows, String row, Object value) {
    rows.put(row, value);
    if (rows.size() > MOST) {
      rows.remove(rows.keySet().iterator().next());
    }
  }

  List<StateChange> changes(Map<String, String> state) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("latest", last == null ? null : last.value());
    map.put("key", last == null ? List.of() : last.key());
    map.put("behind", behind);
    map.put("told", told);
    var text = JsonText.write(map);
    return text.equals(state.get(STATE)) ? List.of() : List.of(new StateChange(STATE, text));
  }
}
