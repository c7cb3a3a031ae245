package org.carelay.engine.retention;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.store.KeptFiles;
import org.carelay.engine.store.RunReads;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/** Removes the runs of one recipe that are over, a page in each transaction. */
final class RunRemoval {
  private static final int PAGE = 200;

  private final Sql sql;
  private final KeptFiles files;

  RunRemoval(Sql sql, KeptFiles files) {
    this.sql = sql;
    this.files = files;
  }

  /**
   * Where a sweep stands.
   *
   * @param before what ended earlier is removed
   * @param after the last run that was looked at
   */
  record Place(int workspace, String recipe, Instant before, UUID after) {
    static Place first(int workspace, String recipe, Instant before) {
      return new Place(workspace, recipe, before, new UUID(0, 0));
    }
  }

  /**
   * What came of a page.
   *
   * @param next null where that was the last, or another node is at it
   */
  record Page(int removed, @Nullable Place next) {}

  private record Old(UUID run, Instant acceptedAt, boolean over) {}

  private record Effect(String key, String state) {}

  Page page(Place place) {
    var gone = new ArrayList<Effect>();
    var page =
        sql.inTransaction(
            s -> {
              if (!SweepLock.take(s)) {
                return new Page(0, null);
              }
              var old = old(s, place);
              var over = old.stream().filter(Old::over).toList();
              if (!over.isEmpty()) {
                gone.addAll(remove(s, place.workspace(), over));
              }
              var next =
                  old.size() < PAGE
                      ? null
                      : new Place(
                          place.workspace(), place.recipe(), place.before(), old.getLast().run());
              return new Page(over.size(), next);
            });
    gone.forEach(effect -> files.remove(place.workspace(), effect.key()));
    return page;
  }

  /** Ids sort by time, so that only what is old enough is looked at. */
  private static List<Old> old(Sql.Statements s, Place place) throws SQLException {
    return s.list(
        """
        select e.id, e.accepted_at,
          e.verdict <> 'run' or d.ended_at < ? and a.id is null and e.id not in (
            select run_id from attention where closed_at is null and run_id is not null) as over
        from event e
        left join active a on a.id = e.id
        left join run_end d on d.run_id = e.id and d.accepted_at = e.accepted_at
        where e.workspace_id = ? and e.recipe = ? and e.id > ? and e.id < ? and e.accepted_at < ?
        order by e.id limit ?""",
        row -> new Old(Sql.id(row, "id"), Sql.instant(row, "accepted_at"), row.getBoolean("over")),
        place.before(),
        place.workspace(),
        place.recipe(),
        place.after(),
        firstIdAt(place.before()),
        place.before(),
        PAGE);
  }

  private static UUID firstIdAt(Instant time) {
    return new UUID(time.toEpochMilli() << 16, 0);
  }

  private static List<Effect> remove(Sql.Statements s, int workspace, List<Old> over)
      throws SQLException {
    var ids = over.stream().map(old -> old.run().toString()).toArray(String[]::new);
    // The days of the rows, so that no others are opened.
    var from = over.stream().map(Old::acceptedAt).min(Instant::compareTo).orElseThrow();
    var to = over.stream().map(Old::acceptedAt).max(Instant::compareTo).orElseThrow();
    var gone = new ArrayList<Effect>();
    gone.addAll(
        s.list(
            """
            delete from effect f using (
              select j.run_id, convert_from(j.body, 'UTF8')::jsonb ->> 'key' as key
              from journal j
              where j.run_id = any (?::text[]::uuid[]) and j.accepted_at between ? and ?
                and j.kind = 'effect') k
            where f.workspace_id = ? and f.key = k.key and f.run_id = k.run_id and f.purpose is null
            returning f.key, f.state""",
            row -> new Effect(row.getString(1), row.getString(2)),
            ids,
            from,
            to,
            workspace));
    gone.addAll(
        s.list(
            """
            delete from effect where run_id = any (?::text[]::uuid[]) and purpose is not null
              and state in ('failed', 'suppressed', 'expired')
            returning key, state""",
            row -> new Effect(row.getString(1), row.getString(2)),
            (Object) ids));
    // The key of what went out stays, and says no more who heard it.
    s.update(
        """
        update effect set subject = null, target = null, detail = null, reference = null
        where run_id = any (?::text[]::uuid[]) and purpose is not null""",
        (Object) ids);
    count(s, gone);
    for (var table : List.of("journal", "run_end", "event")) {
      s.update(
          "delete from %s where %s = any (?::text[]::uuid[]) and accepted_at between ? and ?"
              .formatted(table, table.equals("event") ? "id" : "run_id"),
          ids,
          from,
          to);
    }
    return gone;
  }

  /** Totals since the start of the database go on counting what is no longer there. */
  private static void count(Sql.Statements s, List<Effect> gone) throws SQLException {
    Map<String, Integer> states = new HashMap<>();
    gone.forEach(effect -> states.merge(effect.state(), 1, Integer::sum));
    for (var state : states.entrySet()) {
      s.update(
          """
          insert into counter (name, writer, value) values (?, -1, ?)
          on conflict (name, writer) do update set value = counter.value + excluded.value""",
          RunReads.REMOVED_EFFECTS + state.getKey(),
          state.getValue());
    }
  }
}
