package org.carelay.engine.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.Json;
import org.jspecify.annotations.Nullable;

/** What runs wait for from outside, and what has come for them. */
public final class Arrivals {
  private final Sql sql;

  public Arrivals(Sql sql) {
    this.sql = sql;
  }

  /** What has come for a step; null where nothing has. */
  public @Nullable Map<String, Object> of(UUID run, String step) {
    return sql.first(
        "select arrival from awaited where run_id = ? and step = ? and arrival is not null",
        row -> Json.map(row.getBytes(1)),
        run,
        step);
  }

  /** What has come for a step that has not looked. */
  public record Unread(String step, String kind, String key, Map<String, Object> content) {}

  /**
   * Nothing is given to a step any more; what has been given to it stays. After this, whatever
   * comes is for somebody else.
   */
  public void close(UUID run, String step) {
    sql.update("delete from awaited where run_id = ? and step = ? and arrival is null", run, step);
  }

  /** As {@link #close}, for all steps of a run; returns what has been given to them. */
  public List<Unread> close(UUID run) {
    sql.update("delete from awaited where run_id = ? and arrival is null", run);
    return sql.list(
        "select step, kind, address, arrival from awaited where run_id = ? order by step",
        row ->
            new Unread(
                row.getString(1), row.getString(2), row.getString(3), Json.map(row.getBytes(4))),
        run);
  }

  /**
   * Something from outside.
   *
   * @param kind such as {@code reply}
   * @param addresses from whom, as the gate writes it, or what a post says; any of them
   * @param key names it, so that it counts once
   * @param answers the references of effects it can only be an answer to; null where that is not
   *     known
   */
  public record Arrival(
      String kind,
      List<String> addresses,
      String key,
      Map<?, ?> content,
      Instant at,
      @Nullable List<String> answers) {}

  /** What became of something from outside. */
  public enum Outcome {
    /** A step has it, now or since an earlier delivery. */
    GIVEN,
    /** No step waits for it. */
    NOBODY,
    /** More than one step waits for it. */
    SEVERAL
  }

  /**
   * Gives something to the one step that waits for it. Where several wait, nobody but a person can
   * tell which is meant: a phone is shared, or there are two visits. A run that is parked wakes at
   * once; one under way finds it when it comes to rest.
   */
  public Outcome give(int workspace, Arrival arrival) {
    var answers = arrival.answers() == null ? null : String.join(" ", arrival.answers());
    return sql.inTransaction(
        s -> {
          if (isKnown(s, workspace, arrival)) {
            return Outcome.GIVEN;
          }
          var waiting =
              s.list(
                  """
                  select run_id, step from awaited
                  where workspace_id = ? and kind = ? and address = any (?) and arrival is null
                    and exists (select 1 from active a where a.id = run_id)
                    and (?::text is null or run_id in (
                      select run_id from effect
                      where workspace_id = ? and reference = any (string_to_array(?, ' '))))
                  limit 2""",
                  row -> new Waiting(Sql.id(row, "run_id"), row.getString("step")),
                  workspace,
                  arrival.kind(),
                  arrival.addresses().toArray(String[]::new),
                  answers,
                  workspace,
                  answers);
          if (waiting.size() != 1) {
            return waiting.isEmpty() ? Outcome.NOBODY : Outcome.SEVERAL;
          }
          return give(s, workspace, arrival, waiting.getFirst()) ? Outcome.GIVEN : Outcome.NOBODY;
        });
  }

  /**
   * Gives news that is the same for everybody to all steps that wait for it: two runs may wait for
   * the receipt of one message, which the second of them did not send again.
   */
  public Outcome giveToAll(int workspace, Arrival arrival) {
    return sql.inTransaction(
        s -> {
          var waiting =
              s.list(
                  """
                  select run_id, step from awaited
                  where workspace_id = ? and kind = ? and address = any (?) and arrival is null
                  order by run_id, step""",
                  row -> new Waiting(Sql.id(row, "run_id"), row.getString("step")),
                  workspace,
                  arrival.kind(),
                  arrival.addresses().toArray(String[]::new));
          var outcome = Outcome.NOBODY;
          for (Waiting one : waiting) {
            if (give(s, workspace, arrival, one)) {
              outcome = Outcome.GIVEN;
            }
          }
          return outcome == Outcome.NOBODY && isKnown(s, workspace, arrival)
              ? Outcome.GIVEN
              : outcome;
        });
  }

  private static boolean isKnown(Sql.Statements s, int workspace, Arrival arrival)
      throws SQLException {
    return !s.list(
            "select 1 from arrival_key where workspace_id = ? and kind = ? and key = ?",
            row -> 1,
            workspace,
            arrival.kind(),
            arrival.key())
        .isEmpty();
  }

  private record Waiting(UUID run, String step) {}

  /** The run's row is locked first, as by a run that comes to rest: one of both sees the other. */
  private static boolean give(Sql.Statements s, int workspace, Arrival arrival, Waiting waiting)
      throws SQLException {
    var active = s.list("select 1 from active where id = ? for update", row -> 1, waiting.run());
    int given =
        s.update(
            "update awaited set arrival = ?, arrived_at = ?"
                + " where run_id = ? and step = ? and arrival is null",
            Json.bytes(arrival.content()),
            arrival.at(),
            waiting.run(),
            waiting.step());
    if (active.isEmpty() || given == 0) {
      return false;
    }
    s.update(
        "insert into arrival_key (workspace_id, kind, key, at) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        workspace,
        arrival.kind(),
        arrival.key(),
        arrival.at());
    s.update(
        "update active set next_at = ? where id = ? and node_id is null and state = 'waiting'",
        arrival.at(),
        waiting.run());
    return true;
  }
}
