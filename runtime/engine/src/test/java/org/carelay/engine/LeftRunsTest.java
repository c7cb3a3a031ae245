package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run is not left lying, whatever the database does while it changes hands. */
class LeftRunsTest {
  private final Fixture fixture = new Fixture();
  private final Sql sql = new Sql(fixture.database);

  @AfterEach
  void close() {
    fixture.close();
  }

  private static final String TEXT =
      """
      {"id": "text", "uses": "test.send", "message": {"purpose": "p", "occurrence": "1"},
       "with": {"to": "+12125550142", "body": "Hi"}}""";
  private static final String WAIT = "{\"id\": \"wait\", \"wait\": \"PT1H\"}";
  private static final String PUT =
      "{\"id\": \"put\", \"uses\": \"test.put\", \"with\": {\"key\": \"a\", \"value\": 1}}";

  private void recipe(String... steps) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}",
         "trigger": {"uses": "test.posted", "with": {"path": "r"}}, "steps": [%s]}"""
            .formatted(String.join(",", steps)));
  }

  private void start() throws InterruptedException {
    fixture.post("r", Map.of("id", "1"));
    fixture.settle();
  }

  @Test
  void when_the_answer_to_its_claim_is_lost() throws Exception {
    recipe(WAIT, PUT);
    start();
    fixture.clock.advance(Duration.ofHours(2));
    fixture.lostAnswers.loseNext();
    assertThatThrownBy(() -> fixture.engine.claims().claimDue())
        .isInstanceOf(Sql.DatabaseException.class);
    fixture.settle();
    assertThat(fixture.provider.rows).containsKey("a");
  }

  @Test
  void when_the_database_goes_away_between_its_claim_and_its_beginning() throws Exception {
    recipe(WAIT, PUT);
    start();
    fixture.clock.advance(Duration.ofHours(2));
    fixture.lostAnswers.breakAt("occurred_at, data from event");
    assertThatThrownBy(() -> fixture.engine.claims().claimDue())
        .isInstanceOf(Sql.DatabaseException.class);
    fixture.settle();
    assertThat(fixture.provider.rows).containsKey("a");
  }

  @Test
  void when_the_database_goes_away_while_a_step_asks_it() throws Exception {
    recipe(TEXT);
    fixture.lostAnswers.breakAt("from opt_out");
    start();
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void when_there_is_no_room_to_write_down_that_its_message_went_out() throws Exception {
    recipe(TEXT, PUT);
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    fixture.provider.beforeAnswer =
        () -> {
          underWay.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    fixture.post("r", Map.of("id", "1"));
    underWay.await();
    try (var other = fixture.database.getConnection();
        var lock = other.createStatement()) {
      other.setAutoCommit(false);
      lock.execute("lock table node in access exclusive mode");
      fillTheJournal();
      goOn.countDown();
      assertThat(fixture.engine.executor().awaitQuiet(Duration.ofSeconds(20))).isTrue();
      other.rollback();
    }
    fixture.settle();
    fixture.advance(Duration.ofSeconds(5));
    assertThat(fixture.provider.rows).containsKey("a");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  /** Both writers wait for a lock that somebody keeps, and the queue behind them is full. */
  private void fillTheJournal() {
    var writers =
        "select 1 from pg_locks where not granted and relation = 'node'::regclass and database ="
            + " (select oid from pg_database where datname = current_database())";
    until(
        () -> {
          fixture.engine.journal().submit(List.of());
          return sql.list(writers, row -> 1).size() == 2;
        });
    until(() -> fixture.engine.journal().submit(List.of()).isCompletedExceptionally());
  }

  @Test
  void when_it_cannot_be_read_a_person_hears_of_it_and_the_others_go_on() throws Exception {
    recipe(WAIT, PUT);
    start();
    sql.update("update recipe_version set document = ?", (Object) new byte[] {'{', '}'});
    try (var first = fixture.takeOverBlindly()) {
      fixture.advance(Duration.ofHours(2));
      assertThat(first.ready()).isFalse();
    }
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.message().contains("cannot read"));
    assertThat(sql.list("select next_at from active", row -> Sql.instant(row, "next_at")))
        .singleElement()
        .matches(again -> again.isAfter(fixture.clock.instant()));
  }

  @Test
  void when_a_node_that_was_given_up_wakes_and_reaches_for_it() throws Exception {
    recipe(WAIT, PUT);
    start();
    try (var first = fixture.takeOver()) {
      fixture.clock.advance(Duration.ofHours(2));
      assertThat(first.claims().claimDue()).isZero();
      fixture.settle();
      assertThat(fixture.provider.rows).containsKey("a");
    }
  }

  @Test
  void when_its_event_was_judged_before_and_stored_after_its_recipe_was_activated()
      throws Exception {
    recipe(PUT);
    fixture.engine.recipes().pause(1, "r");
    var paused = Objects.requireNonNull(fixture.engine.recipes().active(1, "r"));
    fixture.engine.recipes().activate(1, "r", null);
    var event = new TriggerEvent("1", fixture.clock.instant(), Map.of("body", Map.of("id", "1")));
    fixture.engine.intake().accept(paused, event).join();
    fixture.engine.claims().wakePaused();
    fixture.settle();
    assertThat(fixture.provider.rows).containsKey("a");
  }

  private static final String SESSION =
      """
      from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())""";

  @Test
  void and_no_connection_is_lost_each_time_the_database_ends_a_session() throws Exception {
    recipe(PUT);
    start();
    int before = fixture.database.getHikariPoolMXBean().getActiveConnections();
    for (int i = 0; i < 2; i++) {
      sql.list("select pg_terminate_backend(pid, 20000) " + SESSION, row -> 1);
      until(() -> !sql.list("select 1 " + SESSION, row -> 1).isEmpty());
    }
    until(() -> fixture.database.getHikariPoolMXBean().getActiveConnections() <= before);
  }

  private static void until(java.util.function.BooleanSupplier done) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void and_the_runtime_starts_where_a_clock_that_was_ahead_left_rows_of_tomorrow()
      throws Exception {
    recipe(PUT);
    fixture.clock.advance(Duration.ofDays(1));
    start();
    fixture.clock.advance(Duration.ofDays(-1));
    fixture.engine.start();
    assertThat(fixture.provider.rows).containsKey("a");
  }
}
