package org.carelay.engine.store;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.Json;
import org.jspecify.annotations.Nullable;

/** What was heard, for the question why something did not happen. */
public final class EventReads {
  private static final int LOOKED_THROUGH = 5_000;

  private final Sql sql;
  private final Activity activity;

  public EventReads(Sql sql, Clock clock) {
    this.sql = sql;
    this.activity = new Activity(sql, clock);
  }

  /** How much is heard. */
  public Activity activity() {
    return activity;
  }

  /**
   * An accepted event.
   *
   * @param wanted false where the recipe's condition was not true of it, so that no run began
   */
  public record Heard(
      UUID id,
      String recipe,
      int version,
      @Nullable String subject,
      Instant occurredAt,
      Instant acceptedAt,
      boolean wanted,
      Map<String, Object> data) {}

  /**
   * Newest first.
   *
   * @param search a value that the event must hold; null for any
   */
  public List<Heard> latest(int workspace, String recipe, @Nullable String search, int limit) {
    var found = new ArrayList<Heard>();
    for (Heard event :
        sql.list(
            """
            select * from (
              select id, recipe, version, subject, occurred_at, accepted_at, verdict, data
              from event where workspace_id = ? and recipe = ? order by id desc limit ?) latest
            where ?::text is null or position(lower(?) in lower(convert_from(data, 'UTF8'))) > 0""",
            row ->
                new Heard(
                    Sql.id(row, "id"),
                    row.getString("recipe"),
                    row.getInt("version"),
                    row.getString("subject"),
                    Sql.instant(row, "occurred_at"),
                    Sql.instant(row, "accepted_at"),
                    row.getString("verdict").equals("run"),
                    Json.map(row.getBytes("data"))),
            workspace,
            recipe,
            search == null ? limit : LOOKED_THROUGH,
            search,
            search)) {
      if (found.size() < limit && (search == null || holds(event.data(), search))) {
        found.add(event);
      }
    }
    return found;
  }

  private static boolean holds(@Nullable Object value, String search) {
    return switch (value) {
      case null -> false;
      case Map<?, ?> map -> holds(map.values(), search);
      case Collection<?> all -> all.stream().anyMatch(one -> holds(one, search));
      default -> String.valueOf(value).equalsIgnoreCase(search.strip());
    };
  }
}
