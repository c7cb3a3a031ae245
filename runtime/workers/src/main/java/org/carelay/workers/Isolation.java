package org.carelay.workers;

/** Whether a call may find the process that an earlier call of the same function used. */
public enum Isolation {
  /** A process serves many calls of one function of one recipe, one after the other. */
  SHARED,
  /** Every call has a process of its own, which ends with it. */
  FRESH
}
