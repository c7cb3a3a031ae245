package org.carelay.workers;

/**
 * A worker process is gone.
 *
 * @param exitCode as the system gives it: 128 and the signal where a signal ended it
 * @param lastLines the end of what it printed
 */
record Ended(Cause cause, int exitCode, String lastLines) {

  /** Who ended it. */
  enum Cause {
    /** It went by itself. */
    EXITED,
    /** It closed its end of the pipe and stayed; we killed it. */
    CLOSED_ITS_OUTPUT,
    /** We killed it: its call was not done in time. */
    OVERDUE,
    /** We killed it: it sent what is no frame, or more than a frame may be, or unasked. */
    BROKE_PROTOCOL,
    /** We killed it: its work folder holds more than it may. */
    FILLED_THE_DISK,
    /** We killed it because nobody needs it now: idle, replaced, interrupted or closing. */
    DISMISSED
  }
}
