package org.carelay.engine.trigger;

import java.time.Duration;

/** One node at a time polls a group: the one that holds its lease, until that runs out. */
final class PollLease {
  static final Duration RENEWS = Duration.ofSeconds(10);

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final PollGroup group;
  private final TriggerServices services;
  private long renewAt = System.nanoTime();

  PollLease(PollGroup group, TriggerServices services) {
    this.group = group;
    this.services = services;
  }

  /** Renewed in good time; a node that lost it nevertheless is stopped by the group's revision. */
  boolean isHeld() {
    long now = System.nanoTime();
    if (now - renewAt < 0) {
      return true;
    }
    boolean leased = isLeased();
    renewAt = leased ? now + RENEWS.toNanos() : now;
    return leased;
  }

  /** A node that was declared dead can commit no poll, so it must not keep others from polling. */
  private boolean isLeased() {
    return services
            .sql()
            .update(
                """
                insert into poll_group (workspace_id, id, node_id, leased_until)
                select ?, ?, id, now() + make_interval(secs => ?) from node where id = ? and not dead
                on conflict (workspace_id, id) do update
                  set node_id = excluded.node_id, leased_until = excluded.leased_until
                  where poll_group.node_id = excluded.node_id or poll_group.leased_until is null
                     or poll_group.leased_until < now()""",
                group.workspace(),
                group.id(),
                (double) LEASE.toSeconds(),
                services.node())
        > 0;
  }
}
