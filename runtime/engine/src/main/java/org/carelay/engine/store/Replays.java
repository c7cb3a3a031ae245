package org.carelay.engine.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.carelay.engine.Ids;
import org.carelay.engine.journal.RunKey;
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
   * As {@link #replay}, by the version of the earlier run; what the steps before one of its
   * outermost steps came to is taken over, so that they are not done again.
   *
   * @param before the ids of the outermost steps that are taken over
   * @return the new run's id, or null where there is no such run
   */
  public @Nullable UUID replayAfter(
      Sql.Statements s, int workspace, UUID run, Collection<String> before) throws SQLException {
    var fresh = replay(s, workspace, run);
    if (fresh == null) {
      return null;
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
        where e.id = ? and j.kind in ('done', 'skipped', 'chosen', 'failed')
          and split_part(j.step, '/', 1) = any (string_to_array(?, ','))""",
        fresh,
        run,
        String.join(",", before));
    return fresh;
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
