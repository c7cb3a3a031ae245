package org.carelay.workers;

/** Knows how one language's worker is started. */
interface Launcher {
  /**
   * @throws FunctionFailure {@code not_available} where this machine lacks what is needed, {@code
   *     user_error} where the code can not be compiled
   */
  Launch launch(WorkerKey key) throws FunctionFailure, InterruptedException;

  /** A worker that says whether code can be read, without running it. */
  Launch checker() throws FunctionFailure, InterruptedException;
}
