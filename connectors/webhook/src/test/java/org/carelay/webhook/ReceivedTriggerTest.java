package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carelay.connector.HttpTrigger.Outcome.Accepted;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.connector.InputProblem;
import org.carelay.connector.TriggerEvent;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedTriggerTest {
  private final ReceivedTrigger trigger = new ReceivedTrigger();
  private final WebhookKeys keys =
      new WebhookKeys(new WebhookSettings(null, null, null, null, null, null, null));

  @Test
  void keeps_numbers_and_nulls_as_they_were_sent() {
    var body =
        body(
            Posts.post(
                """
                {"bpm": 121, "big": 12345678901234567890123, "long": 9007199254740993,
                 "exact": 0.10, "e": 1.5e3, "no": null, "yes": true, "list": [1, "007", []], "ü": "ß€😀"}
                """));
    assertThat(body)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("bpm", 121)
        .containsEntry("big", new BigInteger("12345678901234567890123"))
        .containsEntry("long", 9007199254740993L)
        .containsEntry("exact", new BigDecimal("0.10"))
        .containsEntry("e", new BigDecimal("1.5e3"))
        .containsEntry("no", null)
        .containsEntry("yes", true)
        .containsEntry("list", List.of(1, "007", List.of()))
        .containsEntry("ü", "ß€😀")
        .hasSize(9);
  }

  @Test
  void reads_what_the_content_type_says() {
    assertThat(body(Posts.post("[1]").with("content-type", "application/fhir+json; charset=utf-8")))
        .isEqualTo(List.of(1));
    assertThat(
            body(
                Posts.post("a=1&b=x+y%26&a=2&c")
                    .with("content-type", "application/x-www-form-urlencoded")))
        .isEqualTo(Map.of("a", List.of("1", "2"), "b", "x y&", "c", ""));
    assertThat(body(Posts.post("MSH|^~\\&|").with("content-type", "text/plain")))
        .isEqualTo("MSH|^~\\&|");
    assertThat(body(Posts.post("<a/>").with("content-type", "application/xml")))
        .isEqualTo(Map.of("a", ""));
    assertThat(
            body(
                Posts.post("Jürgen".getBytes(StandardCharsets.ISO_8859_1))
                    .with("content-type", "text/plain; charset=\"iso-8859-1\"")))
        .isEqualTo("Jürgen");
    assertThat(body(Posts.post(new byte[] {1, 2, 3}).with("content-type", "image/png")))
        .isEqualTo("AQID");
  }

  @Test
  void reads_json_that_curl_calls_a_form_or_nothing_at_all() {
    assertThat(
            body(
                Posts.post(" {\"a\": 1}")
                    .with("content-type", "application/x-www-form-urlencoded")))
        .isEqualTo(Map.of("a", 1));
    assertThat(body(Posts.post("{\"a\": 1}").without("content-type"))).isEqualTo(Map.of("a", 1));
    assertThat(body(Posts.post("hello").without("content-type"))).isEqualTo("hello");
    assertThat(body(Posts.post(new byte[] {(byte) 0xff}).without("content-type")))
        .isEqualTo("/w==");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": Lovelace}    | malformed-json | line 1, column 1
          {"name": "Lovelace"   | malformed-json | line 1
          {"name": "a"} x       | malformed-json | line 1, column 15
          {"a": 1, "a": 2}      | malformed-json | used twice
          {'a': 1}              | malformed-json | line 1
          [1,]                  | malformed-json | line 1
          NaN                   | malformed-json | line 1
          ''                    | malformed-json | empty
          1e99999               | json-too-large | line 1
          """)
  void says_where_json_is_broken_and_quotes_nothing(String text, String code, String where) {
    var refused = refused(Posts.post(text));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused.message()).contains(where).doesNotContain("Lovelace");
  }

  @Test
  void gives_line_and_column() {
    assertThat(refused(Posts.post("{\n  \"a\": 1,\n  \"b\": tru\n}")).message())
        .contains("line 3, column");
  }

  @Test
  void bounds_depth_and_size() {
    assertThat(refused(Posts.post("[".repeat(101) + "]".repeat(101))).code())
        .isEqualTo("json-too-large");
    assertThat(body(Posts.post("[".repeat(100) + "]".repeat(100)))).isInstanceOf(List.class);
    assertThat(refused(Posts.post("9".repeat(1000))).code()).isEqualTo("json-too-large");
    var million = new byte[1 << 20];
    Arrays.fill(million, (byte) ' ');
    million[0] = '1';
    assertThat(body(Posts.post(million))).isEqualTo(1);
    assertThat(refused(Posts.post(Arrays.copyOf(million, (1 << 20) + 1))).status()).isEqualTo(413);
  }

  @Test
  void refuses_what_is_not_in_its_encoding() {
    var latin = "Jürgen".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(refused(Posts.post(latin).with("content-type", "text/plain")).code())
        .isEqualTo("malformed-text");
    assertThat(refused(Posts.post("x").with("content-type", "text/plain; charset=klingon")).code())
        .isEqualTo("unknown-charset");
    assertThat(
            refused(Posts.post("a=%zz").with("content-type", "application/x-www-form-urlencoded"))
                .code())
        .isEqualTo("malformed-form");
    assertThat(
            refused(
                    Posts.post("a&".repeat(20_000))
                        .with("content-type", "application/x-www-form-urlencoded"))
                .code())
        .isEqualTo("too-many-fields");
  }

  @Test
  void passes_headers_and_query_but_no_credentials() {
    var data =
        event(
                Posts.post("{}")
                    .with("x-device", "a", "b")
                    .with("authorization", "Bearer x")
                    .with("cookie", "y")
                    .with("x-hub-signature-256", "z")
                    .with("x-api-key", "k")
                    .at("?unit=4%20East&unit=5&test"))
            .data();
    assertThat(data.get("headers"))
        .isEqualTo(Map.of("content-type", "application/json", "x-device", "a, b"));
    assertThat(data.get("query")).isEqualTo(Map.of("unit", List.of("4 East", "5"), "test", ""));
    assertThat(data.get("method")).isEqualTo("POST");
  }

  @Test
  void takes_every_post_for_an_event_of_its_own() {
    var post = Posts.post("{\"id\": 1}");
    assertThat(event(post).key()).isNotEqualTo(event(post).key());
    var traced = post.with("x-request-id", "same");
    assertThat(event(traced).key()).isNotEqualTo(event(traced).key());
  }

  @Test
  void knows_a_second_delivery_by_the_name_its_sender_gave() {
    for (var header : List.of("idempotency-key", "webhook-id")) {
      var post = Posts.post("{\"id\": 1}").with(header, "delivery-1 of Ada");
      assertThat(event(post).key()).isEqualTo(event(post).key()).doesNotContain("Ada");
      assertThat(event(post.with(header, "delivery-2")).key()).isNotEqualTo(event(post).key());
      var reused = Posts.post("{\"id\": 2}").with(header, "delivery-1 of Ada");
      assertThat(event(reused).key())
          .as("another event under a used name")
          .isNotEqualTo(event(post).key());
    }
  }

  @Test
  void opens_no_door_by_forgetting() throws Exception {
    assertThatThrownBy(() -> Binder.bind(Map.of("path", "p"), ReceivedTrigger.Input.class))
        .isInstanceOf(BindingException.class);
    assertThatThrownBy(
            () -> Binder.bind(Map.of("path", "p", "auth", "nobody"), ReceivedTrigger.Input.class))
        .isInstanceOf(BindingException.class);
    var empty = Binder.bind(Map.of("path", "p", "auth", Map.of()), ReceivedTrigger.Input.class);
    assertThat(trigger.receive(Posts.post("{}").call(), empty, keys))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
    assertThat(trigger.check(Map.of("path", "p", "auth", Map.of())))
        .extracting(InputProblem::code)
        .containsExactly("auth-empty");
    assertThatThrownBy(
            () ->
                Binder.bind(
                    Map.of(
                        "path",
                        "p",
                        "auth",
                        Map.of("bearer", Map.of("token", "a"), "basic", Map.of())),
                    ReceivedTrigger.Input.class))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("only one of hmac, bearer, basic");
  }

  @ParameterizedTest
  @CsvSource({
    "heart-rate, ''",
    "/a/b_C/9/, ''",
    "a b, path-not-possible",
    "a//b, path-not-possible",
    "../etc, path-not-possible",
    "a?b, path-not-possible",
    "/, path-not-possible",
    "ü, path-not-possible",
    "callback/x, path-reserved"
  })
  void claims_only_plain_paths(String path, String code) {
    var problems = trigger.check(Map.of("path", path, "auth", "none"));
    assertThat(problems.stream().map(InputProblem::code))
        .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
  }

  @Test
  void wants_the_timestamp_signed() {
    var hmac = Map.of("header", "S", "timestampHeader", "T", "content", "{body}");
    assertThat(trigger.check(Map.of("path", "p", "auth", Map.of("hmac", hmac))))
        .extracting(InputProblem::pointer)
        .containsExactly("/auth/hmac/content");
  }

  private @Nullable Object body(Posts post) {
    return event(post).data().get("body");
  }

  private TriggerEvent event(Posts post) {
    var outcome = trigger.receive(post.call(), open(), keys);
    assertThat(outcome).isInstanceOf(Accepted.class);
    return ((Accepted) outcome).events().getFirst();
  }

  private Refused refused(Posts post) {
    var outcome = trigger.receive(post.call(), open(), keys);
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static ReceivedTrigger.Input open() {
    return new ReceivedTrigger.Input("heart-rate", WebhookAuth.NONE, null, null, null);
  }
}
