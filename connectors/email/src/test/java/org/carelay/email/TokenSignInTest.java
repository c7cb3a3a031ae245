package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenSignInTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private HttpServer tokens;
  private ScriptedSmtp smtp;

  @BeforeEach
  void start() throws Exception {
    tokens = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tokens.createContext(
        "/token",
        exchange -> {
          asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          var answer =
              "{\"access_token\":\"token-%d\",\"expires_in\":3600}".formatted(asked.size());
          exchange.sendResponseHeaders(status, answer.length());
          exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    tokens.start();
    smtp = new ScriptedSmtp().on("EHLO", "250-here\r\n250 AUTH PLAIN XOAUTH2").on("AUTH", "235 ok");
  }

  @AfterEach
  void stop() throws Exception {
    tokens.stop(0);
    smtp.close();
  }

  private EmailSettings settings(@Nullable String refreshToken, @Nullable String password) {
    var address = URI.create("http://127.0.0.1:" + tokens.getAddress().getPort() + "/token");
    return new EmailSettings(
        "127.0.0.1",
        smtp.port(),
        Security.NONE,
        "clinic@example.org",
        password,
        "clinic@example.org",
        null,
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(2),
        new OAuth(address, "app-1", "client-secret", "scope/.default", refreshToken),
        null,
        null);
  }

  private void send(EmailClient client) throws Exception {
    new SendEmail().perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY));
  }

  private List<String> signIns() {
    return smtp.commands().stream()
        .filter(command -> command.startsWith("AUTH XOAUTH2 "))
        .map(command -> Base64.getDecoder().decode(command.substring("AUTH XOAUTH2 ".length())))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void signs_in_by_client_credentials_and_keeps_the_token() throws Exception {
    try (var client = Lab.open(settings(null, null))) {
      send(client);
      send(client);
    }
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst())
        .contains("grant_type=client_credentials", "client_id=app-1", "client_secret=client-secret")
        .contains("scope=scope%2F.default");
    assertThat(signIns())
        .containsOnly("user=clinic@example.org\u0001auth=Bearer token-1\u0001\u0001")
        .hasSize(2);
  }

  @Test
  void signs_in_by_a_refresh_token() throws Exception {
    try (var client = Lab.open(settings("refresh-me", null))) {
      send(client);
    }
    assertThat(asked.getFirst()).contains("grant_type=refresh_token", "refresh_token=refresh-me");
  }

  @Test
  void asks_for_another_token_where_the_mail_server_refuses_one() throws Exception {
    try (var client = Lab.open(settings(null, null))) {
      smtp.on("AUTH", "535 5.7.3 no");
      assertThatExceptionOfType(AuthenticationFailed.class).isThrownBy(() -> send(client));
      smtp.on("AUTH", "235 ok");
      send(client);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void a_challenge_that_says_why_the_token_is_wrong_is_a_refusal() throws Exception {
    try (var client = Lab.open(settings(null, null))) {
      smtp.on("AUTH", "334 eyJzdGF0dXMiOiI0MDAifQ==");
      assertThatExceptionOfType(AuthenticationFailed.class)
          .isThrownBy(() -> send(client))
          .satisfies(e -> assertThat(e.code()).isEqualTo("token-not-accepted"))
          .withMessageNotContaining("eyJ");
    }
  }

  @Test
  void tells_a_refused_token_from_a_busy_token_address() {
    try (var client = Lab.open(settings(null, null))) {
      status = 401;
      assertThatExceptionOfType(AuthenticationFailed.class)
          .isThrownBy(() -> send(client))
          .satisfies(e -> assertThat(e.code()).isEqualTo("token-refused"))
          .withMessageNotContaining("client-secret");
      status = 503;
      assertThatExceptionOfType(Retryable.class).isThrownBy(() -> send(client));
      tokens.stop(0);
      assertThatExceptionOfType(Retryable.class).isThrownBy(() -> send(client));
    }
    assertThat(smtp.whole()).isZero();
  }

  @Test
  void keeps_its_secrets_out_of_texts() {
    var settings = settings("refresh-me", null);
    try (var client = Lab.open(settings)) {
      assertThat(settings + " " + client + " " + settings.oauth())
          .doesNotContain("client-secret", "refresh-me");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Lab.open(settings(null, "password")));
  }
}
