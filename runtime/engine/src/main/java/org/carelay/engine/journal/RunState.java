package org.carelay.engine.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a run is. The first five stand in {@code active}, the others in {@code run_end}. */
public enum RunState {
  /** A node executes it, or will as soon as it can. */
  @JsonProperty("running")
  RUNNING,
  /** Until an instant, or until something happens. */
  @JsonProperty("waiting")
  WAITING,
  /** Until a person decides. */
  @JsonProperty("held")
  HELD,
  /** Behind earlier runs of the same order key. */
  @JsonProperty("queued")
  QUEUED,
  /** Accepted while its recipe is paused. */
  @JsonProperty("paused")
  PAUSED,
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
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
