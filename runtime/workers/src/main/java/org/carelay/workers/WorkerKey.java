package org.carelay.workers;

import java.util.List;
import org.carelay.workers.FunctionCall.Permissions;
import org.carelay.workers.FunctionCall.Source;

/**
 * Which calls may use the same process: those of one recipe of one workspace, with the same code
 * and the same permissions. The step does not matter, so two steps with the same code share.
 */
record WorkerKey(
    String workspace, String recipe, Source source, Permissions permissions, Isolation isolation) {
  /** What a compiler needs. */
  static final MemorySize CHECKER_MEMORY = new MemorySize(256);

  static WorkerKey of(FunctionCall call) {
    return new WorkerKey(
        call.owner().workspace(),
        call.owner().recipe(),
        call.source(),
        call.permissions(),
        call.isolation());
  }

  /** The worker that checks code of this language for everybody; it never runs any. */
  static WorkerKey checker(Language language) {
    var permissions = new Permissions(CHECKER_MEMORY, List.of());
    return new WorkerKey("", "", new Source(language, ""), permissions, Isolation.SHARED);
  }
}
