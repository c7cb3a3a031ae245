package org.carelay.workers.confine;

import java.io.IOException;

/** What is left where the kernel does not help. */
record Unconfined(String reason) implements Confinement {
  @Override
  public Process start(ProcessBuilder builder, Grants grants) throws IOException {
    return builder.start();
  }

  @Override
  public Level level() {
    return new Level.Basic(reason);
  }
}
