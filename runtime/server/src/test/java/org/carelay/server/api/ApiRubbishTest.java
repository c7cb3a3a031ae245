package org.carelay.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem that names the place, and the runtime goes on. */
class ApiRubbishTest {
  private static final String UUID = "019a0000-0000-7000-8000-000000000000";
  private static final String SHEET = "/api/v1/practice/sheets/practice-appointments/Appointments";
  private final RunningServer server = SharedServer.get();

  record Rubbish(String method, String path, String body, int status, String code) {
    @Override
    public String toString() {
      return method + " " + path + " " + (body.length() > 60 ? body.length() + " bytes" : body);
    }
  }

  private static Rubbish post(String path, String body, int status, String code) {
    return new Rubbish("POST", path, body, status, code);
  }

  private static Rubbish put(String path, String body, int status, String code) {
    return new Rubbish("PUT", path, body, status, code);
  }

  private static Rubbish get(String path, int status, String code) {
    return new Rubbish("GET", path, "", status, code);
  }

  static Stream<Rubbish> rubbish() {
    return Stream.of(
        get("/api/v1/nothing", 404, "not-found"),
        get("/api/v1/recipes/none", 404, "not-found"),
        get("/api/v1/recipes/none/export", 404, "not-found"),
        get("/api/v1/recipes/none/versions", 404, "not-found"),
        get("/api/v1/connections/none", 404, "not-found"),
        get("/api/v1/runs/none", 404, "not-found"),
        get("/api/v1/runs/" + UUID, 404, "not-found"),
        get("/api/v1/runs?limit=-1", 400, "bad-limit"),
        get("/api/v1/runs?limit=1e9", 400, "bad-request"),
        get("/api/v1/runs?state=done", 400, "bad-state"),
        get("/api/v1/runs?cursor=x", 400, "bad-cursor"),
        get("/api/v1/runs?recipe=%00", 400, "bad-character"),
        get("/api/v1/runs?until=-999999999-01-01T00:00:00Z", 400, "bad-until"),
        get("/api/v1/runs?recipe=" + "x".repeat(5_000), 413, "too-large"),
        get("/api/v1/effects/summary?since=-999999999-01-01T00:00:00Z", 400, "bad-since"),
        get("/api/v1/events", 400, "missing-parameter"),
        get("/api/v1/effects?state=sent", 400, "bad-state"),
        get("/api/v1/schedules/explain", 400, "missing-parameter"),
        get("/api/v1/schedules/explain?cron=0+0+9&zone=Mars", 400, "unknown-zone"),
        get("/api/v1/schedules/explain?cron=0+0+9&count=0", 400, "bad-count"),
        get("/api/v1/practice/sheets/none/none", 404, "not-found"),
        post("/api/v1/recipes/none/activate", "", 404, "not-found"),
        post("/api/v1/recipes/none/pause", "", 404, "not-found"),
        post("/api/v1/recipes/import", "{", 400, "malformed-json"),
        post("/api/v1/recipes/import", "", 400, ""),
        post("/api/v1/recipes/import", "[1,2", 400, "malformed-json"),
        post("/api/v1/recipes/import?mode=try", "{}", 400, "bad-mode"),
        post("/api/v1/recipes/import?activate=perhaps", "{}", 400, "bad-activate"),
        post("/api/v1/runs/" + UUID + "/replay", "", 404, "not-found"),
        post("/api/v1/runs/1/replay", "", 404, "not-found"),
        post("/api/v1/attention/1/resolve", "{}", 400, "missing-property"),
        post("/api/v1/attention/987654321/resolve", "{\"decision\":\"send\"}", 404, "not-found"),
        post("/api/v1/attention/x/resolve", "{\"decision\":\"send\"}", 404, "not-found"),
        post(
            "/api/v1/functions/test",
            "{\"language\":\"cobol\",\"code\":\"\"}",
            400,
            "unknown-language"),
        post("/api/v1/functions/test", "{\"language\":\"python\"}", 400, "missing-property"),
        post(
            "/api/v1/functions/test",
            "{\"language\":\"python\",\"code\":\"\",\"timeout\":\"P9D\"}",
            400,
            "bad-timeout"),
        post("/api/v1/session", "{\"token\":7}", 400, "wrong-type"),
        post("/api/v1/session", "{\"tokn\":\"x\"}", 400, "unknown-property"),
        post("/api/v1/session", "{\"token\":\"a\",\"token\":\"b\"}", 400, "malformed-json"),
        post("/api/v1/session", "null", 400, "bad-request"),
        post("/api/v1/session", "[]", 400, "wrong-type"),
        post("/api/v1/session", "{} {}", 400, "wrong-type"),
        post(
            "/api/v1/session",
            "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
            400,
            "too-complex"),
        put(
            "/api/v1/connections/a",
            "{\"connector\":\"database\",\"settings\":{\"url\":\"jdbc:postgresql://db/x?password=hunter2\",\"username\":\"u\",\"password\":\"p\"}}",
            422,
            "invalid-connection"),
        post("/api/v1/session", "{\"token\":\"nonsense\"}", 401, "wrong-token"),
        put("/api/v1/connections/Bad%20Id", "{}", 400, "bad-id"),
        put("/api/v1/connections/practice-twilio", "{}", 400, "bad-id"),
        put("/api/v1/connections/a", "{}", 400, "missing-property"),
        put("/api/v1/connections/a", "[]", 400, "wrong-type"),
        put(
            "/api/v1/connections/a",
            "{\"connector\":\"none\",\"settings\":{}}",
            422,
            "invalid-connection"),
        put(
            "/api/v1/connections/a",
            "{\"connector\":\"twilio\",\"settings\":[]}",
            400,
            "wrong-type"),
        put(
            "/api/v1/connections/a",
            "{\"connector\":\"twilio\",\"settings\":{}}",
            422,
            "invalid-connection"),
        post("/api/v1/connections/none/test", "", 404, "not-found"),
        put(SHEET + "/cells", "{}", 400, "missing-property"),
        put(
            SHEET + "/cells",
            "{\"edits\":[{\"row\":-1,\"column\":0,\"text\":\"x\"}]}",
            400,
            "bad-place"),
        put(
            SHEET + "/cells",
            "{\"edits\":[{\"row\":1,\"column\":\"0\",\"text\":\"x\"}]}",
            400,
            "wrong-type"),
        post(SHEET + "/sort", "{\"column\":9999,\"descending\":true}", 400, "bad-place"),
        post("/api/v1/practice/phones/911/replies", "{\"body\":\"Thanks\"}", 400, "bad-reply"),
        post("/hooks/nobody/listens", "{}", 404, "unknown-path"),
        post("/hooks/callback/none/nothing", "{}", 404, "unknown-callback"),
        post("/hooks/callback/none", "{}", 404, "not-found"),
        new Rubbish("PATCH", "/api/v1/recipes", "{}", 405, "method-not-allowed"),
        new Rubbish("DELETE", "/health", "", 405, "method-not-allowed"),
        new Rubbish("GET", "/hooks/nobody/listens", "", 404, "unknown-path"),
        post("/api/v1/recipes/import", "x".repeat(10_000_000), 413, "too-large"),
        put("/api/v1/connections/a", "x".repeat(10_000_000), 413, "too-large"),
        post("/hooks/nobody/listens", "x".repeat(1_100_000), 413, "too-large"),
        post("/hooks/nobody/listens", "x".repeat(10_000_000), 413, "too-large"));
  }

  @ParameterizedTest
  @MethodSource
  void rubbish(Rubbish rubbish) {
    var answer =
        server.send(
            server
                .json(rubbish.path())
                .method(rubbish.method(), BodyPublishers.ofString(rubbish.body())));

    assertThat(answer.status()).as(answer.text()).isEqualTo(rubbish.status());
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asText())
        .isNotBlank()
        .doesNotContain("Exception", "Failed to convert", "Required ", "hunter2");
    if (!rubbish.code().isEmpty()) {
      assertThat(answer.code()).isEqualTo(rubbish.code());
    }
  }

  @Test
  void tells_also_those_who_listen_only_when_they_have_sent_everything() throws IOException {
    var body = new byte[10 << 20];
    try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.setSoTimeout(30_000);
      var head =
          "POST /hooks/any HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(body);
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(answer.readLine()).startsWith("HTTP/1.1 413");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/runs/%", "/hooks/%zz", "/forms/%u0041", "/api/v1/runs?limit=%"})
  void takes_no_address_that_cannot_be_read_for_the_first_page(String path) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
      socket.setSoTimeout(30_000);
      var head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @MethodSource("contentTypes")
  void takes_only_json(String contentType) {
    var answer =
        server.send(
            server
                .request("/api/v1/recipes/import")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("<recipe/>")));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("unsupported-media-type");
  }

  static Stream<String> contentTypes() {
    return Stream.of("text/xml", "application/x-www-form-urlencoded", "text/plain");
  }

  @AfterAll
  static void is_unaffected() {
    assertThat(SharedServer.get().get("/health").status()).isEqualTo(200);
  }
}
