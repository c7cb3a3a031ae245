package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.carelay.engine.Provider.Mood;
import org.carelay.engine.store.RunReads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people do with runs and matters: run again from a step, assign, note, watch. */
class DeskTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "r", "title": "R", "zone": "UTC",
       "trigger": {"uses": "test.posted", "with": {"path": "p"}},
       "subject": "{{ body.mrn }}",
       "steps": [
         {"id": "think", "uses": "test.echo", "with": {"value": "{{ body.name }}"}},
         {"id": "first", "uses": "test.put", "with": {"key": "first", "value": "{{ body.mrn }}"}},
         {"id": "text", "uses": "test.send",
          "message": {"purpose": "ready", "occurrence": "{{ body.visit }}", "expires": "PT4H"},
          "with": {"to": "(212) 555-0142", "body": "Hi {{ steps.think.value }}"}},
         {"id": "last", "uses": "test.put", "with": {"key": "last", "value": "{{ body.mrn }}"}}]}
      """;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private RunReads.Listed ran() throws InterruptedException {
    fixture.recipe(RECIPE);
    fixture.post("p", Map.of("id", "1", "mrn", "M1", "visit", "V1", "name", "Ana"));
    fixture.settle();
    return fixture.runs().getFirst();
  }

  private RunReads.Detail again(UUID run, String fromStep) throws InterruptedException {
    var fresh = Objects.requireNonNull(fixture.engine.replay(1, run, fromStep));
    fixture.settle();
    return Objects.requireNonNull(fixture.engine.reads().run(1, fresh));
  }

  @Test
  void runs_again_from_a_step_with_what_the_steps_before_came_to() throws Exception {
    fixture.provider.moods.add(Mood.WELL);
    fixture.provider.moods.add(Mood.REFUSES);
    var failed = ran();
    assertThat(failed.state()).isEqualTo("failed");
    fixture.provider.rows.clear();

    var second = again(failed.id(), "text");

    assertThat(second.run().state()).isEqualTo("succeeded");
    assertThat(second.run().replayOf()).isEqualTo(failed.id());
    assertThat(fixture.provider.rows).containsOnlyKeys("last");
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.provider.taken.getFirst().body()).isEqualTo("Hi Ana");
    assertThat(second.steps())
        .extracting(RunReads.StepView::id)
        .containsExactly("think", "first", "text", "last");
  }

  @Test
  void sends_nothing_twice_however_often_it_is_run_again_from_the_message() throws Exception {
    var done = ran();
    again(done.id(), "text");
    again(done.id(), "think");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void keeps_to_the_version_of_the_run_it_begins_in_the_middle_of() throws Exception {
    var done = ran();
    fixture.recipe(RECIPE.replace("Hi ", "Hello ").replace("\"last\"", "\"end\""));
    fixture.provider.rows.clear();
    var second = again(done.id(), "last");
    assertThat(second.run().version()).isEqualTo(1);
    assertThat(fixture.provider.rows).containsOnlyKeys("last");
  }

  @Test
  void cannot_begin_at_a_step_that_is_not_there() throws Exception {
    var done = ran();
    assertThatThrownBy(() -> fixture.engine.replay(1, done.id(), "nowhere"))
        .hasMessageContaining("think, first, text, last");
    assertThat(fixture.engine.replay(1, UUID.randomUUID(), "text")).isNull();
    assertThat(fixture.runs()).hasSize(1);
  }

  @Test
  void keeps_who_looks_after_a_matter_and_what_was_noted_until_it_is_decided() throws Exception {
    fixture.provider.moods.add(Mood.WELL);
    fixture.provider.moods.add(Mood.REFUSES);
    ran();
    long id = fixture.attention().getFirst().id();
    assertThat(fixture.engine.attention().assign(1, id, "Ben")).isTrue();
    assertThat(fixture.engine.attention().note(1, id, "ada", "Called her")).isTrue();
    var item = fixture.attention().getFirst();
    assertThat(item.assignedTo()).isEqualTo("Ben");
    assertThat(item.notes()).extracting(n -> n.by() + ": " + n.note()).contains("ada: Called her");

    fixture.engine.decide(1, id, "done", "ada", null);
    assertThat(fixture.engine.attention().assign(1, id, "Ben")).isFalse();
    assertThat(fixture.engine.attention().note(1, id, "ada", "Too late")).isFalse();
  }

  @Test
  void knows_how_much_is_usual_once_a_day_of_it_has_been_heard() throws Exception {
    assertThat(fixture.engine.events().activity().of(1, "r").lastEvent()).isNull();
    fixture.recipe(RECIPE);
    for (int i = 0; i < 10; i++) {
      fixture.post("p", Map.of("id", "e" + i, "mrn", "M1", "visit", "V" + i, "name", "Ana"));
      fixture.settle();
      fixture.advance(Duration.ofHours(6));
    }
    var heard = fixture.engine.events().activity().of(1, "r");
    assertThat(heard.lastEvent()).isNotNull();
    assertThat(heard.eventsPerDay()).isBetween(3.0, 6.0);
    var since = fixture.clock.instant().minus(Duration.ofHours(13));
    assertThat(fixture.engine.events().activity().messagesSince(1, since))
        .containsEntry("done", 2L);
  }
}
