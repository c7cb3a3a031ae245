package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.Holds;
import org.carelay.engine.store.Sql;
import org.carelay.engine.store.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The machine's clock is put right by hours or days, as after a start before the time is known. */
class MovedClockTest {
  private final Fixture fixture = new Fixture();
  private final TestChanges poller = fixture.connector.changes;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void what_another_node_has_stopped_is_seen_though_the_clock_was_put_back() {
    var sql = new Sql(fixture.database);
    var holds = new Holds(sql, fixture.clock);
    var tokens = new Tokens(sql, fixture.clock);
    var token = tokens.create(1, "lab", "admin");
    assertThat(holds.reason(1)).isNull();
    assertThat(tokens.isKnown(1, token.id())).isTrue();
    sql.update("update workspace set held_since = ?, held_reason = 'stop'", Fixture.START);
    sql.update("delete from api_token");
    fixture.clock.advance(Duration.ofHours(-5));
    assertThat(holds.reason(1)).isEqualTo("stop");
    assertThat(tokens.isKnown(1, token.id())).isFalse();
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
