package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.testkit.DeadServer;
import org.carelay.email.EmailSettings.Security;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each way to fail at each moment means. Only silence after the final dot leaves doubt. */
class SmtpFailuresTest {
  private final SendEmail action = new SendEmail();
  private ScriptedSmtp server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtp();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GREETING, 421 4.3.2 busy, Retryable, server-busy",
    "GREETING, 554 5.7.1 blocked, Permanent, server-refused",
    "GREETING, hello?, Retryable, connection-lost",
    "GREETING, close, Retryable, connection-lost",
    "GREETING, silence, Retryable, connection-lost",
    "EHLO, close, Retryable, connection-lost",
    "EHLO, silence, Retryable, connection-lost",
    "MAIL, 451 4.3.0 later, Retryable, try-later",
    "MAIL, 421 4.3.2 shutting down, Retryable, try-later",
    "MAIL, 550 5.7.1 not you, Permanent, sender-refused",
    "MAIL, 530 5.7.0 sign in, AuthenticationFailed, sign-in-needed",
    "MAIL, close, Retryable, connection-lost",
    "MAIL, nonsense, Retryable, connection-lost",
    "RCPT, 450 4.2.0 greylisted, Retryable, try-later",
    "RCPT, 421 4.7.0 too many, Retryable, try-later",
    "RCPT, 550 5.1.1 <avery@example.org> unknown, Permanent, recipient-refused",
    "RCPT, 552 5.2.2 mailbox full, Permanent, recipient-refused",
    "RCPT, 554 5.7.1 relay denied, Permanent, recipient-refused",
    "RCPT, reset, Retryable, connection-lost",
    "RCPT, silence, Retryable, connection-lost",
    "DATA, 451 4.3.0 later, Retryable, try-later",
    "DATA, 554 5.5.1 no, Permanent, content-refused",
    "DATA, close, Retryable, connection-lost",
    "END, 451 4.3.0 later, Retryable, try-later",
    "END, 421 4.3.2 shutting down, Retryable, try-later",
    "END, 452 4.3.1 disk full, Retryable, try-later",
    "END, 552 5.3.4 too large, Permanent, content-refused",
    "END, 554 5.7.1 spam, Permanent, content-refused",
    "END, close, OutcomeUnknown, no-answer",
    "END, reset, OutcomeUnknown, no-answer",
    "END, silence, OutcomeUnknown, no-answer",
    "END, nonsense, OutcomeUnknown, no-answer",
    "END, 354 what, OutcomeUnknown, no-answer",
  })
  void means(String moment, String answer, String kind, String code) {
    server.on(moment, answer);

    var failure = failure(Lab.open(Lab.settings("127.0.0.1", server.port(), Security.NONE)));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).contains(" ").doesNotContain("avery");
    assertThat(failure.getCause()).isNull();
    assertThat(server.connections()).isEqualTo(1);
    assertThat(server.whole()).isEqualTo(moment.equals("END") ? 1 : 0);
  }

  @Test
  void a_break_in_the_middle_of_a_long_mail_sends_nothing() {
    server.on("CONTENT", ScriptedSmtp.RESET);
    var client = Lab.open(Lab.settings("127.0.0.1", server.port(), Security.NONE));
    var file = Lab.attachment("long.txt", null, "x".repeat(8 * 1024 * 1024), null);
    var failure =
        catchThrowableOfType(
            ConnectorException.class,
            () -> action.perform(client, Lab.attaching(file), Lab.to(Lab.AVERY)));
    assertThat(failure).isInstanceOf(Retryable.class);
    assertThat(failure.code()).isEqualTo("connection-lost");
  }

  @Test
  void quotes_the_servers_numbers_but_not_its_words() {
    server.on("RCPT", "550 5.1.1 <avery@example.org> MRN 4711 unknown");
    var failure = failure(Lab.open(Lab.settings("127.0.0.1", server.port(), Security.NONE)));
    assertThat(failure).hasMessageContaining("(550 5.1.1)");
    assertThat(failure.getMessage()).doesNotContain("4711");
  }

  @Test
  void whatever_goes_wrong_after_the_mail_was_taken_is_of_no_matter() throws Exception {
    server.on("QUIT", ScriptedSmtp.RESET).on("END", "250 2.0.0 taken as 17");
    var client = Lab.open(Lab.settings("127.0.0.1", server.port(), Security.NONE));
    assertThat(action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY)).status())
        .isEqualTo("Sent");
  }

  @Test
  void nobody_listens_or_the_name_is_not_known() throws Exception {
    var nobody = DeadServer.nobody();
    var refused = failure(Lab.open(Lab.settings("127.0.0.1", nobody.getPort(), Security.NONE)));
    assertThat(refused).isInstanceOf(Retryable.class);
    assertThat(refused.code()).isEqualTo("unreachable");
    var unknown = failure(Lab.open(Lab.settings("mail.invalid", 25, Security.NONE)));
    assertThat(unknown).isInstanceOf(Retryable.class);
    assertThat(unknown.code()).isEqualTo("unreachable");
  }

  @Test
  void interrupted_before_the_final_dot_sends_nothing() throws Exception {
    server.on("RCPT", ScriptedSmtp.SILENCE);
    var ended = interrupted("RCPT");
    assertThat(ended).isInstanceOf(Retryable.class);
    assertThat(ended.code()).isEqualTo("interrupted");
    assertThat(server.whole()).isZero();
  }

  @Test
  void interrupted_after_the_final_dot_is_unknown() throws Exception {
    server.on("END", ScriptedSmtp.SILENCE);
    assertThat(interrupted("DATA")).isInstanceOf(OutcomeUnknown.class);
    assertThat(server.whole()).isEqualTo(1);
  }

  @Test
  void a_server_that_wants_starttls_first_is_told_apart() {
    server.on("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN").on("AUTH", "535 5.7.8 no");
    var client =
        Lab.open(
            Lab.settings("127.0.0.1", server.port(), Security.NONE, "clinic", "secret-1", null));
    var failure = failure(client);
    assertThat(failure.code()).isEqualTo("credentials-refused");
    assertThat(failure.getMessage()).doesNotContain("secret-1");
  }

  @ParameterizedTest
  @CsvSource({
    "535 5.7.8 wrong, AuthenticationFailed, credentials-refused",
    "550 5.7.30 Basic authentication is not supported, AuthenticationFailed, credentials-refused",
    "454 4.7.0 later, Retryable, sign-in-interrupted",
    "close, Retryable, sign-in-interrupted",
    "silence, Retryable, sign-in-interrupted",
  })
  void a_sign_in_that_fails_means(String answer, String kind, String code) {
    server.on("EHLO", "250-here\r\n250 AUTH PLAIN").on("AUTH", answer);
    var client =
        Lab.open(
            Lab.settings("127.0.0.1", server.port(), Security.NONE, "clinic", "secret-1", null));
    var failure = failure(client);
    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code);
  }

  @Test
  void a_password_that_nobody_asks_for_is_a_mistake_in_the_connection() {
    var client =
        Lab.open(
            Lab.settings("127.0.0.1", server.port(), Security.NONE, "clinic", "secret-1", null));
    assertThat(failure(client).code()).isEqualTo("sign-in-not-offered");
    assertThat(server.whole()).isZero();
  }

  private ConnectorException interrupted(String moment) throws Exception {
    var client = Lab.open(Lab.settings("127.0.0.1", server.port(), Security.NONE));
    var ended = new CompletableFuture<ConnectorException>();
    var thread =
        Thread.startVirtualThread(
            () -> {
              try {
                ended.completeExceptionally(
                    new AssertionError(
                        action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY))));
              } catch (ConnectorException e) {
                ended.complete(e);
              }
            });
    while (server.commands().stream().noneMatch(line -> line.startsWith(moment))
        || (moment.equals("DATA") && server.whole() == 0)) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    return ended.get(60, TimeUnit.SECONDS);
  }

  private ConnectorException failure(EmailClient client) {
    return catchThrowableOfType(
        ConnectorException.class,
        () -> action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY)));
  }
}
