package org.carelay.engine.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much happens, so that silence can be noticed. For the screens. */
public final class Activity {
  /** Far more than a person can tell from more. */
  private static final int MOST_COUNTED = 50_000;

  private static final Duration LOOKED_BACK = Duration.ofDays(14);
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final Sql sql;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  public Activity(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * How much a recipe hears.
   *
   * @param lastEvent when it last heard something; null where it never did
   * @param eventsPerDay on the average of the last 14 days before the last event, or since it first
   *     heard something; 0 where less than a day of it is known
   */
  public record Heard(@Nullable Instant lastEvent, double eventsPerDay) {}

  /** How the schedule connector begins the definition it keeps of such a schedule. */
  private static final String EVERY = "every ";

  private record Known(Heard heard, Instant at) {}

  /** What a recipe hears; at most half a minute old. */
  public Heard of(int workspace, String recipe) {
    Instant now = clock.instant();
    return known
        .compute(
            workspace + "/" + recipe,
            (key, old) ->
                old != null && Duration.between(old.at(), now).abs().compareTo(FRESH) < 0
                    ? old
                    : new Known(read(workspace, recipe), now))
        .heard();
  }

  /** A schedule that fires again and again, the same time apart. */
  public record Counting(Instant from, Duration every) {}

  /** From when such a schedule counts; null where it has not begun to. */
  public @Nullable Counting schedule(int workspace, String recipe) {
    var stored = new HashMap<String, String>();
    sql.list(
            "select key, value from trigger_state where workspace_id = ? and owner = ?"
                + " and key in ('start', 'definition')",
            row -> Map.entry(row.getString(1), row.getString(2)),
            workspace,
            "recipe/" + recipe)
        .forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
    var start = stored.get("start");
    var definition = stored.getOrDefault("definition", "");
    return start == null || !definition.startsWith(EVERY)
        ? null
        : new Counting(Instant.parse(start), Duration.parse(definition.substring(EVERY.length())));
  }

  private Heard read(int workspace, String recipe) {
    var last =
        sql.first(
            "select accepted_at from event where workspace_id = ? and recipe = ?"
                + " order by id desc limit 1",
            row -> Sql.instant(row, "accepted_at"),
            workspace,
            recipe);
    if (last == null) {
      return new Heard(null, 0);
    }
    var counted =
        sql.first(
            """
            select count(*) as events, min(accepted_at) as first from (
              select accepted_at from event
              where workspace_id = ? and recipe = ? and accepted_at > ? and accepted_at <= ?
                and replay_of is null
              order by id desc limit ?) latest""",
            row ->
                Map.entry(
                    row.getLong("events"),
                    Sql.instantOrNull(row, "first") == null ? last : Sql.instant(row, "first")),
            workspace,
            recipe,
            last.minus(LOOKED_BACK),
            last,
            MOST_COUNTED);
    if (counted == null) {
      return new Heard(last, 0);
    }
    double days = Duration.between(counted.getValue(), last).toSeconds() / 86_400.0;
    return new Heard(last, days < 1 ? 0 : counted.getKey() / days);
  }

  /** How many messages came to what, of those that were first tried since then. */
  public Map<String, Long> messagesSince(int workspace, Instant since) {
    var counts = new TreeMap<String, Long>();
    sql.list(
            """
            select state, count(*) from effect
            where workspace_id = ? and first_at >= ? and purpose is not null group by state""",
            row -> Map.entry(row.getString(1), row.getLong(2)),
            workspace,
            since)
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }
}
