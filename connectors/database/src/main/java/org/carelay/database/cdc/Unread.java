package org.carelay.database.cdc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.StateChange;

/** Single changes that could not be read, while all others flow. A person is told for a week. */
final class Unread {
  private static final String PREFIX = "unread/";
  private static final Duration TOLD_FOR = Duration.ofDays(7);
  private static final int MOST = 20;

  private final Request request;
  private final Map<String, String> found = new LinkedHashMap<>();

  Unread(Request request) {
    this.request = request;
  }

  /**
   * @param place names the change, without a value of its row
   * @param what where it is, for a person
   */
  void add(String place, String what) {
    var told = request.shared().keySet().stream().filter(key -> key.startsWith(PREFIX)).count();
    if (told + found.size() < MOST) {
      var now = request.clock().instant().truncatedTo(ChronoUnit.SECONDS);
      found.put(PREFIX + place, now + " " + what);
    }
  }

  List<StateChange> changes() {
    var changes = new ArrayList<StateChange>();
    found.forEach((key, value) -> changes.add(new StateChange(key, value)));
    request
        .shared()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX) && isOver(value)) {
                changes.add(new StateChange(key, null));
              }
            });
    return changes;
  }

  List<Notice> notices() {
    var all = new LinkedHashMap<String, String>();
    request
        .shared()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX) && !isOver(value)) {
                all.put(key, value);
              }
            });
    all.putAll(found);
    var notices = new ArrayList<Notice>();
    all.forEach(
        (key, value) ->
            notices.add(
                new Notice(
                    key,
                    "change-unreadable",
                    false,
                    "%s could not be read and was left out; all others are read. Look at the row yourself, and see to what the recipe would have done."
                        .formatted(value.substring(value.indexOf(' ') + 1)))));
    return notices;
  }

  private boolean isOver(String value) {
    var at = Instant.parse(value.substring(0, value.indexOf(' ')));
    return request.clock().instant().isAfter(at.plus(TOLD_FOR));
  }
}
