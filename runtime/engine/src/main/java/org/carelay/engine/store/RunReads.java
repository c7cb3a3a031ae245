package org.carelay.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.carelay.engine.Json;
import org.carelay.engine.journal.EntryKind;
import org.jspecify.annotations.Nullable;

/** What screens and the API read of runs and effects. */
public final class RunReads {
  /** Before a state: how many effects in it were removed with their runs. */
  public static final String REMOVED_EFFECTS = "removed-effects.";

  /** How a run stands: over, in flight, or just accepted. */
  static final String COLUMNS =
      """
      select e.id, e.recipe, e.version, e.key, e.subject, e.accepted_at, e.occurred_at, e.replay_of,
             coalesce(d.state, a.state, 'running') as state, d.ended_at, d.error_code,
             d.error_message, a.next_at
      """;

  private static final String RUNS =
      COLUMNS
          + """
          from event e
          left join active a on a.id = e.id
          left join run_end d on d.run_id = e.id and d.accepted_at = e.accepted_at
          """;

  private final Sql sql;

  public RunReads(Sql sql) {
    this.sql = sql;
  }

  /** A run in a list. */
  public record Listed(
      UUID id,
      String recipe,
      int version,
      String state,
      String eventKey,
      @Nullable String subject,
      Instant startedAt,
      Instant occurredAt,
      @Nullable Instant endedAt,
      @Nullable Instant nextAt,
      @Nullable UUID replayOf,
      @Nullable String errorCode,
      @Nullable String errorMessage) {}

  /**
   * What is looked for; null means any.
   *
   * @param before only runs that were accepted before the one of this id
   */
  public record Filter(
      @Nullable String recipe,
      @Nullable String state,
      @Nullable String subject,
      @Nullable UUID before,
      int limit) {}

  /**
   * A step of a run.
   *
   * @param choice which way it went: {@code branch} (-1 for otherwise), {@code items} (how many) or
   *     {@code reason} (why it was skipped); null where it had no choice
   */
  public record StepView(
      String id,
      String state,
      int attempts,
      @Nullable Map<String, Object> choice,
      @Nullable Object output,
      List<?> log,
      @Nullable Object error,
      @Nullable Object durationMs,
      Instant at) {}

  /** A run with its event and steps. */
  public record Detail(Listed run, Map<String, Object> event, List<StepView> steps) {}

  /** A line of the ledger. */
  public record EffectView(
      String key,
      UUID run,
      String recipe,
      String step,
      @Nullable String purpose,
      @Nullable String subject,
      String state,
      @Nullable String target,
      int attempts,
      @Nullable String detail,
      Instant at) {}

  /** Newest first. */
  public List<Listed> runs(int workspace, Filter filter) {
    return new RunSearch(workspace, filter).in(sql);
  }

  static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        Sql.id(row, "id"),
        row.getString("recipe"),
        row.getInt("version"),
        row.getString("state"),
        row.getString("key"),
        row.getString("subject"),
        Sql.instant(row, "accepted_at"),
        Sql.instant(row, "occurred_at"),
        Sql.instantOrNull(row, "ended_at"),
        Sql.instantOrNull(row, "next_at"),
        Sql.id(row, "replay_of"),
        row.getString("error_code"),
        row.getString("error_message"));
  }

  public @Nullable Detail run(int workspace, UUID id) {
    var run =
        sql.first(RUNS + "where e.workspace_id = ? and e.id = ?", RunReads::listed, workspace, id);
    if (run == null) {
      return null;
    }
    var data =
        sql.list(
            "select data from event where id = ? and accepted_at = ?",
            row -> Json.map(row.getBytes(1)),
            id,
            run.startedAt());
    var entries =
        sql.list(
            """
            select kind, step, body, recorded_at from journal
            where run_id = ? and accepted_at = ? order by seq""",
            row ->
                new Entry(
                    EntryKind.of(row.getString("kind")),
                    row.getString("step"),
                    Json.map(row.getBytes("body")),
                    Sql.instant(row, "recorded_at")),
            id,
            run.startedAt());
    return new Detail(run, data.getFirst(), steps(entries));
  }

  /** An entry of a run's journal. */
  public record Entry(EntryKind kind, String step, Map<String, Object> body, Instant at) {}

  /** How each step stands, in the order in which they began. */
  public static List<StepView> steps(List<Entry> entries) {
    var steps = new LinkedHashMap<String, StepView>();
    entries.forEach(e -> steps.merge(e.step(), view(e, null), (old, one) -> view(e, old)));
    return List.copyOf(steps.values());
  }

  private static StepView view(Entry entry, @Nullable StepView old) {
    var body = entry.body();
    int attempts = old == null ? 0 : old.attempts();
    var log = new ArrayList<Object>(old == null ? List.of() : old.log());
    if (body.get("log") instanceof List<?> lines) {
      log.addAll(lines);
    }
    var state =
        switch (entry.kind()) {
          case DONE -> "succeeded";
          case SKIPPED -> "skipped";
          case FAILED -> "failed";
          case CHOSEN -> "chosen";
          case ATTEMPT_FAILED -> "retrying";
          case WAITING -> "waiting";
          case EFFECT -> "running";
          case UNKNOWN -> "unknown";
          case DECIDED -> "running";
        };
    boolean ended = entry.kind() == EntryKind.DONE || entry.kind() == EntryKind.FAILED;
    return new StepView(
        entry.step(),
        state,
        attempts + (ended || entry.kind() == EntryKind.ATTEMPT_FAILED ? 1 : 0),
        choice(entry),
        SealedOutputs.masked(body.get("output")),
        log,
        body.get("error"),
        body.get("durationMs"),
        entry.at());
  }

  private static @Nullable Map<String, Object> choice(Entry entry) {
    var body = entry.body();
    return switch (entry.kind()) {
      case CHOSEN ->
          body.get("items") instanceof List<?> items
              ? Map.of("items", items.size())
              : body.containsKey("version")
                  ? null
                  : Map.of("branch", Objects.requireNonNullElse(body.get("branch"), -1));
      case SKIPPED -> Map.of("reason", String.valueOf(body.get("reason")));
      case DONE, FAILED, ATTEMPT_FAILED, WAITING, EFFECT, UNKNOWN, DECIDED -> null;
    };
  }

  public List<EffectView> effects(
      int workspace, @Nullable String recipe, @Nullable String subject, @Nullable String state) {
    return sql.list(
        """
        select key, run_id, recipe, step, purpose, subject, state, target, attempts, detail,
               updated_at
        from effect where workspace_id = ? and (?::text is null or recipe = ?)
          and (?::text is null or subject = ?) and (?::text is null or state = ?)
        order by updated_at desc limit 1000""",
        row ->
            new EffectView(
                row.getString("key"),
                Sql.id(row, "run_id"),
                row.getString("recipe"),
                row.getString("step"),
                row.getString("purpose"),
                row.getString("subject"),
                row.getString("state"),
                row.getString("target"),
                row.getInt("attempts"),
                row.getString("detail"),
                Sql.instant(row, "updated_at")),
        workspace,
        recipe,
        recipe,
        subject,
        subject,
        state,
        state);
  }

  /**
   * Totals: {@code events}, {@code deduplicated}, {@code runs} by state and {@code effects} by what
   * they came to; runs in flight and effects are counted as they stand.
   */
  public Map<String, Object> stats() {
    var totals = new TreeMap<String, Long>();
    sql.list(
            "select name, sum(value) from counter group by name",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(c -> totals.put(c.getKey(), c.getValue()));
    var runs = new TreeMap<String, Object>();
    totals.forEach(
        (name, value) -> {
          if (name.startsWith("runs.")) {
            runs.put(name.substring("runs.".length()), value);
          }
        });
    sql.list(
            "select state, count(*) from active group by state",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(c -> runs.put(c.getKey(), c.getValue()));
    var effects = new TreeMap<String, Long>();
    totals.forEach(
        (name, value) -> {
          if (name.startsWith(REMOVED_EFFECTS)) {
            effects.put(name.substring(REMOVED_EFFECTS.length()), value);
          }
        });
    sql.list(
            "select state, count(*) from effect group by state",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(c -> effects.merge(c.getKey(), c.getValue(), Long::sum));
    return Map.of(
        "events",
        totals.getOrDefault("events", 0L),
        "deduplicated",
        totals.getOrDefault("deduplicated", 0L),
        "runs",
        runs,
        "effects",
        effects);
  }
}
