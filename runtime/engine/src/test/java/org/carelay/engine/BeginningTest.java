package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.Recipes.Change;
import org.carelay.engine.trigger.Beginnings.Count;
import org.carelay.engine.trigger.Beginnings.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recipe that is to begin with what is there does so once, after a person has confirmed it. */
class BeginningTest {
  private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void fill() {
    there("1", OLD);
    there("2", OLD.plusSeconds(60));
    there("not me", OLD.plusSeconds(120));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void there(String id, Instant at) {
    fixture.connector.changes.there.add(new TriggerEvent(id, at, Map.of("body", Map.of("id", id))));
  }

  private Change importing(String startFrom, String with) {
    var json =
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {%s}, "startFrom": "%s",
                     "when": "body.id != 'not me'"},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}"""
            .formatted(with, startFrom);
    return fixture
        .engine
        .recipes()
        .apply(1, List.of(json.getBytes(StandardCharsets.UTF_8)), true)
        .getFirst();
  }

  private Outcome activate(@Nullable Long confirmed) throws Exception {
    var outcome = fixture.engine.beginnings().activate(1, "r", null, confirmed);
    fixture.engine.triggers().refresh();
    return outcome;
  }

  private boolean firstLook() throws Exception {
    fixture.connector.changes.next.add(
        new Finding("r", List.of(), List.of(new StateChange("last", "3")), List.of()));
    fixture.engine.triggers().pollNow();
    var left = fixture.engine.beginningReader().readPending();
    fixture.settle();
    return left;
  }

  @Test
  void an_import_leaves_it_off_and_says_so() {
    var change = importing("beginning", "");
    assertThat(change.valid()).isTrue();
    assertThat(change.problems())
        .singleElement()
        .matches(p -> p.pointer().equals("/trigger/startFrom") && p.code().equals("confirm-start"));
    assertThat(fixture.engine.recipes().active(1, "r")).isNull();
  }

  @Test
  void it_is_not_active_until_the_count_is_confirmed_as_it_is() throws Exception {
    importing("beginning", "");
    var count = new Count(3, 2, true);
    assertThat(fixture.engine.beginnings().count(1, "r", null)).isEqualTo(count);
    assertThat(activate(null)).isEqualTo(new Outcome.Unconfirmed(count));
    assertThat(activate(2L)).isEqualTo(new Outcome.Unconfirmed(count));
    assertThat(fixture.engine.recipes().active(1, "r")).isNull();
    assertThat(activate(3L)).isEqualTo(new Outcome.Activated());
  }

  @Test
  void it_begins_with_what_is_there_once_the_trigger_has_looked() throws Exception {
    importing("beginning", "");
    activate(3L);
    assertThat(fixture.engine.beginningReader().readPending()).isTrue();
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(firstLook()).isFalse();
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
    assertThat(firstLook()).isFalse();
    assertThat(fixture.runs()).hasSize(2);
  }

  @Test
  void it_begins_where_another_node_has_to_go_on() throws Exception {
    importing("beginning", "");
    activate(3L);
    try (var first = fixture.takeOver()) {
      assertThat(firstLook()).isFalse();
      assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void it_begins_with_what_is_so_since_an_instant() throws Exception {
    importing("2026-01-01T00:00:30Z", "");
    assertThat(activate(2L)).isEqualTo(new Outcome.Activated());
    firstLook();
    assertThat(fixture.provider.rows).containsOnlyKeys("2");
  }

  @Test
  void an_instant_is_refused_where_the_source_knows_none() {
    assertThat(importing("2026-01-01T00:00:30Z", "\"value\": \"undated\"").problems())
        .anyMatch(p -> p.message().contains("Write \"beginning\" instead"));
  }

  @Test
  void a_second_activation_begins_with_nothing() throws Exception {
    importing("beginning", "");
    activate(3L);
    firstLook();
    fixture.engine.recipes().pause(1, "r");
    there("4", OLD);
    assertThat(activate(null)).isEqualTo(new Outcome.Activated());
    assertThat(firstLook()).isFalse();
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
  }

  @Test
  void far_too_much_is_refused() throws Exception {
    IntStream.range(0, 10_000).forEach(i -> there("n" + i, OLD));
    importing("beginning", "");
    assertThat(activate(10_003L)).isEqualTo(new Outcome.TooMuch(10_003));
  }

  @Test
  void a_source_that_cannot_be_read_is_told_and_tried_again() throws Exception {
    importing("beginning", "");
    activate(3L);
    fixture.connector.changes.next.add(
        new Finding("r", List.of(), List.of(new StateChange("last", "3")), List.of()));
    fixture.engine.triggers().pollNow();
    fixture.connector.changes.failure =
        new ConnectorException.Permanent("gone", "It is gone.", null);
    assertThat(fixture.engine.beginningReader().readPending()).isTrue();
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.message().contains("It is gone."));
    fixture.connector.changes.failure = null;
    fixture.clock.advance(Duration.ofMinutes(1));
    assertThat(fixture.engine.beginningReader().readPending()).isFalse();
    fixture.settle();
    assertThat(fixture.attention()).isEmpty();
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
  }
}
