package org.carelay.engine.journal;

import java.util.Locale;

/** What a journal entry says about a step. */
public enum EntryKind {
  /** Completed, with its output. */
  DONE,
  /** Not executed: its condition was not true, or it is disabled. */
  SKIPPED,
  /** An attempt failed; says whether and when it is tried again. */
  ATTEMPT_FAILED,
  /** Failed for good. */
  FAILED,
  /** A branch or list was chosen; kept so that a resumed run takes the same way. */
  CHOSEN,
  /** A wait began, with its end. */
  WAITING,
  /** An effect was recorded in the ledger, with its key. */
  EFFECT,
  /** The outcome of an effect is unknown. */
  UNKNOWN,
  /** A person decided about this step. */
  DECIDED;

  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static EntryKind of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
