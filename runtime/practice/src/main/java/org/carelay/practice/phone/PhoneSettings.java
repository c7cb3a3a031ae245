package org.carelay.practice.phone;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * How to set up the practice telephone.
 *
 * @param folder where messages and the account's token are kept
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clinicNumber the clinic's own number, in E.164, for replies to nobody in particular
 * @param pace how long each status takes: sent after one pace, delivered after two
 */
public record PhoneSettings(
    Path folder, int port, String clinicNumber, Duration pace, Clock clock) {
  /** A free port, statuses as fast as the machine goes, the system's clock. */
  public static PhoneSettings in(Path folder) {
    return new PhoneSettings(folder, 0, "+15555550100", Duration.ZERO, Clock.systemUTC());
  }
}
