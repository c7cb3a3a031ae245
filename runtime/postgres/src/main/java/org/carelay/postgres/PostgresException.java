package org.carelay.postgres;

import org.jspecify.annotations.Nullable;

/** The server cannot be installed, started or reached; the message says what to do. */
public final class PostgresException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PostgresException(String message) {
    this(message, null);
  }

  public PostgresException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
