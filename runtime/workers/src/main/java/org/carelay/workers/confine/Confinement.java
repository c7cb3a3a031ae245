package org.carelay.workers.confine;

import java.io.IOException;
import java.time.Duration;

/** How child processes are kept in. */
public interface Confinement {
  /**
   * Starts a process that has what is granted and no more, as far as this system can hold it to
   * that.
   */
  Process start(ProcessBuilder builder, Grants grants) throws IOException;

  /**
   * Lets a process go on until it has used this much processor time in its life. Raised again and
   * again while the runtime watches; when the runtime dies, a function that never ends does.
   */
  void allowProcessorTime(long pid, Duration total);

  Level level();

  /**
   * The best that this system has. Never fails: where nothing can be had the level is {@link
   * Level.Basic}.
   */
  static Confinement detect() {
    return Linux.detect();
  }

  /** No confinement beyond a process of its own. */
  static Confinement none(String reason) {
    return new Unconfined(reason);
  }

  /** How much can be promised. */
  sealed interface Level {
    /** As it is called in the API. */
    String name();

    /** Files, network, other processes and resources are closed off by the kernel. */
    record Full(String by) implements Level {
      @Override
      public String name() {
        return "full";
      }
    }

    /**
     * A process of its own with an empty environment and time limits, but it can read what the
     * runtime's user can read, and reach the network.
     *
     * @param reason why it is no more
     */
    record Basic(String reason) implements Level {
      @Override
      public String name() {
        return "basic";
      }
    }
  }
}
