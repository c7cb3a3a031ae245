package org.carelay.engine;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clock stands still, so nothing is found by looking again after a while. */
class ClaimsTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void the_next_run_in_order_begins_when_the_one_before_it_has_ended() {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "policy": {"concurrency": {"limit": 1}},
         "trigger": {"uses": "test.posted", "with": {"path": "p"}},
         "steps": [{"id": "a", "uses": "test.put", "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    fixture.engine.start();
    IntStream.range(0, 40).forEach(i -> fixture.post("p", Map.of("id", "row-" + i)));
    fixture.awaitRow("row-39");
  }

  @Test
  void a_wait_that_is_put_down_after_the_last_look_ends_in_time() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}},
         "steps": [{"id": "w", "wait": "PT1H"},
                   {"id": "a", "uses": "test.put", "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    fixture.engine.start();
    fixture.post("p", Map.of("id", "late"));
    fixture.engine.executor().awaitQuiet(Duration.ofSeconds(20));
    fixture.clock.advance(Duration.ofHours(1));
    fixture.awaitRow("late");
  }
}
