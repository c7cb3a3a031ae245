package org.carelay.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.regex.Pattern;

/**
 * How a reader's mail program unsubscribes (RFC 2369), with one click where the address takes a
 * POST (RFC 8058). A GET of it must change nothing: scanners fetch every link.
 */
final class Unsubscribe {
  static final String BAD =
      "'unsubscribe' must be an address such as https://example.org/stop/TOKEN, a mailto:, or the"
          + " word reply.";

  /** By a mail to the connection's own mailbox. */
  private static final String REPLY = "reply";

  private static final Pattern ADDRESS =
      Pattern.compile("https://[!-;=?-~]{1,900}|mailto:[!-;=?-~]{3,300}");

  private Unsubscribe() {}

  static boolean isAddress(String text) {
    return text.strip().equals(REPLY) || ADDRESS.matcher(text.strip()).matches();
  }

  /** Whether it takes somebody who reads the clinic's mailbox. */
  static boolean isReply(String text) {
    return text.strip().equals(REPLY);
  }

  static void offer(MimeMessage mail, String written, String ourAddress) throws MessagingException {
    var address = isReply(written) ? "mailto:" + ourAddress + "?subject=STOP" : written.strip();
    mail.setHeader("List-Unsubscribe", "<" + address + ">");
    if (address.startsWith("https:")) {
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
