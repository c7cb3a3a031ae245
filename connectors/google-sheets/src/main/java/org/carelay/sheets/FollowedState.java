package org.carelay.sheets;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.StateChange;

/**
 * What is remembered of one sheet for one recipe, read from stored text and turned into changes of
 * it. One entry for each row, so that an edit writes one row's entry and not the sheet's.
 */
final class FollowedState {
  private static final String SHEET = "sheet";
  private static final String CONFIG = "config";
  private static final String NOTICES = "notices";
  private static final String ORDER = "order";
  private static final String ROW = "r/";
  private static final String SEEN_NOTE = "own/";
  private static final Duration MOURNING = Duration.ofDays(7);
  private static final int FEWEST_GONE_KEPT = 2000;

  private final Map<String, String> stored;
  private final String identity;
  private final String config;
  private final boolean first;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, String> next = new HashMap<>();
  private long counter;

  FollowedState(Map<String, String> stored, Following following) {
    this.stored = stored;
    this.identity = following.identity();
    this.config = following.config();
    var sheet = stored.get(SHEET);
    if (sheet == null) {
      first = true;
      return;
    }
    var json = JsonParser.parseString(sheet).getAsJsonObject();
    first = !json.get("identity").getAsString().equals(identity);
    // Goes on counting in any case: a number is never used for two events of one recipe.
    counter = json.get("next").getAsLong();
    if (!first) {
      json.getAsJsonArray("columns").forEach(name -> columns.add(name.getAsString()));
    }
  }

  /** Whether nothing of what is there now may fire. */
  boolean isFirst() {
    return first;
  }

  /** Names of the columns whose cells the entries hold, in order. */
  List<String> columns() {
    return columns;
  }

  long nextNumber() {
    return counter++;
  }

  /** All rows remembered so far. */
  Map<String, RowEntry> rows() {
    var rows = new HashMap<String, RowEntry>();
    if (!first) {
      stored.forEach(
          (key, value) -> {
            if (key.startsWith(ROW)) {
              rows.put(key.substring(ROW.length()), RowEntry.read(value));
            }
          });
    }
    return rows;
  }

  /** Ids of the rows from top to bottom, where they have no key. */
  List<String> order() {
    var order = stored.get(ORDER);
    return first || order == null || order.isEmpty() ? List.of() : List.of(order.split(" ", -1));
  }

  void keepOrder(List<String> ids) {
    next.put(ORDER, String.join(" ", ids));
  }

  void keep(String id, RowEntry entry) {
    next.put(ROW + id, entry.stored());
  }

  /** Keeps the rows that are no longer there for a while, the latest of them. */
  void keepGone(Map<String, RowEntry> missing, Instant now, int liveRows) {
    missing.entrySet().stream()
        .filter(row -> !(row.getValue().base() instanceof RowEntry.Base.Absent))
        .map(
            row ->
                Map.entry(
                    row.getKey(),
                    row.getValue().gone() == null ? row.getValue().goneAt(now) : row.getValue()))
        .filter(row -> goneSince(row.getValue()).plus(MOURNING).isAfter(now))
        .sorted(
            Comparator.comparing((Map.Entry<String, RowEntry> row) -> goneSince(row.getValue()))
                .reversed())
        .limit(Math.max(FEWEST_GONE_KEPT, liveRows))
        .forEach(row -> keep(row.getKey(), row.getValue()));
  }

  private static Instant goneSince(RowEntry entry) {
    return entry.gone() == null ? Instant.MAX : entry.gone();
  }

  boolean hasSeen(String note) {
    return hasSeen(stored, note);
  }

  static boolean hasSeen(Map<String, String> stored, String note) {
    return stored.containsKey(SEEN_NOTE + note);
  }

  void keepSeen(String note) {
    next.put(SEEN_NOTE + note, "");
  }

  /** What to store, where the sheet was looked at and its columns are in order. */
  List<StateChange> changes(List<String> columnsNow, List<Notice> notices) {
    var sheet = new JsonObject();
    sheet.addProperty("identity", identity);
    var names = new JsonArray();
    columnsNow.forEach(names::add);
    sheet.add("columns", names);
    sheet.addProperty("next", counter);
    next.put(SHEET, sheet.toString());
    next.put(CONFIG, config);
    putNotices(notices);
    var changes = new ArrayList<StateChange>();
    next.forEach(
        (key, value) -> {
          if (!value.equals(stored.get(key))) {
            changes.add(new StateChange(key, value));
          }
        });
    var dropped = new HashSet<>(stored.keySet());
    dropped.removeAll(next.keySet());
    dropped.forEach(key -> changes.add(new StateChange(key, null)));
    return changes;
  }

  /** What to store, where the sheet cannot be followed: the notices, and all else as it was. */
  static List<StateChange> paused(
      Map<String, String> stored, Following following, List<Notice> notices) {
    var changes = new ArrayList<StateChange>();
    Map.of(NOTICES, NoticeText.write(notices), CONFIG, following.config())
        .forEach(
            (key, value) -> {
              if (!value.equals(stored.get(key))) {
                changes.add(new StateChange(key, value));
              }
            });
    return changes;
  }

  /** Whether the sheet has not been looked at yet in the way the recipe now asks for. */
  static boolean isUnseen(Map<String, String> stored, Following following) {
    return !following.config().equals(stored.get(CONFIG));
  }

  /** The notices of the last look, to be told again when there is no need to look. */
  static List<Notice> notices(Map<String, String> stored) {
    var text = stored.get(NOTICES);
    if (text == null) {
      return List.of();
    }
    return NoticeText.read(text);
  }

  private void putNotices(List<Notice> notices) {
    if (!notices.isEmpty()) {
      next.put(NOTICES, NoticeText.write(notices));
    }
  }
}
