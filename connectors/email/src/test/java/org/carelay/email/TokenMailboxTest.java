package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.carelay.email.EmailSettings.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sending and reading by token, on mail servers that somebody else has written. */
class TokenMailboxTest {
  private static final String CLINIC = "clinic@example.org";

  private final ManualClock clock = new ManualClock(Instant.parse("2026-03-02T14:00:00Z"));
  private final AtomicInteger given = new AtomicInteger();
  private HttpServer tokens;
  private GreenMail mail;
  private GreenMailUser user;
  private EmailClient client;

  @BeforeEach
  void start() throws Exception {
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext(
        "/token",
        exchange -> {
          var answer =
              "{\"access_token\":\"token-%d\",\"expires_in\":3600}"
                  .formatted(given.incrementAndGet())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    tokens.start();
    mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
    mail.start();
    mail.getUserManager().setAuthRequired(true);
    user = mail.setUser(CLINIC, CLINIC, "token-1");
    client = Lab.CONNECTOR.open(settings(), context());
  }

  @AfterEach
  void stop() {
    client.close();
    mail.stop();
    tokens.stop(0);
  }

  private ConnectionContext context() {
    return new ConnectionContext(
        "hospital-mail", URI.create("http://127.0.0.1:8080"), clock, new InMemoryMemory());
  }

  private EmailSettings settings() {
    var address = URI.create("http://127.0.0.1:" + tokens.getAddress().getPort() + "/token");
    var wait = Duration.ofSeconds(10);
    return new EmailSettings(
        "127.0.0.1",
        mail.getSmtp().getPort(),
        Security.NONE,
        CLINIC,
        null,
        CLINIC,
        null,
        null,
        wait,
        wait,
        wait,
        new OAuth(address, "app-1", "client-secret", "scope/.default", null),
        null,
        new Inbox(null, mail.getImap().getPort(), Security.NONE, null, null, null, null));
  }

  private void send() throws Exception {
    new SendEmail().perform(client, Lab.text("Hello"), Lab.to(CLINIC));
  }

  private void answers() throws Exception {
    var text = Letters.answer("In-Reply-To: " + Letters.OUR_ID, "Yes").replace("\n", "\r\n");
    user.deliver(
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  private List<?> reads(PollingDriver<EmailClient> driver) throws Exception {
    return driver.poll().news().messages();
  }

  private PollingDriver<EmailClient> driver() {
    return new PollingDriver<>(InboxPoller.INSTANCE, client, clock, new InMemoryMemory());
  }

  @Test
  void sends_and_reads_by_one_token_and_asks_for_the_next_before_it_ends() throws Exception {
    var driver = driver();
    reads(driver);
    send();
    assertThat(mail.getReceivedMessages()).hasSize(1);
    answers();
    assertThat(reads(driver)).hasSize(1);
    assertThat(given).hasValue(1);

    clock.advance(Duration.ofMinutes(59).plusSeconds(30));
    user.setPassword("token-2");
    send();
    assertThat(mail.getReceivedMessages()).hasSize(3);
    answers();
    assertThat(reads(driver)).hasSize(1);
    assertThat(given).hasValue(2);
  }

  @Test
  void a_token_that_is_not_taken_says_what_to_do_and_is_not_used_again() throws Exception {
    user.setPassword("another");
    var sending = catchThrowableOfType(AuthenticationFailed.class, this::send);
    assertThat(sending.code()).isEqualTo("token-not-accepted");
    assertThat(sending).hasMessageContaining("SMTP.SendAsApp").hasMessageNotContaining("token-1");

    var driver = driver();
    var reading = catchThrowableOfType(AuthenticationFailed.class, () -> reads(driver));
    assertThat(reading.code()).isEqualTo("token-not-accepted");
    assertThat(reading).hasMessageContaining("IMAP.AccessAsApp");

    user.setPassword("token-3");
    send();
    assertThat(given).hasValue(3);
  }
}
