package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.carelay.engine.Provider.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see that a step was given. */
class StepInputTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "r", "title": "R", "zone": "UTC",
       "trigger": {"uses": "test.posted", "with": {"path": "p"}},
       "steps": [
         {"id": "think", "uses": "test.echo", "with": {"value": "{{ body.name }}"}},
         {"id": "never", "if": "false", "uses": "test.echo", "with": {"value": "x"}},
         {"id": "way", "choose": [{"when": "body.many", "steps": [
           {"id": "each", "forEach": "{{ body.list }}", "steps": [
             {"id": "say", "uses": "test.echo",
              "with": {"value": "{{ item }} {{ steps.think.value }}"}}]}]}]},
         {"id": "last", "uses": "test.put",
          "with": {"key": "last", "value": "{{ steps.each.count }}"}}]}
      """;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private Map<String, Map<String, Object>> inputs() {
    return fixture.engine.trials().inputs(1, fixture.onlyRun());
  }

  @Test
  void are_worked_out_from_the_event_and_the_steps_before_also_inside_of_loops() throws Exception {
    fixture.recipe(RECIPE);
    fixture.post(
        "p", Map.of("id", "1", "name", "Ana", "many", true, "list", List.of("hello", "bye")));
    fixture.settle();

    var inputs = inputs();

    assertThat(inputs.get("think")).containsEntry("value", "Ana");
    assertThat(inputs.get("way/0/each/1/say")).containsEntry("value", "bye Ana");
    assertThat(inputs.get("last"))
        .containsEntry("key", "last")
        .hasEntrySatisfying("value", count -> assertThat(count).hasToString("2"));
    assertThat(inputs).doesNotContainKey("never");
  }

  @Test
  void are_there_for_the_step_that_failed_and_for_none_after_it() throws Exception {
    fixture.recipe(RECIPE.replace("steps.each.count", "steps.think.value"));
    fixture.provider.moods.add(Mood.REFUSES);
    fixture.post("p", Map.of("id", "1", "name", "Ana", "many", false, "list", List.of()));
    fixture.settle();

    assertThat(fixture.onlyRun().run().state()).isEqualTo("failed");
    assertThat(inputs()).containsOnlyKeys("think", "last");
  }
}
