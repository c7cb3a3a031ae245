package org.carelay.connector;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Asks the outside what has changed, for all recipes of one connection at once.
 *
 * <p>The engine calls {@link #poll} on one node at a time. Events and state changes of a result are
 * committed in one transaction; if that fails, or the process dies, the next poll sees the state as
 * it was before. So a poll reads state only from its request and changes it only by its result.
 */
public interface Poller<C extends Client> {
  /** Unique within the connector. */
  String id();

  /**
   * Looks once.
   *
   * @throws ConnectorException when nothing can be read at all; shown on every recipe concerned
   */
  Result poll(C client, Request request) throws ConnectorException, InterruptedException;

  /**
   * Whether the next poll may begin while what this one found is still being committed. Such a poll
   * gets the state as it will be then. If the commit fails after all, what was found meanwhile is
   * dropped, and the next poll gets the state as it was before.
   */
  default boolean readsAhead() {
    return false;
  }

  /**
   * Whether a change may be found again although the state has moved past it: by reading the same
   * once more, or where people point the connection elsewhere and back. If not, the state alone
   * tells what is new, and the engine does not remember the key of each event.
   */
  default boolean repeats(C client) {
    return true;
  }

  /**
   * Says that a result's events and state are durable, in the order of the polls; never for a
   * result without changes. Called by another thread, possibly during a later poll, and must return
   * at once. After a crash some results may have become durable without this.
   */
  default void committed(C client, Result result) {}

  /**
   * What to look at.
   *
   * @param shared state of the poller itself, such as a page token
   * @param memory the connection's notes; read them after reading the outside
   */
  record Request(
      List<Subscription> subscriptions, Map<String, String> shared, Memory memory, Clock clock) {}

  /**
   * One active recipe that listens.
   *
   * @param id stable for the life of the recipe, across its versions
   * @param triggerId such as {@code google-sheets.row-changed}
   * @param input the trigger's input record
   * @param state what earlier polls stored for this subscription; empty at first sight
   */
  record Subscription(
      String id, String triggerId, Record input, ZoneId zone, Map<String, String> state) {}

  /**
   * What was seen.
   *
   * @param findings one per subscription that was looked at; others keep their state
   * @param shared changes to the poller's own state
   * @param next when to look again at the latest
   * @param news what concerns no subscription
   */
  record Result(List<Finding> findings, List<StateChange> shared, Instant next, News news) {
    public Result(List<Finding> findings, List<StateChange> shared, Instant next) {
      this(findings, shared, next, News.NONE);
    }
  }

  /**
   * What a {@linkplain Connector#watches() watch} has heard. May be given twice if the process dies
   * meanwhile; the engine takes it once.
   *
   * @param receipts about earlier effects
   * @param messages from people, for which there is no subscription: for the run that waits for
   *     them, else for a person. Their data has {@code message} with {@code from} and {@code body}
   */
  record News(List<Callback.Outcome.Receipt> receipts, List<TriggerEvent> messages) {
    public static final News NONE = new News(List.of(), List.of());
  }

  /**
   * What was seen for one subscription.
   *
   * @param notices everything that needs a person now; one that is no longer given is closed
   */
  record Finding(
      String subscriptionId,
      List<TriggerEvent> events,
      List<StateChange> changes,
      List<Notice> notices) {}
}
