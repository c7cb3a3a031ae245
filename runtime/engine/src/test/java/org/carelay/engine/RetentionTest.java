package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.engine.store.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over is forgotten in time; that a patient has been told is not. */
class RetentionTest {
  private static final String SENDS =
      """
      [{"id": "text", "uses": "test.send",
        "message": {"purpose": "p", "occurrence": "{{ body.id }}", "expires": "P9999D"},
        "with": {"to": "(212) 555-0142", "body": "First"}},
       {"id": "put", "uses": "test.put", "with": {"key": "{{ body.id }}", "value": "stored"}}]""";

  private final Fixture fixture = new Fixture();
  private final Sql sql = new Sql(fixture.database);

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
    Partitions.ensure(sql, fixture.clock.instant());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String steps, String more) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "MRN {{ body.id }}",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}, "when": "body.id != 'no'"},
         %s "steps": %s}"""
            .formatted(more, steps));
  }

  private void post(String id) throws InterruptedException {
    fixture.post("p", Map.of("id", id));
    fixture.settle();
  }

  private int sweepAfter(Duration time) throws InterruptedException {
    fixture.advance(time);
    return fixture.engine.retention().sweep().runs();
  }

  private long count(String table) {
    return sql.list("select count(*) from " + table, row -> row.getLong(1)).getFirst();
  }

  private List<String> bodies() {
    return fixture.provider.taken.stream().map(Provider.Taken::body).toList();
  }

  @Test
  void a_run_and_all_that_names_a_patient_goes_after_the_sites_time() throws Exception {
    recipe(SENDS, "");
    post("1");
    post("no");
    assertThat(sweepAfter(Duration.ofDays(364))).isZero();
    assertThat(fixture.runs()).hasSize(1);
    var stats = fixture.engine.reads().stats();
    assertThat(sweepAfter(Duration.ofDays(2)))
        .as("the run, and the event without one")
        .isEqualTo(2);
    assertThat(fixture.runs()).isEmpty();
    for (var table : List.of("event", "journal", "run_end")) {
      assertThat(count(table)).as(table).isZero();
    }
    assertThat(fixture.engine.reads().effects(1, null, null, null))
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.purpose()).isEqualTo("p");
              assertThat(left.subject()).isNull();
              assertThat(left.target()).isNull();
            });
    assertThat(fixture.engine.reads().stats()).as("since the beginning").isEqualTo(stats);
    assertThat(sweepAfter(Duration.ZERO)).isZero();
  }

  @Test
  void nobody_is_told_again_when_all_else_is_forgotten() throws Exception {
    recipe(SENDS, "");
    post("1");
    sweepAfter(Duration.ofDays(400));
    post("1");
    assertThat(fixture.runs()).as("the event's key is known for two years").isEmpty();
    sweepAfter(Duration.ofDays(400));
    assertThat(count("event_key")).isZero();
    post("1");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(bodies()).containsExactly("First");
  }

  @Test
  void a_recipe_may_forget_sooner_but_not_before_news_may_have_come() throws Exception {
    recipe(SENDS, "\"policy\": {\"retention\": \"PT1H\"},");
    post("1");
    assertThat(sweepAfter(Duration.ofDays(1))).isZero();
    assertThat(sweepAfter(Duration.ofDays(2))).isOne();
  }

  @Test
  void a_recipe_may_remember_longer() throws Exception {
    recipe(SENDS, "\"policy\": {\"retention\": \"P3650D\"},");
    post("1");
    assertThat(sweepAfter(Duration.ofDays(3000))).isZero();
    assertThat(fixture.runs()).hasSize(1);
  }

  @Test
  void what_waits_is_not_over_and_what_has_just_ended_is_young() throws Exception {
    recipe("[{\"id\": \"wait\", \"wait\": \"P500D\"}]", "");
    post("1");
    assertThat(sweepAfter(Duration.ofDays(499))).isZero();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    assertThat(sweepAfter(Duration.ofDays(2))).isZero();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(sweepAfter(Duration.ofDays(366))).isOne();
  }

  @Test
  void what_a_person_has_not_decided_stays_with_its_run() throws Exception {
    recipe(SENDS.replace("(212) 555-0142", "12"), "");
    post("1");
    assertThat(fixture.attention()).hasSize(1);
    assertThat(sweepAfter(Duration.ofDays(900))).isZero();
    assertThat(fixture.attention()).hasSize(1);
    var outcome =
        fixture.engine.decide(1, fixture.attention().getFirst().id(), "done", "nurse", null);
    assertThat(outcome).isEqualTo(AttentionDesk.Outcome.DONE);
    assertThat(sweepAfter(Duration.ofDays(366))).isOne();
    assertThat(count("attention")).isZero();
    assertThat(count("effect")).as("it protected nobody").isZero();
  }

  @Test
  void many_go_a_page_at_a_time_and_only_one_node_removes() throws Exception {
    recipe(
        "[{\"id\": \"put\", \"uses\": \"test.put\", \"with\": {\"key\": \"k\", \"value\": 1}}]",
        "");
    for (int i = 0; i < 250; i++) {
      fixture.post("p", Map.of("id", "n" + i));
    }
    fixture.settle();
    fixture.advance(Duration.ofDays(366));
    try (var other = fixture.database.getConnection();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(7161130662431389953)");
      assertThat(fixture.engine.retention().sweep().runs()).isZero();
      other.rollback();
    }
    assertThat(fixture.engine.retention().sweep().runs()).isEqualTo(250);
    assertThat(count("effect")).isZero();
  }

  @Test
  void a_day_of_which_nothing_is_left_gives_its_space_back() throws Exception {
    recipe(SENDS, "");
    fixture.advance(Duration.ofDays(2));
    post("1");
    fixture.advance(Duration.ofDays(1));
    var waits = "[{\"id\": \"wait\", \"wait\": \"P5000D\"}]";
    recipe(waits, "");
    post("2");
    assertThat(days()).contains("event_2026_03_04", "journal_2026_03_05");
    assertThat(sweepAfter(Duration.ofDays(400))).isOne();
    assertThat(days())
        .contains("event_2026_03_05", "journal_2026_03_05", "run_end_2026_03_05")
        .doesNotContain("event_2026_03_04", "journal_2026_03_04", "run_end_2026_03_04");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
  }

  private List<String> days() {
    return sql.list("select relname from pg_class where relispartition", row -> row.getString(1));
  }

  @Test
  void files_of_a_run_go_with_it() throws Exception {
    recipe(SENDS, "\"policy\": {\"retention\": \"P3D\"},");
    post("1");
    var key =
        sql.list("select key from effect where purpose is null", row -> row.getString(1))
            .getFirst();
    var files = fixture.engine.files().of(1, key);
    var kept = files.keep("a.csv", out -> out.write("MRN".getBytes(StandardCharsets.UTF_8)));
    assertThat(files.find(kept.reference()).size()).isEqualTo(3);
    sweepAfter(Duration.ofDays(4));
    assertThat(exists(files, kept.reference())).isFalse();
  }

  private static boolean exists(org.carelay.connector.Files files, String reference) {
    try {
      return files.find(reference).size() >= 0;
    } catch (ConnectorException.Permanent e) {
      return false;
    }
  }

  @Test
  void what_was_typed_and_never_sent_goes_when_its_link_closes() throws Exception {
    var expires = fixture.clock.instant().plus(Duration.ofDays(3));
    invite(expires);
    sweepAfter(Duration.ofDays(2));
    assertThat(count("invitation where draft is not null")).isOne();
    sweepAfter(Duration.ofDays(2));
    assertThat(count("invitation where draft is not null")).isZero();
    assertThat(count("invitation")).isOne();
    sweepAfter(Duration.ofDays(366));
    assertThat(count("invitation")).isZero();
  }

  private void invite(Instant expires) throws SQLException {
    sql.update(
        """
        insert into invitation (workspace_id, id, token_hash, run_id, recipe, step, page, input,
                                starts, created_at, expires_at, draft)
        values (1, 'i', 'h', gen_random_uuid(), 'r', 's', 'form', '{}', 'r', ?, ?, 'typed')""",
        fixture.clock.instant(),
        expires);
  }
}
