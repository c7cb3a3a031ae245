package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.connector.TriggerEvent;

/** What a schedule puts in scope. */
public record FireEvent(@Describe(title = "Fire") Fire fire) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  /** One scheduled time. */
  public record Fire(
      @Describe(
              title = "Scheduled for",
              help = "The scheduled instant, however late it is run.",
              example = "2026-11-27T21:45:00Z")
          Instant at,
      @Describe(title = "Zone", example = "America/New_York") ZoneId zone,
      @Describe(
              title = "Local time",
              help = "The scheduled time on the clocks of the zone.",
              example = "2026-11-27T16:45:00")
          String localTime,
      @Describe(title = "Late", help = "True when it runs more than a minute after its time.")
          boolean late,
      @Describe(
              title = "Missed before",
              help = "How many earlier times were dropped; 1000 stands for 1000 or more.")
          int missedCount) {}

  static TriggerEvent of(Instant at, ZoneId zone, Duration lateness, int missedCount) {
    var late = lateness.compareTo(DuePlan.ON_TIME_WITHIN) > 0;
    return new TriggerEvent(
        at.toString(),
        at,
        Map.of(
            "fire",
            Map.of(
                "at", at.toString(),
                "zone", zone.getId(),
                "localTime", LOCAL.format(at.atZone(zone)),
                "late", late,
                "missedCount", missedCount)));
  }
}
