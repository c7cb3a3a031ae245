package org.carelay.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A typed failure. The message is a plain sentence without secrets or personal data, since it is
 * stored and shown; the code is stable, kebab-case, and can be counted.
 */
public abstract sealed class ConnectorException extends Exception {
  private final String code;

  ConnectorException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public String code() {
    return code;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /**
   * Surely nothing happened outside, and trying again may help: throttled, refused, unreachable.
   */
  public static final class Retryable extends ConnectorException {
    private final @Nullable Duration after;

    public Retryable(String code, String message, @Nullable Throwable cause) {
      this(code, message, null, cause);
    }

    public Retryable(
        String code, String message, @Nullable Duration after, @Nullable Throwable cause) {
      super(code, message, cause);
      this.after = after;
    }

    /** How long the provider asked us to wait, if it did. */
    public @Nullable Duration after() {
      return after;
    }
  }

  /** Trying again will not help: bad number, no such table, rejected content. */
  public static final class Permanent extends ConnectorException {
    public Permanent(String code, String message, @Nullable Throwable cause) {
      super(code, message, cause);
    }
  }

  /**
   * The credential is wrong, expired or lacks a right. Shown on the connection until it is fixed.
   */
  public static final class AuthenticationFailed extends ConnectorException {
    public AuthenticationFailed(String code, String message, @Nullable Throwable cause) {
      super(code, message, cause);
    }
  }

  /** It may or may not have happened: the connection broke after the request may have left. */
  public static final class OutcomeUnknown extends ConnectorException {
    public OutcomeUnknown(String code, String message, @Nullable Throwable cause) {
      super(code, message, cause);
    }
  }
}
