package org.carelay.database.cdc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/**
 * People point a connection at another database, and back: each is read on from where it was left.
 *
 * @param database that is read now
 * @param shared what the runtime has stored
 */
record ReadElsewhere(String database, Map<String, String> shared) {
  private static final String SET_ASIDE = ChangeLog.POSITION + "/";
  private static final String LEFT = "left/";
  private static final Duration TOLD_FOR = Duration.ofDays(7);

  /** Where this database was read to; null if it never was. */
  @Nullable Position position() {
    for (var key : List.of(ChangeLog.POSITION, SET_ASIDE + database)) {
      var text = shared.get(key);
      var position = text == null ? null : Position.parse(text);
      if (position != null && position.isOf(database)) {
        return position;
      }
    }
    return null;
  }

  /** What must be stored where the database is another than before. */
  List<StateChange> changes(Instant now) {
    var changes = new ArrayList<StateChange>();
    var text = shared.get(ChangeLog.POSITION);
    var last = text == null ? null : Position.parse(text);
    if (last != null && !last.isOf(database)) {
      changes.add(new StateChange(SET_ASIDE + last.database(), text));
      changes.add(
          new StateChange(LEFT + last.database(), now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
    if (shared.containsKey(LEFT + database)) {
      changes.add(new StateChange(LEFT + database, null));
    }
    return changes;
  }

  /** That this is another database than before, and the one that was left keeps its log. */
  List<Notice> notices(String slot, Instant now) {
    return shared.entrySet().stream()
        .filter(each -> each.getKey().startsWith(LEFT))
        .filter(each -> !each.getKey().equals(LEFT + database))
        .filter(each -> now.isBefore(Instant.parse(each.getValue()).plus(TOLD_FOR)))
        .sorted(Map.Entry.comparingByKey())
        .map(
            each ->
                new Notice(
                    "read-elsewhere/" + each.getKey(),
                    "read-elsewhere",
                    false,
                    "Until %s this connection read another database. What was changed in this one before is not told. If the other one is still there, it keeps its log for this connection until its disk is full: point the connection back there, or let an administrator run in that database: SELECT pg_drop_replication_slot('%s');"
                        .formatted(each.getValue(), slot)))
        .toList();
  }
}
