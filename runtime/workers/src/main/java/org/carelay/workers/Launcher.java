package org.carelay.workers;

import org.carelay.workers.FunctionCall.Source;
import org.jspecify.annotations.Nullable;

/** Knows how one language's worker is started, and how its code is checked. */
interface Launcher {
  /** Whether {@link #launch} needs no {@link #check} before, such as a compilation. */
  default boolean ready(Source source) {
    return true;
  }

  /**
   * Reads code without running it; where a language is compiled, this compiles.
   *
   * @return null if nothing is wrong with it
   * @throws FunctionFailure {@code not_available} where this machine can not tell
   */
  @Nullable FunctionError check(Source source) throws FunctionFailure, InterruptedException;

  /**
   * @throws FunctionFailure {@code not_available} where this machine lacks what is needed
   */
  Launch launch(WorkerKey key) throws FunctionFailure, InterruptedException;
}
