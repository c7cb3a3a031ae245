package org.carelay.connector;

/**
 * A trigger that finds changes by asking. Triggers of a connector that share one {@link Poller} are
 * polled together, so that one call outside serves all recipes of a connection.
 */
public non-sealed interface PollingTrigger<C extends Client, I extends Record>
    extends Trigger<C, I> {
  Poller<C> poller();
}
