package org.carelay.connector;

/** What an action does to the outside, which decides what happens when its outcome is unknown. */
public enum Effect {
  /** Changes nothing: may be repeated freely and is not in the ledger. */
  READ,
  /** Leads to the same state however often it is done: repeated when the outcome is unknown. */
  IDEMPOTENT_WRITE,
  /** Would happen twice if done twice: traced at the provider, else held for a person. */
  WRITE,
  /** Reaches a person. As {@link #WRITE}, and it passes the gate. */
  MESSAGE
}
