package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.database.WritesTest.failure;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.testkit.FakeActionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueriesTest {
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Postgres extends Queries {
    Postgres() {
      super(TestDatabase.postgres(), "select pg_sleep(30)");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "with gone as (delete from patient returning *) select * from gone",
          "select nextval('numbers')",
          "set transaction read write",
          "create table x (a int)",
          "select * into copy from patient"
        })
    void cannot_write_by_any_trick(String sql) throws Exception {
      database.run("create sequence if not exists numbers");
      assertThat(failure(() -> actions.query(sql))).isInstanceOf(Permanent.class);
      assertThat(database.rows("select count(*) from patient")).isEqualTo(List.of(List.of("50")));
    }

    @Test
    void decides_the_types_of_parameters_by_their_use() throws Exception {
      var params =
          Map.<String, Object>of("id", "7", "ids", List.of(1, 2, 3), "day", "2026-11-24", "n", 2);
      assertThat(
              rows(
                  "select id from patient where id = :id or id in (:ids) or id = any(:ids) order by id",
                  Map.of("id", "7", "ids", List.of(1, 2, 3))))
          .isEqualTo(List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3), Map.of("id", 7)));
      assertThat(
              rows("select (:day::date + :n)::text as d", Map.of("day", params.get("day"), "n", 2)))
          .isEqualTo(List.of(Map.of("d", "2026-11-26")));
      assertThat(
              rows(
                  "select id from patient where :name is null or name = :name order by id limit 1",
                  Map.of("name", "p7")))
          .isEqualTo(List.of(Map.of("id", 7)));
      var misfit =
          failure(() -> rows("select id from patient where id = :id", Map.of("id", "Lovelace")));
      assertThat(misfit.getMessage())
          .contains("parameter :id takes whole numbers")
          .doesNotContain("Lovelace");
    }

    @Test
    void says_what_the_database_does_not_understand() {
      assertThat(failure(() -> actions.query("select nmae from patient")).getMessage())
          .contains("column \"nmae\" does not exist");
      assertThat(failure(() -> actions.query("select 1 from where")).getMessage())
          .contains("syntax error");
      assertThat(failure(() -> actions.query("select 1/0")).getMessage()).contains("22012");
    }

    @Test
    void leaves_nothing_behind_on_the_connection() throws Exception {
      var one =
          new DatabaseSettings(
              database.url(), database.user(), database.password(), 1, null, null, null, null);
      try (var single = TestDatabase.open(one)) {
        var alone = new Actions(single);
        failure(() -> alone.query("select 1/0"));
        alone.query("select set_config('search_path', 'nowhere', false)");
        assertThat(alone.query("select count(*) as n from patient"))
            .isEqualTo(List.of(Map.of("n", 50)));
        alone.insert("patient", Map.of("id", 1, "name", "p1"), "id");
      }
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class MariaDb extends Queries {
    MariaDb() throws SQLException {
      super(TestDatabase.mariaDb(), "select count(*) from seq_1_to_100000 a, seq_1_to_100000 b");
    }

    @Test
    void takes_parameters_by_name_only() {
      assertThat(failure(() -> actions.query("select * from patient where id = ?")).getMessage())
          .contains(":id");
    }

    @Test
    void finds_appointments_by_the_clinics_clocks() throws Exception {
      database.run(
          "create table appointment (id int primary key, starts_at datetime)",
          "insert into appointment values (1, '2026-11-25 08:59'), (2, '2026-11-25 09:00')");
      assertThat(
              rows(
                  "select id from appointment where starts_at >= :from",
                  Map.of("from", "2026-11-25T14:00:00Z")))
          .isEqualTo(List.of(Map.of("id", 2)));
    }
  }

  abstract static class Queries {
    final TestDatabase database;
    final Actions actions;
    private final DatabaseClient client;
    private final String slow;

    Queries(TestDatabase database, String slow) {
      this.database = database;
      this.client = database.open();
      this.actions = new Actions(client);
      this.slow = slow;
    }

    @BeforeAll
    void make_table() throws SQLException {
      database.run("create table patient (id int primary key, name varchar(20))");
      for (var i = 1; i <= 50; i++) {
        database.run("insert into patient values (%d, 'p%d')".formatted(i, i));
      }
    }

    @AfterAll
    void close() {
      client.close();
    }

    @Test
    void fails_rather_than_leave_somebody_out() throws Exception {
      var sql = "select id from patient order by id";
      var input = new QueryAction.Input(sql, null, 49, null, null);
      assertThat(failure(() -> actions.query(input)).code()).isEqualTo("too-many-rows");
      var all = actions.query(new QueryAction.Input(sql, null, 50, null, null));
      assertThat(all.rowCount()).isEqualTo(50);
      assertThat(all.truncated()).isFalse();
      var cut = actions.query(new QueryAction.Input(sql, null, 10, QueryAction.More.CUT, null));
      assertThat(cut.rows()).hasSize(10);
      assertThat(cut.truncated()).isTrue();
    }

    @Test
    void finds_nothing_quietly() throws Exception {
      var none =
          actions.query(
              new QueryAction.Input("select * from patient where id = 0", null, null, null, null));
      assertThat(none).isEqualTo(new QueryAction.Output(List.of(), 0, false));
    }

    @Test
    void cannot_write() throws Exception {
      for (var sql :
          List.of(
              "delete from patient",
              "update patient set name = 'x'",
              "insert into patient values (99, 'x')",
              "drop table patient",
              "select 1; delete from patient")) {
        assertThat(failure(() -> actions.query(sql))).as(sql).isInstanceOf(Permanent.class);
      }
      assertThat(database.rows("select count(*) from patient")).isEqualTo(List.of(List.of("50")));
    }

    @Test
    void is_stopped_after_its_timeout() {
      var begin = System.nanoTime();
      var input = new QueryAction.Input(slow, null, null, null, Duration.ofSeconds(1));
      var failure = failure(() -> actions.query(input));
      assertThat(failure).isInstanceOf(Retryable.class);
      assertThat(failure.code()).isEqualTo("statement-timeout");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void is_stopped_by_the_connections_limit() throws Exception {
      var limited =
          new DatabaseSettings(
              database.url(),
              database.user(),
              database.password(),
              null,
              Duration.ofSeconds(1),
              null,
              null,
              null);
      try (var impatient = TestDatabase.open(limited)) {
        var failure = failure(() -> new Actions(impatient).query(slow));
        assertThat(failure.code()).isEqualTo("statement-timeout");
      }
    }

    @Test
    void stops_when_interrupted_in_the_middle() throws Exception {
      var ended = new CompletableFuture<@Nullable Throwable>();
      var thread =
          Thread.startVirtualThread(
              () -> {
                try {
                  actions.query(slow);
                  ended.complete(null);
                } catch (ConnectorException | InterruptedException e) {
                  ended.complete(e);
                }
              });
      awaitRunning(slow);
      thread.interrupt();
      assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
      assertThat(actions.query("select 1 as one")).isEqualTo(List.of(Map.of("one", 1)));
    }

    @Test
    void waits_for_a_connection_no_longer_than_it_may() throws Exception {
      var one =
          new DatabaseSettings(
              database.url(), database.user(), database.password(), 1, null, null, null, null);
      var waiting = slow.replace("select", "select /* alone */");
      try (var single = TestDatabase.open(one)) {
        var busy =
            Thread.startVirtualThread(
                () ->
                    failure(
                        () ->
                            new Actions(single)
                                .query(
                                    new QueryAction.Input(
                                        waiting, null, null, null, Duration.ofSeconds(3)))));
        awaitRunning(waiting);
        var context = FakeActionContext.aContext().within(Duration.ofMillis(300));
        var input = new QueryAction.Input("select 1", null, null, null, null);
        assertThat(failure(() -> new QueryAction().perform(single, input, context)).code())
            .isEqualTo("connections-in-use");
        busy.join();
      }
    }

    @Test
    void wants_columns_that_can_be_told_apart() {
      assertThat(failure(() -> actions.query("select id, id from patient")).code())
          .isEqualTo("column-named-twice");
    }

    List<Map<String, Object>> rows(String sql, Map<String, Object> params)
        throws ConnectorException, InterruptedException {
      return actions.query(new QueryAction.Input(sql, params, null, null, null)).rows();
    }

    private void awaitRunning(String sql) throws SQLException {
      var list =
          database.url().contains("postgres")
              ? "select query from pg_stat_activity where state = 'active'"
              : "select info from information_schema.processlist";
      var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (database.rows(list).stream()
          .noneMatch(row -> String.valueOf(row.getFirst()).contains(sql))) {
        assertThat(System.nanoTime()).as("it never ran").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }
}
