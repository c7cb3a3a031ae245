package org.carelay.engine.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.carelay.engine.Ids;
import org.carelay.engine.journal.RunKey;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/**
 * Runs an event again, by the recipe's active version. The ledger keeps messages from going twice.
 */
public final class Replays {
  private final Ids ids;

  public Replays(Ids ids) {
    this.ids = ids;
  }

  /**
   * Runs an event again from one of the outermost steps of its run, by the version of that run.
   * What the steps before it came to is taken over, so that they are not done again; with the keys
   * of their messages, so that a later step still stands for the same message.
   *
   * @return the new run's id; empty where there is no such run
   * @throws IllegalArgumentException if the run's recipe has no such outermost step
   */
  public Optional<UUID> replayFrom(
      Sql.Statements s, int workspace, RunReads.Listed earlier, Recipes recipes, String fromStep)
      throws SQLException {
    var steps =
        recipes.version(workspace, earlier.recipe(), earlier.version()).steps().stream()
            .map(Step::id)
            .toList();
    int place = steps.indexOf(fromStep);
    if (place < 0) {
      throw new IllegalArgumentException(
          "The run can only begin again at one of these steps: " + String.join(", ", steps) + ".");
    }
    var run = earlier.id();
    var before = steps.subList(0, place);
    var fresh = replay(s, workspace, run);
    if (fresh == null) {
      return Optional.empty();
    }
    for (String table : List.of("event", "active")) {
      s.update(
          "update "
              + table
              + " set version = (select version from event where id = ?) where id = ?",
          run,
          fresh);
    }
    s.update(
        """
        insert into journal (run_id, accepted_at, seq, recorded_at, kind, step, body)
        select f.id, f.accepted_at, j.seq, j.recorded_at, j.kind, j.step, j.body
        from event e
        join event f on f.id = ?
        join journal j on j.run_id = e.id and j.accepted_at = e.accepted_at
        where e.id = ?
          and (j.kind in ('done', 'skipped', 'chosen', 'failed')
            or j.kind = 'effect' and exists (select 1 from journal o
              where o.run_id = j.run_id and o.accepted_at = j.accepted_at and o.step = j.step
                and o.kind in ('done', 'failed')))
          and split_part(j.step, '/', 1) = any (string_to_array(?, ','))""",
        fresh,
        run,
        String.join(",", before));
    return Optional.of(fresh);
  }

  /**
   * @return the new run's id, or null where there is no such run
   */
  public @Nullable UUID replay(Sql.Statements s, int workspace, UUID run) throws SQLException {
    RunKey fresh = ids.nextRun();
    int events =
        s.update(
            """
            insert into event (id, accepted_at, workspace_id, recipe, version, key, subject, occurred_at,
                               verdict, replay_of, data)
            select ?, ?, e.workspace_id, e.recipe, coalesce(r.active_version, e.version), e.key, e.subject,
                   e.occurred_at, 'run', e.id, e.data
            from event e join recipe r on r.workspace_id = e.workspace_id and r.id = e.recipe
            where e.workspace_id = ? and e.id = ?""",
            fresh.id(),
            fresh.acceptedAt(),
            workspace,
            run);
    if (events == 0) {
      return null;
    }
    s.update(
        """
        insert into active (id, accepted_at, workspace_id, recipe, version, state, next_at)
        select id, accepted_at, workspace_id, recipe, version, 'running', accepted_at
        from event where id = ? and accepted_at = ?""",
        fresh.id(),
        fresh.acceptedAt());
    return fresh.id();
  }
}
