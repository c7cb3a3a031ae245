package org.carelay.engine.retention;

import java.time.Instant;
import org.carelay.engine.store.Sql;

/** Removes what does not belong to one run, some rows in each transaction. */
final class OldRows {
  private static final int AT_ONCE = 1000;

  private final Sql sql;

  OldRows(Sql sql) {
    this.sql = sql;
  }

  /** Matters that a person or their cause has closed; their words may name somebody. */
  int matters(Instant before) {
    return remove("attention", "closed_at < ? and closed_at is not null", before);
  }

  /** Links that have expired, with what was answered, unless their run is under way. */
  int links(Instant before) {
    return remove(
        "invitation",
        "expires_at < ? and not exists (select 1 from active a where a.id = invitation.run_id)",
        before);
  }

  /** What somebody typed and never sent goes as soon as the link is closed. */
  int emptyDrafts(Instant now) {
    return sql.update(
        "update invitation set draft = null where draft is not null and expires_at < ?", now);
  }

  /** What providers posted, so that they may post it again. */
  int replies(Instant before) {
    return remove("arrival_key", "at < ?", before);
  }

  /** Keys by which a source's repetition is known; not those whose event is there still. */
  int keys(Instant before) {
    return remove(
        "event_key",
        """
        accepted_at < ? and not exists (
          select 1 from event e where e.id = event_key.event_id
            and e.accepted_at = event_key.accepted_at)""",
        before);
  }

  private int remove(String table, String condition, Instant before) {
    int all = 0;
    while (true) {
      int some =
          sql.inTransaction(
              s ->
                  SweepLock.take(s)
                      ? s.update(
                          "delete from %1$s where ctid = any (array(select ctid from %1$s where %2$s limit %3$d))"
                              .formatted(table, condition, AT_ONCE),
                          before)
                      : 0);
      all += some;
      if (some < AT_ONCE) {
        return all;
      }
    }
  }
}
