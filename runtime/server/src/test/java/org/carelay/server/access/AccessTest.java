package org.carelay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String TOKEN = "a-long-and-secret-token";
  private static RunningServer guarded;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    guarded =
        RunningServer.start(
            folder.resolve("home"),
            "CARELAY_ADMIN_TOKEN",
            TOKEN,
            "CARELAY_PUBLIC_URL",
            "https://carelay.example.org");
  }

  @AfterAll
  static void stop() {
    guarded.close();
  }

  private static HttpRequest.Builder withToken(String path) {
    return guarded.request(path).header("Authorization", "Bearer " + TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/recipes",
        "/api/v1/connections",
        "/api/v1/catalog",
        "/api/v1/runs",
        "/api/v1/effects",
        "/api/v1/stats",
        "/api/v1/attention",
        "/api/v1/gallery",
        "/api/v1/tokens",
        "/api/v1/practice/phones",
        "/api/v1/stream",
        "/api/v1/openapi.yml",
        "/metrics"
      })
  void asks_a_stranger_for_a_token(String path) {
    var refused = guarded.get(path);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("not-signed-in");
    if (!path.endsWith("stream")) {
      assertThat(guarded.send(withToken(path)).status()).isEqualTo(200);
    }
  }

  @Test
  void shows_a_stranger_health_and_session_only() {
    assertThat(guarded.get("/health").json().path("status").asText()).isEqualTo("UP");
    var session = guarded.get("/api/v1/session").json();
    assertThat(session.path("signedIn").asBoolean()).isFalse();
    assertThat(session.path("user").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer", "Basic YTpi", "a-long-and-secret-token"})
  void refuses_a_wrong_token(String authorization) {
    var refused =
        guarded.send(guarded.request("/api/v1/runs").header("Authorization", authorization));

    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void signs_a_browser_in_and_out_by_a_cookie_that_scripts_and_other_sites_never_get() {
    var signedIn = guarded.post("/api/v1/session", "{\"token\":\"" + TOKEN + "\"}");
    assertThat(signedIn.status()).isEqualTo(204);
    var setCookie = signedIn.header("Set-Cookie");
    assertThat(setCookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict");
    var cookie = setCookie.substring(0, setCookie.indexOf(';'));

    assertThat(status("/api/v1/runs", cookie)).isEqualTo(200);

    guarded.send(guarded.request("/api/v1/session").header("Cookie", cookie).DELETE());
    assertThat(status("/api/v1/runs", cookie)).isEqualTo(401);
  }

  private static int status(String path, String cookie) {
    return guarded.send(guarded.request(path).header("Cookie", cookie)).status();
  }

  @Test
  void lets_a_visitor_of_this_machine_practise_without_a_token() {
    var session = SharedServer.get().get("/api/v1/session").json();

    assertThat(session.path("signedIn").asBoolean()).isTrue();
    assertThat(session.path("mode").asText()).isEqualTo("practice");
    assertThat(session.path("practice").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: evil.example:8080",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost\r\nX-Forwarded-For: 203.0.113.7",
        "Host: localhost\r\nForwarded: for=203.0.113.7"
      })
  void does_not_take_a_visitor_for_local_whose_browser_was_sent_here(String headers)
      throws IOException {
    assertThat(raw("GET /api/v1/runs HTTP/1.1\r\n" + headers)).startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:9", "[::1]", "LOCALHOST:80"})
  void takes_a_visitor_for_local_by_any_of_its_names(String host) throws IOException {
    assertThat(raw("GET /api/v1/runs HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 200");
  }

  private static String raw(String head) throws IOException {
    var address = SharedServer.get().address();
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket
          .getOutputStream()
          .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void knows_a_named_token_until_it_is_revoked_and_who_signed_in_with_it() {
    var made =
        guarded
            .send(
                guarded
                    .json("/api/v1/tokens")
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(BodyPublishers.ofString("{\"name\":\" Ada Ünal \"}")))
            .json();
    var token = made.path("token").asText();
    var asAda = guarded.request("/api/v1/session").header("Authorization", "Bearer " + token);
    assertThat(guarded.send(asAda).json().path("user").asText()).isEqualTo("Ada Ünal");

    var signIn =
        guarded.send(
            guarded
                .json("/api/v1/session")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));
    var cookie = signIn.header("Set-Cookie").split(";")[0];
    var browser = guarded.request("/api/v1/session").header("Cookie", cookie);
    assertThat(guarded.send(browser).json().path("user").asText()).isEqualTo("Ada Ünal");

    var list = guarded.send(withToken("/api/v1/tokens"));
    assertThat(list.text()).contains("Ada Ünal").doesNotContain(token);
    assertThat(list.json().path("tokens").path(0).path("lastUsedAt").asText()).isNotBlank();

    var gone = withToken("/api/v1/tokens/" + made.path("id").asText()).DELETE();
    assertThat(guarded.send(gone).status()).isEqualTo(204);
    assertThat(guarded.send(gone).status()).isEqualTo(404);
    assertThat(guarded.send(asAda).json().path("signedIn").asBoolean()).isFalse();
    assertThat(guarded.send(browser).json().path("signedIn").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
  void lets_another_sites_page_change_nothing(String header) {
    var server = SharedServer.get();
    var parts = header.split(": ");

    var refused =
        server.send(
            server
                .json("/api/v1/recipes/ready-row-to-text/pause")
                .header(parts[0], parts[1])
                .POST(BodyPublishers.noBody()));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("other-site");
  }

  @Test
  void lets_our_own_pages_change_things() {
    var server = SharedServer.get();

    var answer =
        server.send(
            server
                .json("/api/v1/recipes/import")
                .header("Origin", server.address().toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("[]")));

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "https://carelay.example.org, 204",
    "http://carelay.example.org, 403",
    "https://evil.example.org, 403"
  })
  void knows_its_own_pages_behind_a_proxy_that_does_not_pass_the_host_on(
      String origin, int status) {
    var answer =
        guarded.send(
            guarded
                .json("/api/v1/session")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString("{\"token\":\"" + TOKEN + "\"}")));

    assertThat(answer.status()).isEqualTo(status);
  }
}
