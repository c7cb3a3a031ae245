package org.carelay.email;

import java.time.Duration;
import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Somebody has written to the clinic's mailbox. */
final class MailReceived implements PollingTrigger<EmailClient, MailReceived.Input> {
  private static final About ABOUT =
      new About(
          "email.received",
          "An email came in",
          "Fires once for each mail to the connection's mailbox that no waiting run takes as its"
              + " answer. Bounces and answers of robots do not fire.");

  /** What a recipe may choose. */
  record Input(
      @Describe(
              title = "Automatic mails too",
              help = "Absence notes, newsletters and the like. Do not answer them.",
              defaultValue = "false")
          @Nullable Boolean automatic) {}

  /** The names in scope. */
  record Event(@Describe(title = "Message") Message message) {}

  /** One mail. */
  record Message(
      @Describe(title = "From", example = "avery@example.org", sensitivity = Sensitivity.PERSONAL)
          String from,
      @Describe(title = "To", example = "clinic@example.org") String to,
      @Describe(title = "Subject", sensitivity = Sensitivity.PERSONAL) String subject,
      @Describe(
              title = "Answer",
              help = "What the sender wrote, without the mail they answer and their signature.",
              example = "1 thanks",
              sensitivity = Sensitivity.PERSONAL)
          String body,
      @Describe(
              title = "Whole text",
              help = "With what is quoted; at most 65536 characters.",
              sensitivity = Sensitivity.PERSONAL)
          String text,
      @Describe(title = "Message-ID") String id,
      @Describe(
              title = "Keyword",
              help = "The first word of the answer in capitals, without punctuation.",
              example = "1")
          String keyword,
      @Describe(title = "More", help = "Whether anything follows the keyword.") boolean more,
      @Describe(title = "Opt-out", help = "STOP or START where the mail says that and no more.")
          @Nullable String optOut,
      @Describe(title = "Answers to", help = "The mails of ours that this one answers.")
          List<String> answers,
      @Describe(title = "Automatic", help = "Whether a robot has written it.") boolean automatic,
      @Describe(title = "Files", help = "The names of attached files.") List<String> files) {}

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  @Override
  public Poller<EmailClient> poller() {
    return InboxPoller.INSTANCE;
  }

  @Override
  public Samples samples(EmailClient client, Input input, Samples.Request request)
      throws ConnectorException {
    var inbox = client.inbox();
    if (inbox == null) {
      throw new ConnectorException.Permanent(
          "no-mailbox", "The connection reads no mailbox. Give it one under \"Mailbox\".", null);
    }
    var left = Duration.between(request.now(), request.deadline());
    try (var session = InboxSession.open(client, inbox, left)) {
      var first = Math.max(1, session.nextUid() - request.most());
      return new Samples(
          session.from(first, request.most()).reversed().stream()
              .map(stored -> new IncomingMail(stored, client.ownIds(), client.from()))
              .map(mail -> mail.event(request.now()))
              .toList(),
          (long) session.count());
    }
  }
}
