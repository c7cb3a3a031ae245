package org.carelay.engine.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.carelay.engine.Ids;
import org.carelay.engine.Json;
import org.jspecify.annotations.Nullable;

/** What a person must decide, and what follows from the decision. */
public final class AttentionDesk {
  /** Decisions by which something is to happen. */
  private static final Set<String> GO_ON = Set.of("send", "approve");

  private final Sql sql;
  private final Clock clock;
  private final Ids ids;
  private final Runnable changed;

  /**
   * @param changed runs when who looks after a matter, or what was noted, has changed
   */
  public AttentionDesk(Sql sql, Clock clock, Ids ids, Runnable changed) {
    this.sql = sql;
    this.clock = clock;
    this.ids = ids;
    this.changed = changed;
  }

  /** What somebody noted about a matter. */
  public record Note(Instant at, String by, String note) {}

  /**
   * A matter that is open.
   *
   * @param assignedTo who looks after it; null where nobody does
   */
  public record Item(
      long id,
      String kind,
      @Nullable String recipe,
      @Nullable UUID run,
      @Nullable String step,
      @Nullable String subject,
      String message,
      List<String> decisions,
      Instant since,
      @Nullable String assignedTo,
      List<Note> notes) {}

  /** What came of a decision. */
  public enum Outcome {
    DONE,
    NO_SUCH_ITEM,
    NOT_ALLOWED,
    /** The run is under way at this very moment. */
    BUSY,
    /** The run has ended meanwhile: nothing follows from letting it go on. */
    OVER
  }

  private record Open(
      String source, List<String> decisions, @Nullable UUID run, @Nullable String step) {}

  /** Everything that is open, latest first. */
  public List<Item> open(int workspace) {
    var notes = notes(workspace);
    return sql.list(
        """
        select id, kind, recipe, run_id, step, message, decisions, since, assigned_to,
               (select e.subject from event e where e.id = a.run_id limit 1) as subject
        from attention a
        where workspace_id = ? and closed_at is null order by id desc limit 1000""",
        row ->
            new Item(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("recipe"),
                Sql.id(row, "run_id"),
                row.getString("step"),
                row.getString("subject"),
                row.getString("message"),
                Arrays.asList((String[]) row.getArray("decisions").getArray()),
                Sql.instant(row, "since"),
                row.getString("assigned_to"),
                notes.getOrDefault(row.getLong("id"), List.of())),
        workspace);
  }

  private Map<Long, List<Note>> notes(int workspace) {
    var notes = new HashMap<Long, List<Note>>();
    sql.list(
            """
            select n.attention_id, n.at, n.by, n.note from attention_note n
            join attention a on a.id = n.attention_id
            where a.workspace_id = ? and a.closed_at is null order by n.at""",
            row ->
                Map.entry(
                    row.getLong("attention_id"),
                    new Note(Sql.instant(row, "at"), row.getString("by"), row.getString("note"))),
            workspace)
        .forEach(
            note ->
                notes.computeIfAbsent(note.getKey(), id -> new ArrayList<>()).add(note.getValue()));
    return notes;
  }

  /**
   * Gives a matter to somebody.
   *
   * @param to null for nobody
   * @return false where it is not open
   */
  public boolean assign(int workspace, long id, @Nullable String to) {
    int rows =
        sql.update(
            "update attention set assigned_to = ?"
                + " where workspace_id = ? and id = ? and closed_at is null",
            to,
            workspace,
            id);
    changed.run();
    return rows > 0;
  }

  /**
   * Notes something about a matter that stays open.
   *
   * @return false where it is not open
   */
  public boolean note(int workspace, long id, String by, String note) {
    int rows =
        sql.update(
            """
            insert into attention_note (attention_id, at, by, note)
            select id, ?, ?, ? from attention
            where workspace_id = ? and id = ? and closed_at is null""",
            clock.instant(),
            by,
            note,
            workspace,
            id);
    changed.run();
    return rows > 0;
  }

  /**
   * Decides. "send", "drop" and "done" go to the step that waits; "release" and "drop" to a held
   * batch; "replay" runs the event again.
   */
  public Outcome decide(int workspace, long id, String decision, String by, @Nullable String note) {
    return sql.inTransaction(
        s -> {
          var rows =
              s.list(
                  """
                  select source, decisions, run_id, step from attention
                  where workspace_id = ? and id = ? and closed_at is null for update""",
                  row ->
                      new Open(
                          row.getString("source"),
                          Arrays.asList((String[]) row.getArray("decisions").getArray()),
                          Sql.id(row, "run_id"),
                          row.getString("step")),
                  workspace,
                  id);
          if (rows.isEmpty()) {
            return Outcome.NO_SUCH_ITEM;
          }
          var item = rows.getFirst();
          if (!item.decisions().contains(decision)) {
            return Outcome.NOT_ALLOWED;
          }
          var followed = follow(s, workspace, item, decision, by);
          if (followed != Outcome.DONE) {
            return followed;
          }
          s.update(
              "update attention set closed_at = ?, decision = ?, decided_by = ?, note = ?"
                  + " where id = ?",
              clock.instant(),
              decision,
              by,
              note,
              id);
          return Outcome.DONE;
        });
  }

  private Outcome follow(Sql.Statements s, int workspace, Open item, String decision, String by)
      throws SQLException {
    if (item.source().startsWith("batch/")) {
      decideBatch(s, UUID.fromString(item.source().substring("batch/".length())), decision);
    } else if (item.source().startsWith("hold/")) {
      s.update(
          "update workspace set held_since = null, held_reason = null where id = ?", workspace);
      s.update(
          "update active set state = 'running', next_at = ?"
              + " where workspace_id = ? and state = 'held' and batch is null",
          clock.instant(),
          workspace);
    } else if (decision.equals("replay") && item.run() != null) {
      new Replays(ids).replay(s, workspace, item.run());
    } else if (item.run() != null && item.step() != null) {
      return tellStep(s, item.run(), item.step(), decision, by);
    }
    return Outcome.DONE;
  }

  private void decideBatch(Sql.Statements s, UUID batch, String decision) throws SQLException {
    if (decision.equals("release")) {
      s.update(
          "update active set state = 'running', batch = null, next_at = ? where batch = ?",
          clock.instant(),
          batch);
      return;
    }
    s.update(
        """
        insert into run_end (run_id, accepted_at, workspace_id, recipe, state, ended_at,
                             error_code, error_message)
        select id, accepted_at, workspace_id, recipe, 'cancelled', ?, 'dropped',
               'A person dropped the batch.'
        from active where batch = ? on conflict do nothing""",
        clock.instant(),
        batch);
    s.update("delete from active where batch = ?", batch);
  }

  /** Only a run that is parked can be told; one that is over sends nothing any more. */
  private Outcome tellStep(Sql.Statements s, UUID run, String step, String decision, String by)
      throws SQLException {
    var state =
        s.list("select state from active where id = ? for update", row -> row.getString(1), run);
    if (state.isEmpty()) {
      return GO_ON.contains(decision) ? Outcome.OVER : Outcome.DONE;
    }
    if (!state.getFirst().equals("held") && !state.getFirst().equals("waiting")) {
      return Outcome.BUSY;
    }
    s.update(
        """
        insert into journal (run_id, accepted_at, seq, recorded_at, kind, step, body)
        select a.id, a.accepted_at,
               coalesce((select max(seq) + 1 from journal j
                         where j.run_id = a.id and j.accepted_at = a.accepted_at), 0),
               ?, 'decided', ?, ?
        from active a where a.id = ?""",
        ids.now(),
        step,
        Json.bytes(Map.of("decision", decision, "by", by)),
        run);
    s.update("update active set state = 'running', next_at = ? where id = ?", clock.instant(), run);
    return Outcome.DONE;
  }
}
