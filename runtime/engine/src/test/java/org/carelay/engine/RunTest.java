package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.engine.Provider.Mood;
import org.carelay.engine.store.RunReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run goes through its steps, across waits, failures and changes of node. */
class RunTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String steps) {
    recipe("", steps);
  }

  private void recipe(String more, String steps) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "zone": "UTC",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}, "when": "$not(body.skip = true)"},
         "subject": "{{ body.id }}", %s
         "steps": %s}
        """
            .formatted(more, steps));
  }

  private void post(Object... namesAndValues) throws InterruptedException {
    var body = new java.util.HashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    fixture.post("p", body);
    fixture.settle();
  }

  private Map<String, String> steps() {
    return fixture.onlyRun().steps().stream()
        .collect(Collectors.toMap(RunReads.StepView::id, RunReads.StepView::state));
  }

  private String state() {
    return fixture.onlyRun().run().state();
  }

  private static String put(String id, String key) {
    return """
        {"id": "%s", "uses": "test.put", "with": {"key": "%s", "value": "{{ body.id }}"}}"""
        .formatted(id, key);
  }

  @Test
  void keeps_each_steps_output_log_and_time() throws Exception {
    recipe(
        """
        [{"id": "a", "uses": "test.echo", "with": {"value": "{{ body.n }}"}},
         {"id": "b", "uses": "test.put", "with": {"key": "k", "value": "{{ steps.a.value + 1 }}"}}]""");
    post("id", "1", "n", 41);
    assertThat(state()).isEqualTo("succeeded");
    assertThat(fixture.provider.rows).containsEntry("k", 42);
    var first = fixture.onlyRun().steps().getFirst();
    assertThat(first.log()).isEqualTo(List.of("echo"));
    assertThat(first.durationMs()).isNotNull();
    assertThat(fixture.engine.reads().stats())
        .containsEntry("events", 1L)
        .containsEntry("runs", Map.of("succeeded", 1L))
        .containsEntry("effects", Map.of("done", 1L));
  }

  @Test
  void happens_once_for_the_same_event_and_not_at_all_where_the_condition_is_not_true()
      throws Exception {
    recipe("[" + put("a", "k") + "]");
    post("id", "1");
    post("id", "1");
    post("id", "2", "skip", true);
    assertThat(fixture.runs()).singleElement().matches(run -> run.eventKey().equals("1"));
    assertThat(fixture.engine.reads().stats())
        .containsEntry("events", 2L)
        .containsEntry("deduplicated", 1L);
  }

  @Test
  void skips_steps_whose_condition_is_not_true_and_says_so_to_later_steps() throws Exception {
    recipe(
        """
        [{"id": "a", "if": "body.n > 1", "uses": "test.echo", "with": {"value": "x"}},
         {"id": "b", "uses": "test.put", "with": {"key": "k", "value": "{{ steps.a.status }}"}}]""");
    post("id", "1", "n", 1);
    assertThat(fixture.provider.rows).containsEntry("k", "Skipped");
  }

  @Test
  void chooses_a_branch_and_stops_where_it_is_told() throws Exception {
    recipe(
        """
        [{"id": "c", "choose": [{"when": "body.n = 1", "steps": [%s]},
                                {"when": "body.n = 2", "steps": [%s]}],
          "otherwise": [{"id": "s", "stop": "enough"}]},
         %s]"""
            .formatted(put("one", "one"), put("two", "two"), put("last", "last")));
    post("id", "1", "n", 2);
    assertThat(fixture.provider.rows).containsOnlyKeys("two", "last");
    post("id", "2", "n", 9);
    assertThat(fixture.provider.rows).containsOnlyKeys("two", "last");
    assertThat(fixture.runs()).allMatch(r -> r.state().equals("succeeded"));
  }

  @Test
  void a_bad_element_of_a_loop_does_not_cost_the_others() throws Exception {
    recipe(
        """
        [{"id": "each", "forEach": "{{ body.people }}", "as": "person", "parallel": 3, "steps": [
          {"id": "text", "uses": "test.send",
           "message": {"purpose": "p", "subject": "{{ person.id }}", "occurrence": "{{ person.id }}"},
           "with": {"to": "{{ person.phone }}", "body": "Hello {{ person.name }}"}}]}]""");
    post(
        "id",
        "1",
        "people",
        List.of(
            Map.of("id", "1", "name", "Ana", "phone", "2125550101"),
            Map.of("id", "2", "phone", "2125550102"),
            Map.of("id", "3", "name", "Cyd", "phone", "2125550103")));
    assertThat(fixture.provider.taken).hasSize(2);
    assertThat(state()).isEqualTo("failed");
    assertThat(fixture.attention())
        .anyMatch(i -> i.kind().equals("missing-value") && "each/1/text".equals(i.step()));
  }

  @Test
  void parallel_branches_all_happen() throws Exception {
    recipe(
        """
        [{"id": "p", "parallel": [[%s], [{"id": "w", "wait": "PT1H"}, %s]]}, %s]"""
            .formatted(put("one", "one"), put("two", "two"), put("last", "last")));
    post("id", "1");
    assertThat(fixture.provider.rows).containsOnlyKeys("one");
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.rows).containsOnlyKeys("one", "two", "last");
    assertThat(fixture.provider.calls.get()).isEqualTo(3);
  }

  @Test
  void waits_as_a_row_and_goes_on_after_another_node_has_taken_over() throws Exception {
    recipe("[%s, {\"id\": \"w\", \"wait\": \"P3D\"}, %s]".formatted(put("a", "a"), put("b", "b")));
    post("id", "1");
    assertThat(state()).isEqualTo("waiting");
    assertThat(fixture.onlyRun().run().nextAt()).isEqualTo(Fixture.START.plus(Duration.ofDays(3)));
    try (var first = fixture.takeOver()) {
      fixture.advance(Duration.ofDays(3));
      assertThat(state()).isEqualTo("succeeded");
      assertThat(fixture.provider.calls.get()).isEqualTo(2);
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void repeats_an_idempotent_write_whose_outcome_is_unknown() throws Exception {
    recipe("[" + put("a", "k") + "]");
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    post("id", "1");
    fixture.advance(Duration.ofSeconds(5));
    assertThat(state()).isEqualTo("succeeded");
    assertThat(fixture.provider.calls.get()).isEqualTo(2);
  }

  @Test
  void gives_up_after_the_attempts_the_step_allows() throws Exception {
    recipe(
        """
        [{"id": "a", "uses": "test.put", "with": {"key": "k", "value": 1},
          "retry": {"attempts": 2, "delay": "PT1S"}}]""");
    fixture.provider.moods.addAll(List.of(Mood.BUSY, Mood.BUSY, Mood.WELL));
    post("id", "1");
    fixture.advance(Duration.ofMinutes(1));
    assertThat(state()).isEqualTo("failed");
    assertThat(fixture.provider.calls.get()).isEqualTo(2);
    assertThat(fixture.onlyRun().run().errorCode()).isEqualTo("busy");
  }

  @Test
  void goes_on_after_an_error_where_the_step_says_so() throws Exception {
    recipe(
        """
        [{"id": "a", "uses": "test.put", "with": {"key": "k", "value": 1}, "onError": "continue"},
         {"id": "b", "uses": "test.put", "with": {"key": "l", "value": 1},
          "onError": {"steps": [{"id": "c", "uses": "test.put",
             "with": {"key": "m", "value": "{{ error.code }}"}}]}},
         {"id": "d", "uses": "test.put",
          "with": {"key": "n", "value": "{{ steps.a.error.code & steps.b.status }}"}}]""");
    fixture.provider.moods.addAll(List.of(Mood.REFUSES, Mood.REFUSES));
    post("id", "1");
    assertThat(state()).isEqualTo("succeeded");
    assertThat(fixture.provider.rows)
        .containsEntry("m", "refused")
        .containsEntry("n", "refusedFailed");
  }

  @Test
  void runs_on_failure_steps_and_then_fails() throws Exception {
    recipe(
        """
        "onFailure": [{"id": "tell", "uses": "test.put",
           "with": {"key": "failed", "value": "{{ error.step & ': ' & error.code }}"}}],""",
        "[" + put("a", "k") + "]");
    fixture.provider.moods.add(Mood.REFUSES);
    post("id", "1");
    assertThat(state()).isEqualTo("failed");
    assertThat(fixture.provider.rows).containsEntry("failed", "a: refused");
  }

  @Test
  void follows_earlier_runs_of_the_same_key_and_none_of_other_keys() throws Exception {
    recipe(
        """
        "policy": {"concurrency": {"limit": 1, "per": "{{ body.patient }}"}},""",
        "[{\"id\": \"w\", \"wait\": \"PT1H\"}, " + put("a", "{{ body.id }}") + "]");
    post("id", "1", "patient", "A");
    post("id", "2", "patient", "A");
    post("id", "3", "patient", "B");
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "3");
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2", "3");
    assertThat(fixture.runs()).allMatch(r -> r.state().equals("succeeded"));
  }

  @Test
  void is_skipped_where_the_recipe_wants_no_queue() throws Exception {
    recipe(
        """
        "policy": {"concurrency": {"limit": 1, "overflow": "skip"}},""",
        "[{\"id\": \"w\", \"wait\": \"PT1H\"}, " + put("a", "{{ body.id }}") + "]");
    post("id", "1");
    post("id", "2");
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.rows).containsOnlyKeys("1");
    assertThat(fixture.runs())
        .extracting(RunReads.Listed::state)
        .containsExactly("cancelled", "succeeded");
  }

  @Test
  void fails_after_its_deadline() throws Exception {
    recipe(
        """
        "policy": {"deadline": "PT30M"},""",
        "[{\"id\": \"w\", \"wait\": \"PT1H\"}, " + put("a", "k") + "]");
    post("id", "1");
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.onlyRun().run().errorCode()).isEqualTo("deadline");
  }

  @Test
  void of_a_paused_recipe_is_kept_and_happens_when_it_is_activated() throws Exception {
    recipe("[" + put("a", "k") + "]");
    fixture.engine.recipes().pause(1, "r");
    fixture.engine.triggers().refresh();
    post("id", "1");
    assertThat(state()).isEqualTo("paused");
    fixture.engine.recipes().activate(1, "r", null);
    fixture.settle();
    assertThat(state()).isEqualTo("succeeded");
  }

  @Test
  void whose_condition_cannot_be_evaluated_fails_in_the_open() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}, "when": "body.n > 1"},
         "steps": [%s]}"""
            .formatted(put("a", "k")));
    post("id", "1", "n", "many");
    assertThat(state()).isEqualTo("failed");
    assertThat(fixture.onlyRun().run().errorCode()).isEqualTo("unreadable-event");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("failed"));
  }

  @Test
  void steps_reports_what_happened_to_each() throws Exception {
    recipe("[%s, {\"id\": \"w\", \"wait\": \"PT1H\"}]".formatted(put("a", "k")));
    post("id", "1");
    assertThat(steps()).isEqualTo(Map.of("a", "succeeded", "w", "waiting"));
  }

  @Test
  void goes_on_in_a_called_recipe_as_that_was_when_it_began() throws Exception {
    var called =
        """
        {"version": 1, "id": "called", "title": "C",
         "trigger": {"uses": "test.posted", "with": {"path": "called"}}, "steps": [%s
           {"id": "w", "wait": "PT1H"},
           {"id": "a", "uses": "test.put", "with": {"key": "a", "value": 1}}]}""";
    fixture.recipe(called.formatted(""));
    recipe("[{\"id\": \"c\", \"call\": \"called\"}]");
    post("id", "1");
    fixture.recipe(
        called.formatted(
            "{\"id\":\"new\",\"uses\":\"test.put\",\"with\":{\"key\":\"new\",\"value\":1}},"));
    fixture.advance(Duration.ofHours(2));
    assertThat(fixture.provider.rows).containsOnlyKeys("a");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
  }
}
