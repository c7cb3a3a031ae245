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
      "'unsubscribe' must be an address such as https://example.org/stop/TOKEN, or a mailto:.";

  private static final Pattern ADDRESS =
      Pattern.compile("https://[!-;=?-~]{1,900}|mailto:[!-;=?-~]{3,300}");

  private Unsubscribe() {}

  static boolean isAddress(String text) {
    return ADDRESS.matcher(text.strip()).matches();
  }

  static void offer(MimeMessage mail, String address) throws MessagingException {
    mail.setHeader("List-Unsubscribe", "<" + address.strip() + ">");
    if (address.strip().startsWith("https:")) {
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
