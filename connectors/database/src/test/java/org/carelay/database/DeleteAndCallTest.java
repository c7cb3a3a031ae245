package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException.Permanent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The same on both databases, except for how procedures are written. */
class DeleteAndCallTest {
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Postgres extends Common {
    Postgres() {
      super(TestDatabase.postgres());
    }

    @Override
    String procedure() {
      return "create procedure discharge(in room int, in left_at timestamptz, inout freed int default null)"
          + " language plpgsql as 'begin insert into log values (room, left_at); freed := room + 1; end'";
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class MariaDb extends Common {
    MariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }

    @Override
    String procedure() {
      return "create procedure discharge(in room int, in left_at datetime, in freed int)"
          + " begin insert into log values (room, left_at); select room + 1 as freed; end";
    }
  }

  abstract static class Common {
    private final TestDatabase database;
    private final DatabaseClient client;
    private final Actions actions;

    Common(TestDatabase database) {
      this.database = database;
      this.client = database.open();
      this.actions = new Actions(client);
    }

    abstract String procedure();

    @AfterAll
    void close() {
      client.close();
    }

    @Test
    void deletes_the_one_row_and_does_it_no_harm_twice() throws Exception {
      database.run(
          "create table bed (id int primary key, ward varchar(9))",
          "insert into bed values (1, 'A'), (2, 'A')");
      assertThat(actions.delete("bed", Map.of("id", 1)).rowsAffected()).isEqualTo(1);
      assertThat(actions.delete("bed", Map.of("id", 1)).rowsAffected()).isZero();
      assertThat(database.rows("select id from bed")).isEqualTo(List.of(List.of("2")));
    }

    @Test
    void never_deletes_what_is_not_told_apart() throws Exception {
      database.run(
          "create table stay (id int primary key, ward varchar(9))",
          "insert into stay values (1, 'A'), (2, 'A')");
      var failure = WritesTest.failure(() -> actions.delete("stay", Map.of("ward", "A")));
      assertThat(failure.code()).isEqualTo("key-not-unique");
      assertThat(database.rows("select id from stay")).hasSize(2);
    }

    @Test
    void calls_a_procedure_with_typed_arguments() throws Exception {
      database.run("create table log (room int, left_at varchar(40))", procedure());
      var result = actions.call("discharge", 7, "2026-11-24T09:00:00Z", 0);
      assertThat(result.rows()).isEqualTo(List.of(Map.of("freed", 8)));
      assertThat(database.rows("select room from log")).isEqualTo(List.of(List.of("7")));
      var failure = WritesTest.failure(() -> actions.call("dis.char.ge"));
      assertThat(failure).isInstanceOf(Permanent.class);
      assertThat(WritesTest.failure(() -> actions.call("nothing")).code())
          .isEqualTo("sql-not-accepted");
    }
  }
}
