package org.carelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.carelay.connector.testkit.FakeActionContext.aContext;

import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.testkit.DeadServer;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.http.TestApi.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpWritesTest {
  private TestApi api;
  private HttpApi client;

  @BeforeEach
  void start() throws Exception {
    api = new TestApi();
    client = new HttpApi(Lab.settings(api.url("")));
  }

  @AfterEach
  void stop() {
    client.close();
    api.close();
  }

  private ConnectorException failedPost(Map<String, Object> with) {
    return assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> new HttpPost().perform(client, Lab.post(with), aContext()))
        .actual();
  }

  private ConnectorException failedPut(Map<String, Object> with) {
    return assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> new HttpPut().perform(client, Lab.put(with), aContext()))
        .actual();
  }

  @Test
  void sends_json_text_and_forms() throws Exception {
    new HttpPost()
        .perform(client, Lab.post(Map.of("url", "x", "body", Map.of("a", 1))), aContext());
    assertThat(api.last().header("Content-type")).isEqualTo("application/json");
    assertThat(api.last().body()).isEqualTo("{\"a\":1}");
    var form = Map.<String, Object>of("to", "+1 555", "tag", List.of("a", "b"));
    new HttpPost().perform(client, Lab.post(Map.of("url", "x", "form", form)), aContext());
    assertThat(api.last().body().split("&"))
        .containsExactlyInAnyOrder("to=%2B1+555", "tag=a", "tag=b");
    var xml = Map.<String, Object>of("Content-Type", "application/xml");
    new HttpPost()
        .perform(client, Lab.post(Map.of("url", "x", "body", "<a/>", "headers", xml)), aContext());
    assertThat(api.last().header("Content-type")).isEqualTo("application/xml");
  }

  @Test
  void does_not_know_what_became_of_a_post_whose_answer_is_lost() {
    api.answers(_ -> Reply.json(502, ""));
    assertThat(failedPost(Map.of("url", "x"))).isInstanceOf(OutcomeUnknown.class);
    assertThat(api.asked()).as("tried once").hasSize(1);
  }

  @Test
  void knows_that_a_post_was_done_though_the_rest_of_the_answer_is_lost() throws Exception {
    api.answers(_ -> Reply.broken(201));
    var context = aContext();
    var answer = new HttpPost().perform(client, Lab.post(Map.of("url", "x")), context);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).isNull();
    assertThat(context.logged()).anyMatch(line -> line.contains("lost"));
  }

  @Test
  void takes_see_other_as_done() throws Exception {
    api.answers(_ -> Reply.to(303, "/elsewhere"));
    assertThat(new HttpPost().perform(client, Lab.post(Map.of("url", "x")), aContext()).status())
        .isEqualTo(303);
    assertThat(api.asked()).hasSize(1);
  }

  @Test
  void never_takes_a_post_along_a_redirect() {
    api.answers(_ -> Reply.to(307, "/elsewhere"));
    assertThat(failedPost(Map.of("url", "x"))).isInstanceOf(Permanent.class);
    assertThat(api.asked()).hasSize(1);
  }

  @Test
  void repeats_what_may_be_repeated() throws Exception {
    api.answers(_ -> Reply.json(502, ""));
    assertThat(failedPut(Map.of("url", "x"))).isInstanceOf(Retryable.class);
    assertThat(failedPut(Map.of("url", "x", "method", "delete"))).isInstanceOf(Retryable.class);
    try (var babbling = DeadServer.babbling();
        var lost = new HttpApi(Lab.settings(TestApi.urlOf(babbling.address())))) {
      assertThatExceptionOfType(Retryable.class)
          .isThrownBy(() -> new HttpPut().perform(lost, Lab.put(Map.of("url", "x")), aContext()));
      assertThatExceptionOfType(OutcomeUnknown.class)
          .isThrownBy(() -> new HttpPost().perform(lost, Lab.post(Map.of("url", "x")), aContext()));
    }
  }

  @Test
  void repeats_a_post_only_with_a_key_that_stays_the_same() throws Exception {
    var without = Map.<String, Object>of("url", "x", "method", "post");
    assertThat(failedPut(without).code()).isEqualTo("no-idempotency-key");
    assertThat(new HttpPut().check(without)).hasSize(1);
    assertThat(api.asked()).isEmpty();
    var with =
        Map.<String, Object>of(
            "url", "x", "method", "post", "idempotencyHeader", "Idempotency-Key");
    FakeActionContext context = aContext();
    new HttpPut().perform(client, Lab.put(with), context);
    new HttpPut().perform(client, Lab.put(with), context.again());
    assertThat(api.asked())
        .extracting(asked -> asked.header("Idempotency-key"))
        .containsExactly(context.effectKey(), context.effectKey());
  }

  @Test
  void is_done_though_the_answer_is_no_json() throws Exception {
    api.answers(_ -> Reply.json(200, "OK"));
    assertThat(new HttpPost().perform(client, Lab.post(Map.of("url", "x")), aContext()).body())
        .isNull();
  }
}
