package org.carelay.server;

import org.jspecify.annotations.Nullable;

/** Carelay cannot start; the message is a sentence for the person who started it. */
public final class StartFailed extends Exception {
  public StartFailed(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
