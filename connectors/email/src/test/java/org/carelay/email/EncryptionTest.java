package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Against a server with certificates, STARTTLS and sign-in. */
class EncryptionTest {
  private static final String PASSWORD = "right-password";

  @TempDir static Path folder;
  private static ServerIdentity localhost;
  private static ServerIdentity other;

  private final SendEmail action = new SendEmail();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private @Nullable SMTPServer server;

  @BeforeAll
  static void makeCertificates() throws Exception {
    localhost = ServerIdentity.named("localhost", folder);
    other = ServerIdentity.named("mail.example.org", folder);
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void starttls_with_a_trusted_certificate_and_the_right_password_sends() throws Exception {
    var port = starttls(localhost);
    var client = client("localhost", port, Security.STARTTLS, PASSWORD, localhost.pem());

    assertThat(action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY)).status())
        .isEqualTo("Sent");
    assertThat(received).containsExactly(Lab.AVERY);
    assertThat(Lab.CONNECTOR.test(client))
        .isEqualTo(
            "Connected to localhost:%d, encrypted by STARTTLS, signed in as clinic; mails come from clinic@example.org"
                .formatted(port));
    assertThat(received).hasSize(1);
  }

  @Test
  void tls_from_the_start_sends_too() throws Exception {
    var port = tls(localhost);
    var client = client("localhost", port, Security.TLS, PASSWORD, localhost.pem());
    assertThat(action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY)).status())
        .isEqualTo("Sent");
    assertThat(received).containsExactly(Lab.AVERY);
  }

  @Test
  void a_wrong_password_is_an_authentication_failure_that_does_not_quote_it() throws Exception {
    var port = starttls(localhost);
    var failure =
        failure(client("localhost", port, Security.STARTTLS, "wrong-password", localhost.pem()));
    assertThat(failure).isInstanceOf(AuthenticationFailed.class);
    assertThat(failure.code()).isEqualTo("credentials-refused");
    assertThat(failure.getMessage()).doesNotContain("wrong-password");
    assertThat(received).isEmpty();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_trusted() throws Exception {
    for (var security : List.of(Security.STARTTLS, Security.TLS)) {
      var port = security == Security.TLS ? tls(localhost) : starttls(localhost);
      var failure = failure(client("localhost", port, security, PASSWORD, null));
      assertThat(failure).isInstanceOf(AuthenticationFailed.class);
      assertThat(failure.code()).isEqualTo("certificate-not-trusted");
      stop();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void a_certificate_for_another_name_is_not_trusted() throws Exception {
    var port = starttls(other);
    var failure = failure(client("localhost", port, Security.STARTTLS, PASSWORD, other.pem()));
    assertThat(failure.code()).isEqualTo("certificate-not-trusted");
    assertThat(received).isEmpty();
  }

  @Test
  void nothing_is_said_in_the_open_where_starttls_is_not_offered() throws Exception {
    try (var plain = new ScriptedSmtp().on("EHLO", "250-here\r\n250 AUTH PLAIN LOGIN")) {
      var failure = failure(client("localhost", plain.port(), Security.STARTTLS, PASSWORD, null));
      assertThat(failure).isInstanceOf(AuthenticationFailed.class);
      assertThat(failure.code()).isEqualTo("starttls-not-offered");
      assertThat(plain.commands())
          .noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
    }
  }

  @Test
  void a_server_that_cannot_encrypt_now_may_be_asked_later() throws Exception {
    try (var plain =
        new ScriptedSmtp()
            .on("EHLO", "250-here\r\n250 STARTTLS")
            .on("STARTTLS", "454 4.7.0 later")) {
      assertThat(failure(client("localhost", plain.port(), Security.STARTTLS, PASSWORD, null)))
          .isInstanceOf(Retryable.class);
    }
  }

  @Test
  void tls_against_a_port_without_it_is_told_apart() throws Exception {
    try (var plain = new ScriptedSmtp()) {
      var failure = failure(client("localhost", plain.port(), Security.TLS, PASSWORD, null));
      assertThat(failure).isInstanceOf(AuthenticationFailed.class);
      assertThat(failure.code()).isEqualTo("tls-not-agreed");
    }
  }

  @Test
  void starttls_against_a_silent_port_ends_in_time() throws Exception {
    var port = tls(localhost);
    assertThat(failure(client("localhost", port, Security.STARTTLS, PASSWORD, localhost.pem())))
        .isInstanceOf(Retryable.class);
  }

  private int starttls(ServerIdentity identity) {
    return start(builder().enableTLS().requireTLS().startTlsSocketFactory(identity.context()));
  }

  private int tls(ServerIdentity identity) {
    return start(builder().serverSocketFactory(identity.context()));
  }

  private SMTPServer.Builder builder() {
    return SMTPServer.port(0)
        .bindAddress(InetAddress.getLoopbackAddress())
        .requireAuth()
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (username, password, _) -> {
                  if (!username.equals("clinic") || !password.equals(PASSWORD)) {
                    throw new LoginFailedException("not you");
                  }
                }))
        .simpleMessageListener(
            new SimpleMessageListener() {
              @Override
              public boolean accept(String from, String recipient) {
                return true;
              }

              @Override
              public void deliver(String from, String recipient, InputStream data)
                  throws IOException {
                var content = new String(data.readAllBytes(), StandardCharsets.UTF_8);
                received.add(content.contains("Hello") ? recipient : "nothing");
              }
            });
  }

  private int start(SMTPServer.Builder builder) {
    var started = builder.build();
    started.start();
    server = started;
    return started.getPortAllocated();
  }

  private static EmailClient client(
      String host, int port, Security security, String password, @Nullable String trusted) {
    return Lab.open(Lab.settings(host, port, security, "clinic", password, trusted));
  }

  private ConnectorException failure(EmailClient client) {
    return catchThrowableOfType(
        ConnectorException.class,
        () -> action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY)));
  }
}
