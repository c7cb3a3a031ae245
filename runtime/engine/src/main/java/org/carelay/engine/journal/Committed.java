package org.carelay.engine.journal;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a commit found.
 *
 * @param duplicates ids of given events that had been accepted before, with the id under which
 * @param taken plans whose ledger key belongs to another step, as {@code holder@workspace/key}
 */
public record Committed(Map<UUID, UUID> duplicates, Set<String> taken) {
  public boolean isTaken(RunKey run, String step, int workspace, String key) {
    return taken.contains(holder(run, step) + "@" + workspace + "/" + key);
  }

  static String holder(RunKey run, String step) {
    return run.id() + ":" + step;
  }
}
