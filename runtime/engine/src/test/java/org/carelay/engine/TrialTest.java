package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.run.Trials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On trial a recipe shows what it would do, and does nothing. */
class TrialTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "r", "title": "R",
       "trigger": {"uses": "test.posted", "with": {"path": "p"}, "when": "body.status = 'Ready'"},
       "subject": "{{ body.mrn }}",
       "steps": [
         {"id": "think", "uses": "test.echo", "with": {"value": "{{ body.phone }}"}},
         {"id": "pause", "wait": "P2D"},
         {"id": "text", "uses": "test.send",
          "message": {"purpose": "ready", "occurrence": "1", "expires": "P9D"},
          "with": {"to": "{{ body.phone }}", "body": "Hi {{ body.name }}"}},
         {"id": "mark", "uses": "test.put", "with": {"key": "k", "value": "{{ steps.text.status }}"}}]}
      """;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private Trials.Outcome tried(Fixture on, Map<String, Object> body) {
    on.recipe(RECIPE);
    var recipe = Objects.requireNonNull(on.engine.recipes().active(1, "r")).recipe();
    var event = new TriggerEvent("sample/1", on.clock.instant(), Map.of("body", body));
    return on.engine.trials().run(1, recipe, event, false);
  }

  private static Map<String, Object> ready(String phone) {
    return Map.of("status", "Ready", "mrn", "M1", "phone", phone, "name", "Ana");
  }

  @Test
  void shows_every_step_and_leaves_nothing_behind() {
    var outcome = tried(fixture, ready("(212) 555-0142"));
    assertThat(outcome.wanted()).isTrue();
    assertThat(outcome.state()).isEqualTo("succeeded");
    assertThat(outcome.steps())
        .extracting(step -> step.id() + " " + step.state())
        .containsExactly("think succeeded", "pause succeeded", "text succeeded", "mark succeeded");
    var text = Objects.requireNonNull(outcome.intents().get("text"));
    assertThat(text.action()).isEqualTo("send");
    assertThat(text.to()).containsExactly("+12125550142");
    assertThat(text.input()).isEqualTo(Map.of("to", "(212) 555-0142", "body", "Hi Ana"));
    assertThat(outcome.intents().get("mark")).matches(i -> i != null && i.action().equals("write"));

    assertThat(fixture.provider.taken).isEmpty();
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.runs()).isEmpty();
    assertThat(fixture.attention()).isEmpty();
    assertThat(fixture.engine.reads().effects(1, null, null, null)).isEmpty();
  }

  @Test
  void says_that_the_condition_is_not_true() {
    var outcome = tried(fixture, Map.of("status", "Waiting", "mrn", "M1"));
    assertThat(outcome.wanted()).isFalse();
    assertThat(outcome.steps()).isEmpty();
  }

  @Test
  void says_what_the_gate_would_do() {
    assertThat(intent(fixture, "555-01").action()).isEqualTo("bad-address");
    try (var few = new Fixture(new Fixture.Settings(DeliveryMode.ALLOWLIST, Set.of()))) {
      assertThat(intent(few, "(212) 555-0142"))
          .matches(i -> i.action().equals("suppress") && i.reason() != null);
    }
  }

  private Trials.Intent intent(Fixture on, String phone) {
    return Objects.requireNonNull(tried(on, ready(phone)).intents().get("text"));
  }

  @Test
  void says_that_the_same_message_has_gone_out() throws Exception {
    fixture.recipe(RECIPE.replace("P2D", "PT0.001S"));
    fixture.post("p", ready("(212) 555-0142"));
    fixture.settle();
    fixture.advance(Duration.ofSeconds(1));
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(intent(fixture, "(212) 555-0142").action()).isEqualTo("already-sent");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void says_which_value_is_missing() {
    var outcome = tried(fixture, Map.of("status", "Ready", "mrn", "M1", "phone", "2125550142"));
    assertThat(outcome.state()).isEqualTo("failed");
    assertThat(outcome.error())
        .matches(e -> e != null && e.code().equals("missing-value"))
        .matches(e -> e != null && e.message().contains("body.name"));
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void past_events_are_there_to_try_on() throws Exception {
    fixture.recipe(RECIPE);
    fixture.post("p", Map.of("status", "Waiting", "mrn", "M7"));
    fixture.settle();
    assertThat(fixture.engine.trials().past(1, "r", 5))
        .extracting(TriggerEvent::data)
        .singleElement()
        .asString()
        .contains("M7");
    assertThat(fixture.engine.events().latest(1, "r", "m7", 5))
        .singleElement()
        .matches(heard -> !heard.wanted());
    assertThat(fixture.engine.events().latest(1, "r", "M", 5)).isEqualTo(List.of());
  }
}
