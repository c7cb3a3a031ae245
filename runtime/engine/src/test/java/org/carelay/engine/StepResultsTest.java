package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.HttpTrigger.Answering;
import org.carelay.engine.run.StepResults;
import org.carelay.engine.store.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepResultsTest {
  private static final Answering WANTED = new Answering(List.of("a"), Duration.ofSeconds(60));

  private final Fixture fixture = new Fixture();
  private final StepResults results = new StepResults(new Sql(fixture.database));

  @AfterEach
  void close() {
    fixture.close();
  }

  private Optional<Object> waitedFor(UUID run, Runnable then) throws Exception {
    var output = Objects.requireNonNull(results.expect(run, WANTED));
    then.run();
    return output.get(60, TimeUnit.SECONDS);
  }

  @Test
  void a_sender_who_comes_between_the_step_and_the_end_of_its_run_hears_the_step()
      throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}},
         "steps": [{"id": "a", "uses": "test.put", "with": {"key": "k", "value": 1}}]}""");
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    var run = fixture.onlyRun();
    var given = run.steps().getFirst().output();
    assertThat(waitedFor(run.run().id(), () -> results.over(run.run().id()))).contains(given);
    assertThat(waitedFor(run.run().id(), () -> results.look(run.run().id(), List.of("a"))))
        .contains(given);
  }

  @Test
  void a_run_that_gave_nothing_lets_its_sender_go() throws Exception {
    var unknown = UUID.randomUUID();
    assertThat(waitedFor(unknown, () -> results.over(unknown))).isEmpty();
    assertThat(waitedFor(unknown, () -> results.look(unknown, List.of("a")))).isEmpty();
  }
}
