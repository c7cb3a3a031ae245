package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.HttpTrigger.Reply;
import org.carelay.connector.InputProblem;
import org.carelay.connector.testkit.FakeActionContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepAnswerTest {
  @Test
  void any_output_is_a_body() {
    assertThat(StepAnswer.reply(Map.of("high", true)))
        .isEqualTo(new Reply(200, "application/json", "{\"high\":true}"));
    assertThat(StepAnswer.reply(List.of(1, 2)).body()).isEqualTo("[1,2]");
    assertThat(StepAnswer.reply(Map.of("status", "Sent", "id", "1")).status()).isEqualTo(200);
    assertThat(StepAnswer.reply(Map.of("status", 404, "reason", "x")).status()).isEqualTo(200);
  }

  @Test
  void status_headers_and_body_are_the_answer_itself() {
    var output =
        Map.of(
            "status",
            201,
            "headers",
            Map.of("Location", "/x/1", "X-Trace", "7", "Content-Type", "application/fhir+json"),
            "body",
            Map.of("id", 1));
    assertThat(StepAnswer.reply(output))
        .isEqualTo(
            new Reply(
                201,
                "application/fhir+json",
                "{\"id\":1}",
                Map.of("Location", "/x/1", "X-Trace", "7")));
    assertThat(StepAnswer.reply(Map.of("status", 200, "body", "plain")))
        .isEqualTo(new Reply(200, "text/plain; charset=utf-8", "plain"));
    assertThat(StepAnswer.reply(Map.of("status", 204)).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Set-Cookie", "Content-Length", "Transfer-Encoding", "Connection", "X Y", "Host"})
  void a_header_that_means_something_to_browsers_and_proxies_is_left_out(String name) {
    var output = Map.of("status", 200, "headers", Map.of(name, "x"));
    assertThat(StepAnswer.reply(output).headers()).isEmpty();
    assertThat(new RespondAction().check(Map.of("headers", Map.of(name, "x"))))
        .extracting(InputProblem::code)
        .containsExactly("header-not-allowed");
  }

  @Test
  void no_header_begins_another() {
    var output = Map.of("status", 200, "headers", Map.of("X-A", "1\r\nSet-Cookie: a=b"));
    assertThat(StepAnswer.reply(output).headers()).isEmpty();
  }

  @Test
  void an_answer_in_a_step_is_checked_when_it_runs_too() throws Exception {
    var action = new RespondAction();
    var keys = new WebhookKeys(new WebhookSettings(null, null, null, null, null, null, null));
    var context = FakeActionContext.aContext();
    assertThat(action.perform(keys, new RespondAction.Answer(null, null, "ok"), context).status())
        .isEqualTo(200);
    assertThatThrownBy(
            () -> action.perform(keys, new RespondAction.Answer(99, null, null), context))
        .isInstanceOf(ConnectorException.Permanent.class);
  }

  @Test
  void a_sender_waits_for_half_a_minute_at_most() {
    var problems = new ArrayList<InputProblem>();
    StepAnswer.check(Map.of("step", List.of(), "within", "PT31S"), problems);
    assertThat(problems)
        .extracting(InputProblem::pointer)
        .containsExactly("/answer/step", "/answer/within");
  }
}
