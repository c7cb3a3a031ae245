package org.carelay.engine.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.Json;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.RunKey;
import org.carelay.engine.store.Sql;
import org.carelay.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/** The events and histories of many runs, read at once. */
final class StoredRuns {
  private final Map<UUID, Event> events = new HashMap<>();
  private final Map<UUID, List<Entry>> entries = new HashMap<>();

  private record Event(UUID id, String key, Instant occurredAt, byte[] data) {}

  /** One entry of a run's journal. */
  record Entry(UUID run, int seq, Instant at, EntryKind kind, String step, byte[] body) {}

  StoredRuns(Sql sql, List<RunKey> runs) {
    var ids = runs.stream().map(r -> r.id().toString()).collect(Collectors.joining(","));
    var earliest = runs.stream().map(RunKey::acceptedAt).min(Instant::compareTo).orElseThrow();
    var latest = runs.stream().map(RunKey::acceptedAt).max(Instant::compareTo).orElseThrow();
    sql.list(
            """
            select id, key, occurred_at, data from event
            where id = any (string_to_array(?, ',')::uuid[]) and accepted_at between ? and ?""",
            row ->
                new Event(
                    Sql.id(row, "id"),
                    row.getString("key"),
                    Sql.instant(row, "occurred_at"),
                    row.getBytes("data")),
            ids,
            earliest,
            latest)
        .forEach(e -> events.put(e.id(), e));
    sql.list(
            """
            select run_id, seq, recorded_at, kind, step, body from journal
            where run_id = any (string_to_array(?, ',')::uuid[]) and accepted_at between ? and ?
            order by run_id, seq""",
            row ->
                new Entry(
                    Sql.id(row, "run_id"),
                    row.getInt("seq"),
                    Sql.instant(row, "recorded_at"),
                    EntryKind.of(row.getString("kind")),
                    row.getString("step"),
                    row.getBytes("body")),
            ids,
            earliest,
            latest)
        .forEach(e -> entries.computeIfAbsent(e.run(), run -> new ArrayList<>()).add(e));
  }

  List<Entry> history(RunKey run) {
    return entries.getOrDefault(run.id(), List.of());
  }

  Run run(RunKey key, int workspace, Recipe recipe, int version, @Nullable String orderKey) {
    var event = events.get(key.id());
    if (event == null) {
      throw new IllegalStateException("The event of run " + key.id() + " is gone.");
    }
    return new Run(
        key,
        workspace,
        recipe,
        version,
        event.key(),
        event.occurredAt(),
        Json.map(event.data()),
        orderKey);
  }
}
