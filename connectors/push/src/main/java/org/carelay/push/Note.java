package org.carelay.push;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to everybody.
 *
 * @param topic a later note with the same one replaces an earlier that was not delivered yet
 */
record Note(
    String title, String body, @Nullable String link, Urgency urgency, Duration ttl, String topic) {

  /** How much it may cost the battery (RFC 8030, 5.3). */
  public enum Urgency {
    VERY_LOW,
    LOW,
    NORMAL,
    HIGH
  }
}
