package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.keys;
import static org.carelay.database.RowListening.to;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.database.cdc.RowOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The binary log of a real MariaDB. */
class RowChangedMariaDbTest {
  private TestDatabase database;
  private RowListening listening;

  @BeforeEach
  void a_table_with_a_row() throws SQLException {
    database = TestDatabase.mariaDb();
    database.run(
        "create table reading (id int primary key, mrn varchar(20), status varchar(20), room int)",
        "insert into reading values (1, 'A-1', 'planned', 7)");
    listening = new RowListening(database);
  }

  @AfterEach
  void close() throws SQLException {
    listening.close();
  }

  @Test
  void tells_each_insert_update_and_delete_once_and_nothing_of_before() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run(
        "insert into reading values (2, 'A-2', 'planned', 8)",
        "update reading set status = 'completed' where id = 1",
        "delete from reading where id = 2");
    var events = listening.hear("a", 3);
    assertThat(events).hasSize(3);
    assertThat(keys(events)).doesNotHaveDuplicates();
    assertThat(events.get(0).data())
        .containsEntry("before", null)
        .containsEntry("after", Map.of("id", 2, "mrn", "A-2", "status", "planned", "room", 8))
        .containsEntry("operation", "insert");
    assertThat(events.get(1).data())
        .containsEntry("before", Map.of("id", 1, "mrn", "A-1", "status", "planned", "room", 7))
        .containsEntry("after", Map.of("id", 1, "mrn", "A-1", "status", "completed", "room", 7))
        .containsEntry("operation", "update")
        .containsEntry("changed", List.of("status"));
    assertThat(events.get(2).data())
        .containsEntry("operation", "delete")
        .containsEntry("after", null);
  }

  @Test
  void reads_on_in_the_middle_of_a_transaction_without_loss_or_repetition() throws Exception {
    listening.listen("a", to("reading", List.of(), RowOperation.INSERT));
    listening.poll();
    database.run("insert into reading select seq, 'A', 'planned', seq from seq_10_to_3009");
    var seen = new java.util.HashSet<String>();
    var restarts = 0;
    var until = java.time.Clock.systemUTC().instant().plusSeconds(60);
    while (seen.size() < 3000 && java.time.Clock.systemUTC().instant().isBefore(until)) {
      var events = RowListening.events(listening.poll(), "a");
      for (var each : events) {
        assertThat(seen.add(each.key())).as("not heard before").isTrue();
      }
      if (!events.isEmpty() && seen.size() < 3000) {
        listening.restart();
        restarts++;
      }
    }
    assertThat(seen).hasSize(3000);
    assertThat(restarts).isPositive();
    assertThat(listening.hear("a", 0)).isEmpty();
  }

  @Test
  void tells_an_update_of_the_key_as_one_update() throws Exception {
    listening.listen("a", to("reading", List.of("id"), RowOperation.UPDATE));
    listening.poll();
    database.run("update reading set id = 100");
    var events = listening.hear("a", 1);
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().data()).containsEntry("changed", List.of("id"));
  }

  @Test
  void tells_the_same_under_the_same_keys_where_it_was_not_committed() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("insert into reading select seq, 'A', 'planned', seq from seq_10_to_39");
    var lost = listening.hearAndCrash("a");
    assertThat(keys(listening.hearAndCrash("a"))).isEqualTo(keys(lost));
    listening.restart();
    var again = listening.hear("a", 30);
    assertThat(keys(again)).startsWith(keys(lost).toArray(String[]::new)).hasSize(30);
    assertThat(keys(again)).doesNotHaveDuplicates();
  }

  /** Rows in the log have no names of columns: what they were called then is remembered. */
  @Test
  void follows_a_table_that_is_altered_also_across_a_restart() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run(
        "update reading set room = 1",
        "alter table reading add column ward varchar(9) after id",
        "update reading set ward = 'B4'",
        "alter table reading rename column room to bed",
        "update reading set bed = 2");
    var first = listening.hearAndCrash("a");
    assertThat(first).isNotEmpty();
    listening.restart();
    var events = listening.hear("a", 3);
    assertThat(after(events.get(0))).isEqualTo("{id=1, mrn=A-1, status=planned, room=1}");
    assertThat(after(events.get(1))).isEqualTo("{id=1, ward=B4, mrn=A-1, status=planned, room=1}");
    assertThat(after(events.get(2))).isEqualTo("{id=1, ward=B4, mrn=A-1, status=planned, bed=2}");
    listening.restart();
    database.run(
        "alter table reading drop column status, modify bed varchar(9)",
        "update reading set bed = 'window'",
        "create table other like reading",
        "rename table reading to old, other to reading",
        "insert into reading values (7, 'C', 'C-7', 'door')");
    events = listening.hear("a", 2);
    assertThat(events)
        .extracting(RowChangedMariaDbTest::after)
        .containsExactly(
            "{id=1, ward=B4, mrn=A-1, bed=window}", "{id=7, ward=C, mrn=C-7, bed=door}");
    listening.restart();
    database.run("delete from reading");
    assertThat(listening.hear("a", 1)).hasSize(1);
  }

  @Test
  void hears_a_table_that_is_added() throws Exception {
    database.run("create table visit (id int primary key, room int)");
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("update reading set room = 1", "insert into visit values (1, 10)");
    listening.listen("b", to("visit", List.of()));
    listening.listen("c", to("reading", List.of()));
    var first = listening.poll();
    database.run("insert into visit values (2, 11)");
    assertThat(RowListening.events(first, "c")).isEmpty();
    assertThat(listening.hear("b", 1))
        .extracting(RowChangedMariaDbTest::after)
        .containsExactly("{id=2, room=11}");
  }

  @Test
  void says_which_lines_of_the_configuration_are_missing() throws Exception {
    listening.listen("a", to("reading", List.of("state")));
    database.run(
        "set global binlog_row_image = 'MINIMAL'",
        "set global binlog_format = 'STATEMENT'",
        "set global log_bin_compress = on");
    try {
      assertThat(listening.notices())
          .extracting("message")
          .anyMatch(text -> text.toString().contains("SET GLOBAL binlog_row_image = 'FULL';"))
          .anyMatch(text -> text.toString().contains("binlog_format = ROW"))
          .anyMatch(text -> text.toString().contains("SET GLOBAL log_bin_compress = OFF;"))
          .anyMatch(text -> text.toString().contains("has no column 'state'"));
    } finally {
      database.run(
          "set global binlog_row_image = 'FULL'",
          "set global binlog_format = 'ROW'",
          "set global log_bin_compress = off");
    }
  }

  @Test
  void says_what_to_run_where_rights_are_missing() throws Exception {
    database.run("create user 'reader'@'%' identified by 'reader-password'");
    listening.signInAs("reader", "reader-password");
    listening.listen("a", to("reading", List.of()));
    database.run("grant select on reading to 'reader'@'%'");
    assertThat(listening.notices())
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.message())
                    .contains("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'reader'@'%';"));
    database.run("grant replication slave, binlog monitor on *.* to 'reader'@'%'");
    assertThat(listening.notices()).isEmpty();
    database.run("update reading set room = 2");
    assertThat(listening.hear("a", 1)).hasSize(1);
    database.run("drop user 'reader'@'%'");
  }

  @Test
  void says_so_while_the_connection_is_cut_and_reads_on_after_it() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("update reading set room = 1");
    assertThat(listening.hear("a", 1)).hasSize(1);
    cutReaders();
    assertThatThrownBy(
            () -> {
              for (var i = 0; i < 60; i++) {
                listening.poll();
              }
            })
        .isInstanceOf(ConnectorException.Retryable.class);
    database.run("update reading set room = 2");
    assertThat(listening.hear("a", 1)).hasSize(1);
  }

  @Timeout(60)
  @Test
  void says_that_changes_were_missed_where_the_log_was_thrown_away() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("update reading set room = 1");
    assertThat(listening.hear("a", 1)).hasSize(1);
    listening.restart();
    cutReaders(); // the server keeps the files of those that it has not missed yet
    database.run("update reading set room = 2", "flush binary logs", "flush binary logs");
    var newest = database.rows("show binary logs").getLast().getFirst();
    while (database.rows("show binary logs").size() > 1) {
      database.run("purge binary logs to '" + newest + "'");
    }
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
    database.run("update reading set room = 3");
    assertThat(listening.hear("a", 1))
        .extracting(RowChangedMariaDbTest::after)
        .containsExactly("{id=1, mrn=A-1, status=planned, room=3}");
    listening.restart();
    cutReaders();
    database.run("reset master", "update reading set room = 4");
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
  }

  private void cutReaders() throws SQLException {
    for (var each :
        database.rows(
            "select id from information_schema.processlist where command = 'Binlog Dump'")) {
      database.run("kill " + each.getFirst());
    }
  }

  private static String after(TriggerEvent event) {
    return String.valueOf(event.data().get("after"));
  }
}
