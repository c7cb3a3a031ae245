package org.carelay.twilio;

import com.twilio.base.Page;
import com.twilio.rest.api.v2010.account.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.TraceableAction.Trace;

/**
 * Finds a text at Twilio after nobody heard whether it was taken. Where Twilio's list leaves any
 * doubt, it fails, and a person decides.
 */
final class MessageLookup {
  /** Twilio's dates have whole seconds; who asks allows for clocks that differ more. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final long PAGE_SIZE = 1000;
  private static final int MAX_PAGES = 20;

  private final String to;
  private final String body;
  private final Instant since;
  private final List<Trace<Sent>> found = new ArrayList<>();

  private MessageLookup(String to, String body, Instant since) {
    this.to = to;
    this.body = body;
    this.since = since;
  }

  static List<Trace<Sent>> find(TwilioClient client, String to, String body, Instant since)
      throws ConnectorException, InterruptedException {
    // No filter on the date: it goes by the date of sending, and what is queued has none.
    var reader = Message.reader().setTo(to).setPageSize(PAGE_SIZE);
    var from = client.messagingServiceSid() == null ? client.from() : null;
    if (from != null) {
      reader.setFrom(from);
    }
    var lookup = new MessageLookup(digits(to), SmsText.plain(body), since.minus(SKEW));
    Page<Message> page = TwilioErrors.reading(() -> reader.firstPage(client.rest()));
    for (var pages = 1; ; pages++) {
      for (var message : page.getRecords()) {
        lookup.consider(message);
      }
      if (!page.hasNextPage()) {
        return List.copyOf(lookup.found);
      }
      if (pages == MAX_PAGES) {
        throw doubt("this number has too many messages to look through");
      }
      var last = page;
      page = TwilioErrors.reading(() -> reader.nextPage(last, client.rest()));
    }
  }

  private void consider(Message message) throws Permanent {
    var created = message.getDateCreated();
    if (message.getDirection() == Message.Direction.INBOUND
        || !to.equals(digits(String.valueOf(message.getTo())))
        || (created != null && created.toInstant().isBefore(since))) {
      return;
    }
    var theirs = message.getBody();
    if (theirs == null || theirs.isEmpty()) {
      throw doubt("it does not show the words of the texts it took");
    }
    if (!SmsText.same(body, theirs)) {
      return;
    }
    if (created == null || message.getSid() == null) {
      throw doubt("it does not say when it took the texts");
    }
    var at = created.toInstant();
    found.add(new Trace<>(message.getSid(), at, Sent.of(message, body, at)));
  }

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }

  private static Permanent doubt(String why) {
    return new Permanent(
        "trace-not-possible",
        "Twilio's list of messages does not tell whether this text was taken: " + why + ".",
        null);
  }
}
