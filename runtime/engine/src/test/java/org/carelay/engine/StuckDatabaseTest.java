package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.carelay.engine.trigger.Hooks.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that answers but writes nothing: a full disk, or a lock that somebody keeps. */
class StuckDatabaseTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void senders_are_told_to_come_again_and_nothing_is_lost_or_doubled() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "r"}},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    try (var other = fixture.database.getConnection();
        var lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("lock table event in access exclusive mode");
      assertThat(fixture.post("r", Map.of("id", "1")))
          .isInstanceOfSatisfying(Answer.Refused.class, r -> assertThat(r.status()).isEqualTo(503));
      assertThat(fixture.engine.ready()).isFalse();
      assertThat(fixture.post("r", Map.of("id", "2")))
          .isInstanceOfSatisfying(
              Answer.Refused.class, r -> assertThat(r.code()).isEqualTo("busy"));
      other.rollback();
    }
    fixture.awaitRow("1");
    assertThat(fixture.engine.ready()).isTrue();
    assertThat(fixture.post("r", Map.of("id", "1")))
        .isInstanceOfSatisfying(
            Answer.Done.class, done -> assertThat(done.events().getFirst().duplicate()).isTrue());
    fixture.settle();
    assertThat(fixture.runs()).hasSize(1);
  }
}
