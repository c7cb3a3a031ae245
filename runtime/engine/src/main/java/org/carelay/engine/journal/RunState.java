package org.carelay.engine.journal;

import java.util.Locale;

/** Where a run is. The first five stand in {@code active}, the others in {@code run_end}. */
public enum RunState {
  /** A node executes it, or will as soon as it can. */
  RUNNING,
  /** Until an instant, or until something happens. */
  WAITING,
  /** Until a person decides. */
  HELD,
  /** Behind earlier runs of the same order key. */
  QUEUED,
  /** Accepted while its recipe is paused. */
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** As it stands in the database and in the API. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static RunState of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
