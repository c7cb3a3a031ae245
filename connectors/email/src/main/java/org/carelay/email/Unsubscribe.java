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
      "'unsubscribe' must be an address such as https://example.org/stop/TOKEN, a mailto:, or one"
          + " of the words link and reply.";

  /** By a link that this connection makes for each reader. */
  private static final String LINK = "link";

  /** By a mail to the connection's own mailbox. */
  private static final String REPLY = "reply";

  private static final Pattern ADDRESS =
      Pattern.compile("https://[!-;=?-~]{1,900}|mailto:[!-;=?-~]{3,300}");

  private Unsubscribe() {}

  static boolean isAddress(String text) {
    return text.strip().equals(REPLY)
        || text.strip().equals(LINK)
        || ADDRESS.matcher(text.strip()).matches();
  }

  /** Whether it takes somebody who reads the clinic's mailbox. */
  static boolean isReply(String text) {
    return text.strip().equals(REPLY);
  }

  /**
   * @param reader to whom the mail goes
   */
  static void offer(MimeMessage mail, String written, EmailClient client, String reader)
      throws MessagingException {
    var address =
        switch (written.strip()) {
          case REPLY -> "mailto:" + client.from() + "?subject=STOP";
          case LINK -> client.unsubscribeLink(reader).toString();
          case String own -> own;
        };
    mail.setHeader("List-Unsubscribe", "<" + address + ">");
    if (address.startsWith("http")) {
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
  }
}
