package org.carelay.engine.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.store.Sql;

/**
 * Runs that are this node's by the database and that it does not execute: the answer to their claim
 * was lost, they could not be read, or the journal had no room for them. While this node lives, no
 * other takes them; so they are given back before anything else is claimed.
 */
final class Strays {
  /** What cannot be read now may be readable by another version of the runtime. */
  private static final Duration PUT_OFF = Duration.ofMinutes(5);

  private final Sql sql;
  private final UUID node;
  private final Clock clock;
  private final RunExecutor executor;
  private final Set<UUID> strays = new HashSet<>();

  Strays(Sql sql, UUID node, Clock clock, RunExecutor executor) {
    this.sql = sql;
    this.node = node;
    this.clock = clock;
    this.executor = executor;
  }

  static String joined(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  /** They are about to be claimed. */
  void mayBeOurs(List<UUID> runs) {
    strays.addAll(runs);
  }

  void isExecuted(UUID run) {
    strays.remove(run);
  }

  /** Lets them become due again; throws where the database does not do it, and keeps them then. */
  void giveBack() {
    strays.addAll(executor.takeLeft());
    if (strays.isEmpty()) {
      return;
    }
    sql.update(
        "update active set node_id = null, next_at = ?"
            + " where node_id = ? and id = any (string_to_array(?, ',')::uuid[])",
        clock.instant(),
        node,
        joined(strays));
    strays.clear();
  }

  /** It cannot go on now: a person hears of it, and it is tried again after a while. */
  void putOff(int workspace, String recipe, UUID run) {
    Instant now = clock.instant();
    sql.inTransaction(
        s -> {
          s.update(
              "update active set node_id = null, state = 'waiting', next_at = ?"
                  + " where id = ? and node_id = ?",
              now.plus(PUT_OFF),
              run,
              node);
          return s.update(
              """
              insert into attention (workspace_id, source, kind, recipe, run_id, message, decisions,
                                     since)
              values (?, ?, 'failed', ?, ?, ?, array['done'], ?)
              on conflict (workspace_id, source) where closed_at is null do nothing""",
              workspace,
              "stuck/" + run,
              recipe,
              run,
              "A run of \""
                  + recipe
                  + "\" cannot go on: this runtime cannot read its recipe's version, or its event."
                  + " It is tried again every five minutes.",
              now);
        });
    strays.remove(run);
  }
}
