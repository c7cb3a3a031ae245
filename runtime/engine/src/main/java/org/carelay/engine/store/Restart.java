package org.carelay.engine.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the database before anything is sent from it. One that was copied to another machine, or
 * that comes back after hours, may be full of messages that were sent long ago or are no longer
 * true: all messages are held until a person releases them.
 */
public final class Restart {
  private static final Duration LONG = Duration.ofHours(6);

  private final Sql sql;
  private final Clock clock;

  private record Last(String host, Instant seenAt) {}

  public Restart(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * @param host names this machine
   */
  public void check(String host) {
    sql.inTransaction(
        s -> {
          var last =
              s.list(
                  "select host, seen_at from installation for update",
                  row -> new Last(row.getString(1), Sql.instant(row, "seen_at")));
          var reason = last.isEmpty() ? null : reason(last.getFirst(), host);
          if (reason != null) {
            hold(s, reason);
          }
          return s.update(
              """
              insert into installation (host, seen_at) values (?, ?)
              on conflict (only_row) do update
                set host = excluded.host, seen_at = excluded.seen_at""",
              host,
              clock.instant());
        });
  }

  /**
   * Holds all messages because somebody has asked for it, such as whoever puts a backup back.
   *
   * @param reason a sentence for whoever releases them
   */
  public void hold(String reason) {
    sql.inTransaction(
        s -> {
          hold(s, reason);
          return true;
        });
  }

  private @Nullable String reason(Last last, String host) {
    if (!last.host().equals(host)) {
      return "This database was last used on another machine.";
    }
    return clock.instant().isAfter(last.seenAt().plus(LONG))
        ? "The runtime was stopped since " + last.seenAt() + "."
        : null;
  }

  private void hold(Sql.Statements s, String reason) throws SQLException {
    s.update("update workspace set held_since = ?, held_reason = ?", clock.instant(), reason);
    s.update(
        """
        insert into attention (workspace_id, source, kind, message, decisions, since)
        select id, 'hold/restart', 'hold', ?, array['release'], ? from workspace
        on conflict (workspace_id, source) where closed_at is null do nothing""",
        reason + " All messages are held until you release them.",
        clock.instant());
  }
}
