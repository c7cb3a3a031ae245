package org.carelay.practice.mail;

import java.nio.file.Path;
import java.time.Clock;

/**
 * How to set up the practice mail.
 *
 * @param folder where the mails are kept
 * @param port on 127.0.0.1; 0 takes a free one
 */
public record MailSettings(Path folder, int port, Clock clock) {
  /** A free port and the system's clock. */
  public static MailSettings in(Path folder) {
    return new MailSettings(folder, 0, Clock.systemUTC());
  }
}
