package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.carelay.engine.trigger.Hooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run waits for a post, and the post finds it by what both know. */
class WakingPostTest {
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String path, String title) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "%s",
         "trigger": {"uses": "test.posted", "with": {"path": "order"}},
         "steps": [
           {"id": "result", "waitFor": {"webhook": {"uses": "test.posted", "with": {"path": "%s"},
              "match": "body.order", "equals": "{{ body.id }}"}, "timeout": "PT2H"}},
           {"id": "said", "uses": "test.put", "with": {"key": "said {{ body.id }}",
              "value": "{{ $exists(steps.result.timedOut) ? 'late' : steps.result.body.text }}"}}]}"""
            .formatted(title, path));
  }

  private void order(Object id) throws InterruptedException {
    fixture.post("order", Map.of("id", id));
    fixture.settle();
  }

  private Hooks.Answer result(String id, Object order, String text) throws InterruptedException {
    var answer = fixture.post("lab", Map.of("id", id, "order", order, "text", text));
    fixture.settle();
    return answer;
  }

  @Test
  void a_post_wakes_the_one_run_it_is_meant_for_and_counts_once() throws Exception {
    recipe("lab", "R");
    order("A");
    order(7);
    assertThat(result("1", "A", "fine")).isInstanceOf(Hooks.Answer.Done.class);
    result("1", "A", "fine");
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said A", "fine"));
    result("2", "7", "a number is its text");
    assertThat(fixture.provider.rows).containsEntry("said 7", "a number is its text");
    assertThat(fixture.attention()).isEmpty();
    assertThat(fixture.runs()).allMatch(run -> run.state().equals("succeeded"));
  }

  @Test
  void a_post_nobody_waits_for_is_kept_and_a_person_hears_of_it() throws Exception {
    recipe("lab", "R");
    order("A");
    var answer = (Hooks.Answer.Done) result("1", "B", "whose?");
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.kind().equals("webhook"))
        .matches(i -> i.message().contains("no run waits for it"));
    var kept = fixture.engine.events().latest(1, "r", null, 10);
    assertThat(kept).anyMatch(event -> event.id().equals(answer.events().getFirst().event()));
    assertThat(fixture.runs()).singleElement().matches(run -> run.state().equals("waiting"));
  }

  @Test
  void where_two_runs_wait_for_the_same_a_person_says_which_is_meant() throws Exception {
    recipe("lab", "R");
    order("A");
    fixture.post("order", Map.of("id", "A", "n", 2));
    fixture.engine.emit(
        java.util.Objects.requireNonNull(fixture.engine.recipes().active(1, "r")),
        new org.carelay.connector.TriggerEvent(
            "other", fixture.clock.instant(), Map.of("body", Map.of("id", "A"))));
    fixture.settle();
    result("1", "A", "whose?");
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.message().contains("several runs wait for it"));
    assertThat(fixture.provider.rows).isEmpty();
  }

  @Test
  void a_post_that_is_quicker_than_the_step_that_waits_for_it_is_given_to_it() throws Exception {
    recipe("lab", "R");
    fixture.post("lab", Map.of("id", "1", "order", "A", "text", "quick"));
    order("A");
    fixture.engine.claims().start();
    fixture.awaitRow("said A");
    assertThat(fixture.provider.rows).containsEntry("said A", "quick");
  }

  @Test
  void without_a_post_the_run_goes_on_after_its_time() throws Exception {
    recipe("lab", "R");
    order("A");
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said A", "late"));
  }

  @Test
  void runs_of_an_older_version_are_still_found() throws Exception {
    recipe("lab", "R");
    order("A");
    recipe("laboratory", "R2");
    order("B");
    result("1", "A", "old");
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said A", "old"));
  }
}
