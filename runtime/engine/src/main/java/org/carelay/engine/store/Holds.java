package org.carelay.engine.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Whether all messages of a workspace are held, as the database says. */
public final class Holds {
  /** How long another node's change may go unnoticed. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Sql sql;
  private final Clock clock;
  private final Map<Integer, Known> known = new ConcurrentHashMap<>();

  private record Known(@Nullable String reason, Instant readAt) {}

  public Holds(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Why messages are held, or null. */
  public @Nullable String reason(int workspace) {
    Instant now = clock.instant();
    var last = known.get(workspace);
    if (last == null || Duration.between(last.readAt(), now).abs().compareTo(FRESH) > 0) {
      last =
          new Known(
              sql.first(
                  "select held_reason from workspace where id = ? and held_since is not null",
                  row -> row.getString(1),
                  workspace),
              now);
      known.put(workspace, last);
    }
    return last.reason();
  }

  /** After a decision: the next question is asked of the database. */
  public void forget() {
    known.clear();
  }
}
