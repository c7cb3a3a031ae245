package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The machine's clock is put right while something is polled. */
class MovedClockTest {
  private final Fixture fixture = new Fixture();
  private final TestChanges poller = fixture.connector.changes;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_clock_put_back_by_days_does_not_put_the_next_look_off_by_days() {
    fixture.clock.set(Fixture.START.plus(Duration.ofDays(5)));
    poller.atTheEnd =
        () -> {
          poller.atTheEnd = () -> {};
          fixture.clock.set(Fixture.START);
          var event = new TriggerEvent("1", Fixture.START, Map.of("body", Map.of("id", "1")));
          poller.next.add(new Finding("r", List.of(event), List.of(), List.of()));
        };
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {}},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    fixture.engine.start();
    fixture.awaitRow("1");
    assertThat(poller.seen).hasSizeGreaterThan(1);
  }
}
