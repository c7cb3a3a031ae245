package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.testkit.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What writes do and refuse, the same on both databases. */
class WritesTest {
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Postgres extends Writes {
    Postgres() {
      super(TestDatabase.postgres());
    }

    @Test
    void finds_tables_in_other_schemas_and_under_odd_names() throws Exception {
      database.run(
          "create schema ward",
          "create table ward.bed (id int primary key, \"Odd \"\"Name\" text)",
          "create table \"Mixed Case\" (id int primary key)",
          "create table under_score (id int primary key)",
          "create table underXscore (other int primary key)");
      actions.insert("ward.bed", Map.of("id", 1, "Odd \"Name", "x"), "id");
      actions.insert("WARD.BED".toLowerCase(Locale.ROOT), Map.of("ID", 1, "odd \"name", "y"), "ID");
      assertThat(database.rows("select * from ward.bed")).isEqualTo(List.of(List.of("1", "y")));
      actions.insert("Mixed Case", Map.of("id", 1), "id");
      actions.insert("UNDER_SCORE", Map.of("id", 1), "id");
    }

    @Test
    void fires_no_trigger_of_the_site_for_a_row_that_is_the_same() throws Exception {
      database.run(
          "create table touched (n int)",
          "create function touch() returns trigger language plpgsql as 'begin insert into touched values (1); return new; end'",
          "create trigger touch after insert or update on patient for each row execute function touch()");
      actions.insert("patient", ADA, "id");
      actions.insert("patient", ADA, "id");
      assertThat(database.rows("select count(*) from touched")).isEqualTo(List.of(List.of("1")));
    }

    @Test
    void lacks_a_right() throws Exception {
      database.run(
          "create role reader login password 'reader-password'",
          "grant select on patient to reader");
      var settings =
          new DatabaseSettings(
              database.url(), "reader", "reader-password", null, null, null, null, null);
      try (var reader = TestDatabase.open(settings)) {
        assertThatThrownBy(() -> new Actions(reader).insert("patient", ADA, "id"))
            .isInstanceOf(AuthenticationFailed.class);
        assertThatThrownBy(() -> new Actions(reader).append("patient", ADA))
            .isInstanceOf(AuthenticationFailed.class);
      }
      database.run("drop owned by reader", "drop role reader");
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class MariaDb extends Writes {
    MariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  abstract static class Writes {
    static final Map<String, Object> ADA =
        Map.of("id", 1, "mrn", "A-1", "name", "Lovelace", "phone", "555-0100");

    final TestDatabase database;
    final DatabaseClient client;
    final Actions actions;

    Writes(TestDatabase database) {
      this.database = database;
      this.client = database.open();
      this.actions = new Actions(client);
    }

    @BeforeEach
    void make_table() throws SQLException {
      database.run(
          "drop table if exists visit",
          "drop table if exists patient",
          "create table patient (id int primary key, mrn varchar(20) not null, name varchar(50), phone varchar(20), unique (mrn), constraint phone_given check (phone <> 'none'))",
          "create table visit (id int primary key, patient_id int, note varchar(20), constraint visit_patient foreign key (patient_id) references patient (id))");
      client.forgetTables();
    }

    @AfterAll
    void close() {
      client.close();
    }

    @Test
    void inserts_once_and_updates_after_that() throws Exception {
      assertThat(actions.insert("patient", ADA, "id").rowsAffected()).isEqualTo(1);
      assertThat(actions.insert("patient", ADA, "id").rowsAffected()).as("the same row").isZero();
      var moved = Map.<String, Object>of("id", 1, "mrn", "A-1", "phone", "555-0199");
      assertThat(actions.insert("patient", moved, "id").rowsAffected()).isEqualTo(1);
      assertThat(patients()).isEqualTo(List.of(List.of("1", "A-1", "Lovelace", "555-0199")));
    }

    @Test
    void keeps_the_row_where_asked() throws Exception {
      actions.insert("patient", ADA, "id");
      var other = Map.<String, Object>of("id", 1, "mrn", "A-1", "name", "King");
      assertThat(actions.insert("patient", other, Existing.KEEP, "id").rowsAffected()).isZero();
      assertThat(patients()).isEqualTo(List.of(List.of("1", "A-1", "Lovelace", "555-0100")));
    }

    @Test
    void knows_rows_by_any_unique_key() throws Exception {
      actions.insert("patient", ADA, "id");
      var renamed = Map.<String, Object>of("id", 1, "mrn", "A-1", "name", "King");
      actions.insert("patient", renamed, "mrn");
      assertThat(patients()).isEqualTo(List.of(List.of("1", "A-1", "King", "555-0100")));
    }

    @Test
    void never_changes_another_patients_row() throws Exception {
      actions.insert("patient", ADA, "id");
      var other = Map.<String, Object>of("id", 2, "mrn", "A-1", "name", "Hopper");
      for (var existing : Existing.values()) {
        var failure = failure(() -> actions.insert("patient", other, existing, "id"));
        assertThat(failure).isInstanceOf(Permanent.class);
        assertThat(failure.code()).isEqualTo("constraint-violated");
      }
      assertThat(patients()).isEqualTo(List.of(List.of("1", "A-1", "Lovelace", "555-0100")));
    }

    @Test
    void names_the_rule_that_was_broken_and_nobody_else() throws Exception {
      actions.insert("patient", ADA, "id");
      assertRefused(
          "patient_mrn_key|mrn",
          () -> actions.append("patient", Map.of("id", 2, "mrn", "A-1", "name", "Lovelace")));
      assertRefused("mrn", () -> actions.append("patient", Map.of("id", 2, "name", "Lovelace")));
      assertRefused(
          "phone_given",
          () ->
              actions.insert("patient", Map.of("id", 2, "mrn", "Lovelace", "phone", "none"), "id"));
      assertRefused(
          "visit_patient",
          () ->
              actions.insert("visit", Map.of("id", 1, "patient_id", 77, "note", "Lovelace"), "id"));
    }

    @Test
    void wants_a_key_that_tells_rows_apart() {
      var failure = failure(() -> actions.insert("patient", ADA, "name"));
      assertThat(failure.code()).isEqualTo("key-not-unique");
      assertThat(failure(() -> actions.insert("patient", ADA, "id", "mrn")).code())
          .as("unique, but not a key of the table")
          .isEqualTo("key-not-unique");
      var nothing = new HashMap<>(ADA);
      nothing.put("id", null);
      assertThat(failure(() -> actions.insert("patient", nothing, "id")).code())
          .isEqualTo("key-value-missing");
      assertThatThrownBy(() -> actions.insert("patient", ADA))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> actions.insert("patient", ADA, "ward"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_what_is_there_where_a_name_is_wrong() {
      var column =
          failure(() -> actions.insert("patient", Map.of("id", 1, "telephone", "x"), "id"));
      assertThat(column.code()).isEqualTo("no-such-column");
      assertThat(column.getMessage()).contains("'telephone'", "id, mrn, name, phone");
      for (var table :
          List.of("patients", "nowhere.patient", "a.b.c", "", "x; drop table patient")) {
        assertThat(failure(() -> actions.append(table, ADA)).code())
            .as(table)
            .isEqualTo("no-such-table");
      }
    }

    @Test
    void updates_the_one_row() throws Exception {
      actions.insert("patient", ADA, "id");
      assertThat(
              actions
                  .update("patient", Map.of("id", 1), Map.of("phone", "555-0111"))
                  .rowsAffected())
          .isEqualTo(1);
      actions.update("patient", Map.of("id", 1), Map.of("phone", "555-0111"));
      assertThat(patients()).isEqualTo(List.of(List.of("1", "A-1", "Lovelace", "555-0111")));
    }

    @Test
    void says_when_there_is_nothing_to_update() throws Exception {
      var failure = failure(() -> actions.update("patient", Map.of("id", 9), Map.of("phone", "1")));
      assertThat(failure.code()).isEqualTo("no-such-row");
      var ignored =
          actions.update(
              "patient", Map.of("id", 9), Map.of("phone", "1"), UpdateAction.Missing.IGNORE);
      assertThat(ignored.rowsAffected()).isZero();
    }

    @Test
    void updates_no_two_rows_by_mistake() throws Exception {
      actions.insert("patient", ADA, "id");
      actions.insert("patient", Map.of("id", 2, "mrn", "A-2", "name", "Lovelace"), "id");
      var failure =
          failure(
              () -> actions.update("patient", Map.of("name", "Lovelace"), Map.of("phone", "1")));
      assertThat(failure.code()).isEqualTo("key-not-unique");
      actions.update("patient", Map.of("name", "Lovelace", "mrn", "A-2"), Map.of("phone", "1"));
      assertThat(patients().getLast()).isEqualTo(List.of("2", "A-2", "Lovelace", "1"));
    }

    @Test
    void appends_every_time() throws Exception {
      database.run("create table if not exists line (text varchar(10))", "delete from line");
      actions.append("line", Map.of("text", "a"));
      actions.append("line", Map.of("text", "a"));
      assertThat(database.rows("select text from line")).hasSize(2);
    }

    @Test
    void notices_that_a_table_has_changed() throws Exception {
      database.run("create table if not exists changing (id int primary key, v int)");
      var clock = new ManualClock();
      try (var settled = TestDatabase.open(database.settings(), clock)) {
        var writes = new Actions(settled, clock);
        writes.insert("changing", Map.of("id", 1, "v", 1), "id");
        database.run("alter table changing add w varchar(10)");
        clock.advance(Duration.ofSeconds(10));
        writes.insert("changing", Map.of("id", 2, "w", "x"), "id");
        database.run("alter table changing drop column v");
        database.run("alter table changing add v varchar(10)");
        clock.advance(Duration.ofSeconds(10));
        writes.insert("changing", Map.of("id", 3, "v", "text"), "id");
      }
      assertThat(database.rows("select id, v, w from changing order by id").getLast().get(1))
          .isEqualTo("text");
      database.run("drop table changing");
    }

    @Test
    void writes_nothing_where_that_is_not_wanted() throws Exception {
      var settings =
          new DatabaseSettings(
              database.url(), database.user(), database.password(), null, null, true, null, null);
      try (var readOnly = TestDatabase.open(settings)) {
        var reader = new Actions(readOnly);
        assertThat(failure(() -> reader.insert("patient", ADA, "id")).code())
            .isEqualTo("read-only");
        assertThat(failure(() -> reader.append("patient", ADA)).code()).isEqualTo("read-only");
        assertThat(
                failure(() -> reader.update("patient", Map.of("id", 1), Map.of("phone", "1")))
                    .code())
            .isEqualTo("read-only");
        assertThat(reader.query("select count(*) as n from patient")).hasSize(1);
      }
    }

    private List<List<@Nullable String>> patients() throws SQLException {
      return database.rows("select id, mrn, name, phone from patient order by id");
    }

    private static void assertRefused(String name, Call call) {
      var failure = failure(call);
      assertThat(failure).isInstanceOf(Permanent.class);
      assertThat(failure.code()).isEqualTo("constraint-violated");
      assertThat(failure.getMessage())
          .containsPattern("\\('(" + name + ")'\\)")
          .doesNotContain("Lovelace", "A-1");
      assertThat(failure).hasNoCause();
    }
  }

  interface Call {
    Object run() throws ConnectorException, InterruptedException;
  }

  static ConnectorException failure(Call call) {
    try {
      throw new AssertionError("It should have failed, but gave " + call.run());
    } catch (ConnectorException e) {
      return e;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
