package org.carelay.engine.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One durable fact. Operations given to {@link RunJournal} together become durable together, or not
 * at all. Each may be applied twice with the same result, so that a commit whose answer was lost
 * can be repeated.
 */
public sealed interface Operation {

  /**
   * An event, and the run it opens.
   *
   * @param key unique within workspace and recipe; a second event with it is a duplicate
   * @param subject whom it is about, so that runs can be found by it
   * @param opens the state the run begins in, or null where the event opens none
   * @param mine true where this node executes the run at once; else it is claimed when due
   * @param poll whose state alone keeps the event from coming twice, so that its key is not kept;
   *     null where the key must tell
   */
  record Accept(
      int workspace,
      RunKey run,
      String recipe,
      int version,
      String key,
      @Nullable String subject,
      Instant occurredAt,
      byte[] data,
      @Nullable RunState opens,
      boolean mine,
      @Nullable String orderKey,
      @Nullable UUID batch,
      @Nullable UUID poll,
      @Nullable UUID replayOf)
      implements Operation {}

  /** An entry of a run's history. */
  record Append(RunKey run, int seq, Instant at, EntryKind kind, String step, byte[] body)
      implements Operation {}

  /**
   * An outside change about to be tried, held or refused.
   *
   * @param target masked address or table; never a full phone number
   * @param instead the step of the same run whose message this replaces, unless that has arrived
   */
  record PlanEffect(
      int workspace,
      String key,
      RunKey run,
      String recipe,
      String step,
      @Nullable String purpose,
      @Nullable String subject,
      @Nullable String target,
      EffectState state,
      @Nullable String detail,
      @Nullable String instead,
      Instant at)
      implements Operation {}

  /**
   * News about a planned effect, from the step that planned it; from any other it changes nothing.
   *
   * @param attempts to add to those counted
   */
  record SettleEffect(
      int workspace,
      String key,
      RunKey run,
      String step,
      EffectState state,
      @Nullable String reference,
      int attempts,
      @Nullable String detail,
      Instant at)
      implements Operation {}

  /**
   * News from the provider about an effect that was done.
   *
   * @param reference the provider's id
   */
  record Receipt(
      int workspace, String reference, EffectState state, @Nullable String detail, Instant at)
      implements Operation {}

  /** The run leaves its node until {@code nextAt}, or until somebody wakes it. */
  record Park(RunKey run, RunState state, @Nullable Instant nextAt) implements Operation {}

  /**
   * The run waits for something from outside; withdrawn by {@link Withdraw}.
   *
   * @param kind such as {@code reply}
   * @param address from whom, as the gate writes it
   */
  record Await(int workspace, RunKey run, String step, String kind, String address, Instant since)
      implements Operation {}

  /**
   * A personal link to a page.
   *
   * @param tokenHash all that is kept of the link's secret
   * @param input the page's, as it is now
   * @param starts the recipe that the answer starts; null where the run waits for it
   */
  record Invite(
      int workspace,
      String id,
      byte[] tokenHash,
      RunKey run,
      String recipe,
      String step,
      @Nullable String subject,
      String page,
      byte[] input,
      @Nullable String starts,
      Instant at,
      Instant expires)
      implements Operation {}

  /** The run waits for nothing more from outside; the step is null for all of its steps. */
  record Withdraw(RunKey run, @Nullable String step) implements Operation {}

  /**
   * The run is over.
   *
   * @param orderKey the run's order key, so that the next of its kind is woken
   */
  record End(
      int workspace,
      RunKey run,
      String recipe,
      RunState state,
      Instant at,
      @Nullable String errorCode,
      @Nullable String errorMessage,
      @Nullable String orderKey)
      implements Operation {}

  /** A trigger's state entry; removed where the value is null. */
  record Remember(int workspace, String owner, String key, @Nullable String value)
      implements Operation {}

  /**
   * The poll that these operations come from, fenced by the group's revision.
   *
   * @param poll names it, since it is tried again where the answer to its commit was lost
   */
  record Advance(int workspace, String group, long fromRevision, UUID poll) implements Operation {}

  /** A matter for a person; raised once while it is open. */
  record Raise(
      int workspace,
      String source,
      String kind,
      @Nullable String recipe,
      @Nullable UUID run,
      @Nullable String step,
      String message,
      List<String> decisions,
      Instant at)
      implements Operation {}

  /** A matter that has settled itself. */
  record Close(int workspace, String source, String decision, Instant at) implements Operation {}
}
