package org.carelay.email;

import java.util.regex.Pattern;
import org.carelay.connector.Callback;
import org.carelay.connector.HttpCall;
import org.carelay.connector.Recipient;
import org.carelay.connector.Recipient.Channel;

/**
 * Ends mails to an address with one click of the reader's mail program, which posts (RFC 8058), or
 * with a button for whoever opens the link. Opening it changes nothing: scanners do.
 */
final class UnsubscribeLink implements Callback<EmailClient> {
  static final String ID = "unsubscribe";
  private static final Pattern TOKEN = Pattern.compile("t=([A-Za-z0-9_-]+)");

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Outcome receive(HttpCall call, EmailClient client) {
    var query = call.url().getRawQuery();
    var token = TOKEN.matcher(query == null ? "" : query);
    var address = token.matches() ? client.unsubscribing(token.group(1)) : null;
    if (address == null) {
      return new Outcome.Refused(
          404, "no-such-link", "This link is not one of ours. Reply STOP to the mail instead.");
    }
    return call.method().equals("POST")
        ? new Outcome.OptOut(new Recipient(Channel.EMAIL, address))
        : new Outcome.Page(
            "<p>Do you want no more messages at this address?</p>"
                + "<form method=\"post\"><button>No more messages</button></form>");
  }
}
