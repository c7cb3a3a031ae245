package org.carelay.engine.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carelay.engine.Ids;
import org.carelay.engine.Json;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunKey;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in a run, by step path. Entries recorded here become durable with the run's
 * next commit, together and in order: a fact is never durable without the facts before it.
 */
final class History {
  private final RunKey run;
  private final Ids ids;
  private final boolean resumed;
  private final Map<String, StepHistory> steps = new HashMap<>();
  private final List<Operation> pending = new ArrayList<>();
  private int nextSeq;

  /**
   * @param resumed true where the run was parked or taken over before
   */
  History(RunKey run, Ids ids, boolean resumed) {
    this.run = run;
    this.ids = ids;
    this.resumed = resumed;
  }

  /** An entry that is durable already. */
  void replay(int seq, Instant at, EntryKind kind, String path, Map<String, Object> body) {
    nextSeq = Math.max(nextSeq, seq + 1);
    apply(at, kind, path, body);
  }

  boolean resumed() {
    return resumed;
  }

  /** What the steps that are over recorded under a name. */
  synchronized Set<Object> recorded(String name) {
    return steps.values().stream()
        .map(StepHistory::outcome)
        .filter(Objects::nonNull)
        .flatMap(outcome -> Stream.ofNullable(outcome.body().get(name)))
        .collect(Collectors.toSet());
  }

  synchronized boolean isOver(String path) {
    var known = steps.get(path);
    return known != null && known.outcome() != null;
  }

  synchronized @Nullable StepHistory of(String path) {
    return steps.get(path);
  }

  /**
   * The path of a step that stands before another, beside it or outside its loops and branches.
   *
   * @return null where it has not run
   */
  synchronized @Nullable String earlier(String path, String id) {
    for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
      var beside = path.substring(0, end + 1) + id;
      if (steps.containsKey(beside)) {
        return beside;
      }
    }
    return steps.containsKey(id) ? id : null;
  }

  /** Records an entry; durable with the next commit. */
  synchronized void record(EntryKind kind, String path, Map<String, Object> body) {
    Instant at = ids.now();
    pending.add(new Operation.Append(run, nextSeq++, at, kind, path, Json.bytes(body)));
    apply(at, kind, path, body);
  }

  /** Adds an operation that becomes durable with the next commit. */
  synchronized void add(Operation operation) {
    pending.add(operation);
  }

  /** Takes everything that is not yet durable. */
  synchronized List<Operation> drain() {
    var drained = List.copyOf(pending);
    pending.clear();
    return drained;
  }

  private void apply(Instant at, EntryKind kind, String path, Map<String, Object> body) {
    steps.merge(
        path,
        StepHistory.NEW.after(kind, at, body),
        (before, first) -> before.after(kind, at, body));
  }
}
