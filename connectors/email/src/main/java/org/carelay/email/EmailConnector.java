package org.carelay.email;

import java.time.Duration;
import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Callback;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.connector.Trigger;

/** Email over SMTP. */
public final class EmailConnector implements Connector<EmailSettings, EmailClient> {
  private static final About ABOUT =
      new About("email", "Email", "Sends mails through your mail server, and reads answers.");
  private static final Duration TEST_WAIT = Duration.ofSeconds(20);

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<EmailSettings> settings() {
    return EmailSettings.class;
  }

  @Override
  public EmailClient open(EmailSettings settings, ConnectionContext context) {
    return new EmailClient(settings, context);
  }

  @Override
  public String test(EmailClient client) throws ConnectorException {
    try (var smtp = new SmtpSession(client, client.session(TEST_WAIT), () -> true)) {
      smtp.connect();
    }
    var encryption =
        switch (client.security()) {
          case STARTTLS -> "encrypted by STARTTLS";
          case TLS -> "encrypted by TLS";
          case NONE -> "not encrypted";
        };
    var signedIn =
        client.username() == null ? "without signing in" : "signed in as " + client.username();
    return "Connected to %s:%d, %s, %s; mails come from %s"
            .formatted(client.host(), client.port(), encryption, signedIn, client.from())
        + mailbox(client);
  }

  private static String mailbox(EmailClient client) throws ConnectorException {
    var inbox = client.inbox();
    if (inbox == null) {
      return "";
    }
    try (var session = InboxSession.open(client, inbox, TEST_WAIT)) {
      return "; answers are read from %s of %s, which holds %d"
          .formatted(inbox.folder(), inbox.username(), session.count());
    }
  }

  @Override
  public List<Trigger<EmailClient, ?>> triggers() {
    return List.of(new MailReceived());
  }

  @Override
  public List<Poller<EmailClient>> watches() {
    return List.of(InboxPoller.INSTANCE);
  }

  @Override
  public List<Callback<EmailClient>> callbacks() {
    return List.of(new UnsubscribeLink());
  }

  @Override
  public List<Action<EmailClient, ?, ?>> actions() {
    return List.of(new SendEmail());
  }
}
