package org.carelay.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger could fire for, as it stands outside now.
 *
 * @param events some of it, shaped as the trigger's events are; their keys are not those of events
 * @param total how much there is in all; null where counting would cost too much
 */
public record Samples(List<TriggerEvent> events, @Nullable Long total) {
  public static final Samples NONE = new Samples(List.of(), null);

  /**
   * What is wanted.
   *
   * @param most how many events at the most
   * @param zone for values without a zone of their own
   * @param deadline when it must have ended
   */
  public record Request(int most, ZoneId zone, Instant now, Instant deadline) {}
}
