package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll may begin while what the one before it found is still being committed. */
class ReadAheadTest {
  private final Fixture fixture = new Fixture();
  private final TestChanges poller = fixture.connector.changes;

  @BeforeEach
  void listen() {
    poller.ahead = true;
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {}},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    fixture.engine.start();
    await(() -> !poller.seen.isEmpty());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void gets_the_state_as_it_will_be_and_is_committed_in_order() throws Exception {
    try (var connection = locked("update poll_group set revision = revision")) {
      find("1");
      var second = find("2");
      assertThat(poller.seen.get(second).state()).isEqualTo(Map.of("last", "1"));
      assertThat(poller.durable).isEmpty();
      assertThat(fixture.provider.rows).isEmpty();
      connection.rollback();
    }
    fixture.awaitRow("1");
    fixture.awaitRow("2");
    await(() -> poller.durable.size() == 2);
    assertThat(poller.durable)
        .extracting(result -> result.findings().getFirst().events().getFirst().key())
        .containsExactly("1", "2");
  }

  @Test
  void is_dropped_when_the_one_before_it_was_not_committed_after_all() throws Exception {
    int next;
    try (var connection = locked("update poll_group set revision = revision + 1")) {
      find("1");
      next = find("2") + 1;
      connection.commit();
    }
    await(() -> poller.seen.size() > next);
    assertThat(poller.seen.get(next).state()).isEmpty();
    assertThat(fixture.engine.reads().stats()).containsEntry("events", 0L);
    find("1");
    fixture.awaitRow("1");
    assertThat(fixture.provider.rows).containsOnlyKeys("1");
  }

  /** Held until the test lets go, so that nothing of the group can be committed. */
  private Connection locked(String sql) throws SQLException {
    var connection = fixture.database.getConnection();
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return connection;
  }

  /**
   * @return which of the looks found it; none after it, while nothing can be committed
   */
  private int find(String id) {
    var event = new TriggerEvent(id, fixture.clock.instant(), Map.of("body", Map.of("id", id)));
    int before = poller.seen.size();
    poller.next.add(
        new Finding("r", List.of(event), List.of(new StateChange("last", id)), List.of()));
    fixture.engine.triggers().pollNow();
    await(() -> found(id, before) >= 0);
    return found(id, before);
  }

  private int found(String id, int from) {
    return IntStream.range(from, poller.seen.size())
        .filter(look -> poller.seen.get(look).found(id))
        .findFirst()
        .orElse(-1);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not come to be.");
      }
      Thread.onSpinWait();
    }
  }
}
