package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.Provider.Mood;
import org.carelay.engine.store.RunReads;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunSearchTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "%1$s", "title": "R", "zone": "UTC",
       "trigger": {"uses": "test.posted", "with": {"path": "%1$s"}},
       "subject": "{{ body.mrn }}",
       "steps": [
         {"id": "note", "uses": "test.put", "with": {"key": "{{ body.id }}", "value": "x"}},
         {"id": "rest", "if": "body.rests", "wait": "PT1H"}]}
      """;

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void post(String recipe, String id, String mrn, boolean rests)
      throws InterruptedException {
    fixture.post(recipe, Map.of("id", id, "mrn", mrn, "rests", rests));
    fixture.settle();
    fixture.advance(Duration.ofMillis(10));
  }

  private List<String> found(
      @Nullable String recipe,
      @Nullable String state,
      @Nullable String subject,
      @Nullable UUID before,
      int limit) {
    return fixture
        .engine
        .reads()
        .runs(1, new RunReads.Filter(recipe, state, subject, before, limit))
        .stream()
        .map(RunReads.Listed::eventKey)
        .toList();
  }

  @Test
  void finds_runs_by_how_they_stand_by_recipe_by_patient_and_by_time() throws Exception {
    fixture.recipe(RECIPE.formatted("p"));
    fixture.recipe(RECIPE.formatted("q"));
    post("p", "1", "M1", false);
    fixture.provider.moods.add(Mood.REFUSES);
    post("p", "2", "M2", false);
    post("q", "3", "M1", true);
    var between = Ids.firstAt(fixture.clock.instant());
    fixture.provider.moods.add(Mood.REFUSES);
    post("q", "4", "M1", false);

    assertThat(found(null, null, null, null, 100)).containsExactly("4", "3", "2", "1");
    assertThat(found(null, "failed", null, null, 100)).containsExactly("4", "2");
    assertThat(found("p", "failed", null, null, 100)).containsExactly("2");
    assertThat(found(null, "failed", "M1", null, 100)).containsExactly("4");
    assertThat(found(null, "succeeded", null, null, 100)).containsExactly("1");
    assertThat(found(null, "waiting", null, null, 100)).containsExactly("3");
    assertThat(found("p", "waiting", null, null, 100)).isEmpty();
    assertThat(found(null, null, "M1", null, 2)).containsExactly("4", "3");
    assertThat(found(null, null, null, between, 100)).containsExactly("3", "2", "1");
    assertThat(found(null, "failed", null, between, 100)).containsExactly("2");
    assertThat(found(null, "cancelled", null, null, 100)).isEmpty();
  }
}
