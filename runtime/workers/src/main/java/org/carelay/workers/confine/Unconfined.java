package org.carelay.workers.confine;

import java.io.IOException;
import java.time.Duration;

/** What is left where the kernel does not help. */
record Unconfined(String reason) implements Confinement {
  @Override
  public Process start(ProcessBuilder builder, Grants grants) throws IOException {
    return builder.start();
  }

  /** Does nothing: the kernel is not asked for anything here. */
  @Override
  public void allowProcessorTime(long pid, Duration total) {}

  @Override
  public Level level() {
    return new Level.Basic(reason);
  }
}
