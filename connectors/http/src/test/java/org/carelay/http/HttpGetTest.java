package org.carelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.connector.testkit.FakeActionContext.aContext;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.http.TestApi.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGetTest {
  private TestApi api;
  private TestApi other;
  private HttpApi client;

  @BeforeEach
  void start() throws Exception {
    api = new TestApi();
    other = new TestApi();
    client = new HttpApi(Lab.settings(api.url("/v1"), "127.0.0.1:" + other.address().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
    other.close();
  }

  private Answer get(Map<String, Object> with) throws Exception {
    return new HttpGet().perform(client, Lab.get(with), aContext());
  }

  private ConnectorException failure(Map<String, Object> with) {
    return assertThatExceptionOfType(ConnectorException.class).isThrownBy(() -> get(with)).actual();
  }

  @Test
  void maps_status_headers_and_exact_numbers() throws Exception {
    api.answers(
        _ -> Reply.json(200, "{\"dose\":0.10,\"id\":12345678901234567890}").with("X-Rate", "7"));
    var answer =
        get(Map.of("url", "/doses", "query", Map.of("unit", "mg/kg & h", "id", List.of(1, 2))));
    assertThat(api.last().uri().getRawQuery())
        .contains("unit=mg%2Fkg%20%26%20h")
        .contains("id=1&id=2");
    assertThat(api.last().uri().getPath()).isEqualTo("/v1/doses");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).containsEntry("x-rate", "7");
    assertThat(answer.body())
        .isEqualTo(
            Map.of(
                "dose", new BigDecimal("0.10"),
                "id", new java.math.BigInteger("12345678901234567890")));
  }

  @Test
  void gives_text_as_text_and_bytes_as_base64() throws Exception {
    api.answers(_ -> Reply.of(200, "text/csv; charset=utf-8", "a,b\n1,\u00e9"));
    assertThat(get(Map.of("url", "x")).body()).isEqualTo("a,b\n1,\u00e9");
    api.answers(_ -> Reply.of(200, "application/pdf", "%PDF"));
    assertThat(get(Map.of("url", "x")).body()).isEqualTo("JVBERg==");
    api.answers(_ -> Reply.of(204, "text/plain", ""));
    assertThat(get(Map.of("url", "x")).body()).isNull();
  }

  @Test
  void follows_the_link_header_to_the_last_page() throws Exception {
    api.answers(
        asked -> {
          var page =
              asked.uri().getQuery() == null
                  ? 1
                  : Integer.parseInt(asked.uri().getQuery().substring(5));
          var reply = Reply.json(200, "[%d,%d]".formatted(page * 2 - 1, page * 2));
          return page == 3
              ? reply
              : reply.with(
                  "Link",
                  "</v1/x>; rel=\"prev\", </v1/list?page=%d>; rel=\"next\"".formatted(page + 1));
        });
    var answer = get(Map.of("url", "list", "pages", Map.of()));
    assertThat(answer.items()).isEqualTo(List.of(1, 2, 3, 4, 5, 6));
    assertThat(answer.pages()).isEqualTo(3);
  }

  @Test
  void follows_a_token_in_the_body() throws Exception {
    api.answers(
        asked ->
            asked.uri().getQuery().contains("pageToken=t1")
                ? Reply.json(200, "{\"data\":{\"items\":[3]},\"next\":\"\"}")
                : Reply.json(200, "{\"data\":{\"items\":[1,2]},\"next\":\"t1\"}"));
    var answer =
        get(
            Map.of(
                "url", "list",
                "query", Map.of("size", 2),
                "pages", Map.of("items", "data.items", "next", "next", "parameter", "pageToken")));
    assertThat(answer.items()).isEqualTo(List.of(1, 2, 3));
    assertThat(api.last().uri().getQuery()).isEqualTo("size=2&pageToken=t1");
  }

  @Test
  void fails_rather_than_leave_pages_out() {
    api.answers(
        asked ->
            Reply.json(
                200, "{\"items\":[1],\"next\":\"/v1/list?n=%d\"}".formatted(api.asked().size())));
    var failure =
        failure(
            Map.of("url", "list", "pages", Map.of("items", "items", "next", "next", "most", 3)));
    assertThat(failure).isInstanceOf(Permanent.class);
    assertThat(failure.code()).isEqualTo("too-many-pages");
    assertThat(api.asked()).hasSize(3);
  }

  @Test
  void notices_that_pages_go_in_a_circle() {
    api.answers(_ -> Reply.json(200, "{\"items\":[1],\"next\":\"/v1/list\"}"));
    assertThat(
            failure(Map.of("url", "list", "pages", Map.of("items", "items", "next", "next")))
                .code())
        .isEqualTo("too-many-pages");
  }

  @Test
  void caps_an_answer_without_an_announced_length() {
    var much = IntStream.range(0, 20_000).mapToObj(i -> "x").collect(Collectors.joining());
    api.answers(_ -> Reply.of(200, "text/plain", much));
    var failure = failure(Map.of("url", "x", "maxBytes", 10_000));
    assertThat(failure).isInstanceOf(Permanent.class);
    assertThat(failure.code()).isEqualTo("answer-too-large");
  }

  @Test
  void follows_a_redirect_at_home_with_credentials() throws Exception {
    api.answers(
        asked ->
            asked.uri().getPath().equals("/v1/old")
                ? Reply.to(302, "/v1/new")
                : Reply.json(200, "1"));
    assertThat(get(Map.of("url", "old")).body()).isEqualTo(1);
    assertThat(api.last().header("Authorization")).isEqualTo("Bearer right-token");
  }

  @Test
  void follows_a_redirect_to_an_allowed_host_without_credentials() throws Exception {
    api.answers(_ -> Reply.to(307, other.url("/file")));
    get(Map.of("url", "old", "headers", Map.of("X-Tenant", "elm")));
    assertThat(other.last().header("Authorization")).isEmpty();
    assertThat(other.last().header("X-tenant")).isEmpty();
  }

  @Test
  void does_not_follow_a_redirect_to_another_host() throws Exception {
    try (var stranger = new TestApi()) {
      api.answers(_ -> Reply.to(302, stranger.url("/steal")));
      assertThat(failure(Map.of("url", "old")).code()).isEqualTo("host-not-allowed");
      assertThat(stranger.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org/x",
        "http://127.0.0.1:1/admin",
        "http://user:password@127.0.0.1/x",
        "file:///etc/passwd",
        "https://127.0.0.1@evil.example.org/",
        "../admin",
        "a/..%2f..%2Fadmin/../x",
        "a/%2e%2e/admin"
      })
  void asks_no_host_that_is_not_listed_and_climbs_nowhere(String url) {
    assertThat(failure(Map.of("url", url))).isInstanceOf(Permanent.class);
    assertThat(api.asked()).isEmpty();
  }

  @Test
  void tells_statuses_apart() {
    api.answers(_ -> Reply.json(429, "{\"patient\":\"Avery\"}").with("Retry-After", "17"));
    var throttled = failure(Map.of("url", "x"));
    assertThat(throttled)
        .isInstanceOfSatisfying(Retryable.class, e -> assertThat(e.after()).hasSeconds(17))
        .hasMessageNotContaining("Avery");
    api.answers(_ -> Reply.json(500, ""));
    assertThat(failure(Map.of("url", "x"))).isInstanceOf(Retryable.class);
    api.answers(_ -> Reply.json(403, ""));
    assertThat(failure(Map.of("url", "x")))
        .isInstanceOf(ConnectorException.AuthenticationFailed.class);
    api.answers(_ -> Reply.json(404, ""));
    assertThat(failure(Map.of("url", "x"))).isInstanceOf(Permanent.class);
    api.answers(_ -> Reply.broken(200));
    assertThat(failure(Map.of("url", "x"))).isInstanceOf(Retryable.class);
    api.answers(_ -> Reply.json(200, "{broken"));
    assertThat(failure(Map.of("url", "x")).code()).isEqualTo("malformed-answer");
  }

  @Test
  void shows_a_status_that_the_step_wants_to_see() throws Exception {
    api.answers(_ -> Reply.json(404, "{\"error\":\"none\"}"));
    assertThat(get(Map.of("url", "x", "answers", List.of(404))).status()).isEqualTo(404);
  }

  @Test
  void lets_recipes_set_no_credentials() {
    assertThat(failure(Map.of("url", "x", "headers", Map.of("authorization", "Bearer x"))).code())
        .isEqualTo("bad-header");
    assertThat(failure(Map.of("url", "x", "headers", Map.of("X-Note", "a\r\nX-Evil: b"))).code())
        .isEqualTo("bad-header");
    assertThat(new HttpGet().check(Map.of("headers", Map.of("Cookie", "a=b"))))
        .extracting("pointer")
        .containsExactly("/headers/Cookie");
  }

  @Test
  void needs_encryption_away_from_this_machine() {
    assertThatThrownBy(() -> new HttpApi(Lab.settings("http://api.example.org")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://");
  }
}
