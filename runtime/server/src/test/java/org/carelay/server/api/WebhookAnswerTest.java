package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carelay.server.Await;
import org.carelay.server.RunningServer;
import org.carelay.server.RunningServer.Answer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A sender is answered by the recipe, over real HTTP. */
class WebhookAnswerTest {
  private static final RunningServer SERVER = SharedServer.get();

  @BeforeAll
  static void recipes() {
    var imported =
        SERVER.post(
            "/api/v1/recipes/import?mode=apply&activate=true",
            """
            [{"version": 1, "id": "answers", "title": "Answers",
              "trigger": {"uses": "webhook.received",
                          "with": {"path": "answers", "auth": "none",
                                   "answer": {"step": ["yes", "no"], "within": "PT25S"}}},
              "steps": [{"id": "way",
                "choose": [{"when": "body.n < 0", "steps": [
                  {"id": "no", "uses": "webhook.respond", "with": {"status": 422,
                     "headers": {"X-Reason": "negative"}, "body": {"refused": "{{ body.n }}"}}}]}],
                "otherwise": [{"id": "yes", "uses": "webhook.respond",
                     "with": {"status": 201, "headers": {"Location": "/n"}, "body": "{{ 'n=' & body.n }}"}}]}]},
             {"version": 1, "id": "slow-answer", "title": "Slow",
              "trigger": {"uses": "webhook.received",
                          "with": {"path": "slow-answer", "auth": "none",
                                   "answer": {"step": "think", "within": "PT0.2S"}}},
              "steps": [{"id": "think", "uses": "function.python", "with": {"input": {},
                "code": "import time\\ndef handle(event):\\n    time.sleep(2)\\n    return {'thought': True}"}}]}]""");
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
  }

  private static Answer post(String path, String key, String body) {
    return SERVER.send(
        SERVER
            .json("/hooks/" + path)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void a_step_decides_on_status_headers_and_body() {
    var yes = post("answers", "a1", "{\"n\":7}");
    assertThat(yes.status()).isEqualTo(201);
    assertThat(yes.text()).isEqualTo("n=7");
    assertThat(yes.header("Content-Type")).startsWith("text/plain");
    assertThat(yes.header("Location")).isEqualTo("/n");
    assertThat(yes.header("Content-Security-Policy")).contains("sandbox");
    var no = post("answers", "a2", "{\"n\":-1}");
    assertThat(no.status()).isEqualTo(422);
    assertThat(no.header("X-Reason")).isEqualTo("negative");
    assertThat(no.json().path("refused").asInt()).isEqualTo(-1);
  }

  @Test
  void a_repeated_post_hears_the_same_and_starts_nothing() {
    var first = post("answers", "twice", "{\"n\":1}");
    var second = post("answers", "twice", "{\"n\":1}");
    assertThat(List.of(first.status(), second.status()))
        .as(() -> first.text() + SERVER.get("/api/v1/runs?recipe=answers").text())
        .containsExactly(201, 201);
    assertThat(second.text()).isEqualTo(first.text());
  }

  @Test
  void who_has_waited_long_enough_hears_that_the_event_is_stored() {
    var late = post("slow-answer", "slow", "{}");
    assertThat(late.status()).isEqualTo(202);
    var event = late.json().path("event").asText();
    Await.until(
        () -> SERVER.get("/api/v1/runs/" + event).json().path("state").asText(),
        "succeeded"::equals);
    var again = post("slow-answer", "slow", "{}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("thought").asBoolean()).isTrue();
  }

  @Test
  void many_wait_at_once_and_each_hears_its_own() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        var n = i;
        answers.add(threads.submit(() -> post("answers", "m" + n, "{\"n\":" + n + "}").text()));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("n=" + i);
      }
    }
  }
}
