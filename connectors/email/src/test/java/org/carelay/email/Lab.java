package org.carelay.email;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;

/** What the tests of this connector have in common. */
final class Lab {
  static final String AVERY = "avery@example.org";
  static final String BLAKE = "blake@example.org";
  static final String CASEY = "casey@example.org";
  static final EmailConnector CONNECTOR = new EmailConnector();

  private Lab() {}

  /** Short waits, so that a silent server does not hold a test up. */
  static EmailSettings settings(String host, int port, Security security) {
    return settings(host, port, security, null, null, null);
  }

  static EmailSettings settings(
      String host,
      int port,
      Security security,
      @Nullable String username,
      @Nullable String password,
      @Nullable String caCertificate) {
    return new EmailSettings(
        host,
        port,
        security,
        username,
        password,
        "clinic@example.org",
        "Elm Clinic",
        caCertificate,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        null,
        null,
        null);
  }

  static EmailClient open(EmailSettings settings) {
    return CONNECTOR.open(settings, context());
  }

  static ConnectionContext context() {
    return new ConnectionContext(
        "hospital-mail",
        URI.create("http://127.0.0.1:8080"),
        Clock.systemUTC(),
        new InMemoryMemory());
  }

  static FakeActionContext to(String... addresses) {
    return FakeActionContext.aContext()
        .to(
            Arrays.stream(addresses)
                .map(address -> new Recipient(Recipient.Channel.EMAIL, address))
                .toArray(Recipient[]::new));
  }

  static SendEmail.Input text(String text) {
    return mail("How are you?", text, null);
  }

  static SendEmail.Input mail(String subject, @Nullable String text, @Nullable String html) {
    return new SendEmail.Input(
        List.of("as.written@example.org"), subject, text, html, null, null, null);
  }

  static Attachment attachment(
      String name, @Nullable String type, @Nullable String text, @Nullable String data) {
    return new Attachment(name, type, text, data, null, null);
  }

  static SendEmail.Input attaching(Attachment... attachments) {
    return new SendEmail.Input(
        List.of("as.written@example.org"),
        "Report",
        "See the file",
        null,
        null,
        List.of(attachments),
        null);
  }
}
