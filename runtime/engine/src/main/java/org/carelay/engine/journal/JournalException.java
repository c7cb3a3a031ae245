package org.carelay.engine.journal;

/** Why operations did not become durable. */
public final class JournalException extends RuntimeException {
  /** What the caller can make of it. */
  public enum Reason {
    /** Too much is waiting to be written, or the database is away: try later. */
    BUSY,
    /** Another node has taken over what this one held. */
    FENCED,
    /** These operations cannot be written, whenever they are tried. */
    REFUSED
  }

  private final Reason reason;

  public JournalException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public JournalException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
