package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.keys;
import static org.carelay.database.RowListening.to;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.TriggerEvent;
import org.carelay.database.cdc.RowOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowChangedTest {
  private final TestDatabase database = TestDatabase.postgres();
  private RowListening listening;

  @BeforeEach
  void a_table_with_a_row() throws SQLException {
    database.run(
        "create table procedure (id int primary key, mrn text, status text, room int)",
        "alter table procedure replica identity full",
        "insert into procedure values (1, 'A-1', 'planned', 7)");
    listening = new RowListening(database);
  }

  @AfterEach
  void close() throws SQLException {
    listening.close();
  }

  @Test
  void tells_each_insert_update_and_delete_once_and_nothing_of_before() throws Exception {
    listening.listen("a", to("public.procedure", List.of()));
    listening.poll();
    database.run(
        "insert into procedure values (2, 'A-2', 'planned', 8)",
        "update procedure set status = 'completed' where id = 1",
        "delete from procedure where id = 2");
    var events = listening.hear("a", 3);
    assertThat(events).hasSize(3);
    assertThat(keys(events)).doesNotHaveDuplicates();
    assertThat(events.get(0).data())
        .containsEntry("before", null)
        .containsEntry("after", Map.of("id", 2, "mrn", "A-2", "status", "planned", "room", 8))
        .containsEntry("operation", "insert")
        .containsEntry("table", "public.procedure");
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
  void tells_only_what_is_watched() throws Exception {
    listening.listen("a", to("procedure", List.of("Status"), RowOperation.UPDATE));
    listening.listen("b", to("procedure", List.of(), RowOperation.INSERT));
    listening.poll();
    database.run(
        "update procedure set room = 9",
        "insert into procedure values (2, 'A-2', 'planned', 8)",
        "update procedure set status = 'completed' where id = 1");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(9);
    database.run("insert into procedure values (3, 'A-3', 'planned', 10)");
    assertThat(rooms(listening.hear("b", 1))).containsExactly(10);
  }

  @Test
  void loses_and_repeats_nothing_when_started_again() throws Exception {
    listening.listen("a", to("procedure", List.of()));
    listening.poll();
    database.run("update procedure set room = 1");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(1);
    listening.restart();
    database.run("update procedure set room = 2", "update procedure set room = 3");
    assertThat(rooms(listening.hear("a", 2))).containsExactly(2, 3);
    listening.restart();
    assertThat(listening.hear("a", 0)).isEmpty();
  }

  @Test
  void tells_the_same_under_the_same_keys_where_it_was_not_committed() throws Exception {
    listening.listen("a", to("procedure", List.of()));
    listening.poll();
    database.run(
        "insert into procedure select n, 'A', 'planned', n from generate_series(10, 39) n");
    var lost = listening.hearAndCrash("a");
    assertThat(keys(listening.hearAndCrash("a"))).isEqualTo(keys(lost));
    listening.restart();
    var again = listening.hear("a", 30);
    assertThat(keys(again)).startsWith(keys(lost).toArray(String[]::new)).hasSize(30);
    assertThat(keys(again)).doesNotHaveDuplicates();
  }

  @Test
  void is_read_on_by_the_next_client_as_soon_as_the_settings_are_changed() throws Exception {
    listening.listen("a", to("procedure", List.of()));
    listening.poll();
    database.run("update procedure set room = 1");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(1);
    var old = listening.replace();
    assertThatThrownBy(
            () -> {
              for (var look = 0; look < 60; look++) {
                listening.pollAndCrash(old);
              }
            })
        .hasMessageContaining("was changed meanwhile");
    database.run("update procedure set room = 2");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(2);
    old.close();
  }

  @Test
  void tells_an_update_of_the_key_as_one_update() throws Exception {
    listening.listen("a", to("procedure", List.of("id"), RowOperation.UPDATE));
    listening.poll();
    database.run("update procedure set id = 100");
    var events = listening.hear("a", 1);
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().data()).containsEntry("changed", List.of("id"));
  }

  @Test
  void starts_from_now_for_a_recipe_that_joins_and_hears_a_table_that_is_added() throws Exception {
    database.run("create table visit (id int primary key, room int)");
    listening.listen("a", to("procedure", List.of()));
    listening.poll();
    database.run("update procedure set room = 1");
    listening.listen("b", to("visit", List.of(), RowOperation.INSERT));
    listening.listen("c", to("procedure", List.of()));
    var first = listening.poll();
    database.run("insert into visit values (1, 11)", "update procedure set room = 2");
    assertThat(RowListening.events(first, "c")).isEmpty();
    var inserted = listening.hear("b", 1);
    assertThat(rooms(inserted)).containsExactly(11);
  }

  @Test
  void says_what_to_run_where_the_old_row_is_not_logged() throws Exception {
    database.run("alter table procedure replica identity default");
    listening.listen("a", to("procedure", List.of("status"), RowOperation.UPDATE));
    assertThat(listening.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.pausing()).isTrue();
              assertThat(notice.message())
                  .contains("ALTER TABLE \"public\".\"procedure\" REPLICA IDENTITY FULL;");
            });
    database.run("alter table procedure replica identity full");
    assertThat(listening.notices()).isEmpty();
    database.run("update procedure set status = 'completed'");
    assertThat(listening.hear("a", 1)).hasSize(1);
  }

  @Test
  void says_what_is_wrong_with_table_and_columns() throws Exception {
    listening.listen("a", to("public.procedures", List.of()));
    listening.listen("b", to("procedure", List.of("state")));
    assertThat(listening.notices().stream().map(each -> each.code()))
        .containsExactly("no-such-table", "no-such-column");
  }

  @Test
  void never_publishes_a_table_whose_updates_that_would_stop() throws Exception {
    database.run("create table nameless (room int)");
    listening.listen("a", to("nameless", List.of(), RowOperation.INSERT));
    listening.listen("b", to("procedure", List.of()));
    assertThat(listening.notices()).extracting("code").containsExactly("replica-identity");
    database.run("insert into nameless values (1)", "update nameless set room = 2");
  }

  @Test
  void says_what_to_run_where_rights_are_missing() throws Exception {
    var user = "reader_" + Math.abs(database.url().hashCode());
    database.run("create role %s login password 'reader'".formatted(user));
    listening.signInAs(user, "reader");
    listening.listen("a", to("procedure", List.of()));
    assertThat(listening.notices())
        .extracting("message")
        .anyMatch(
            text -> text.toString().contains("ALTER ROLE \"%s\" WITH REPLICATION".formatted(user)))
        .anyMatch(text -> text.toString().contains("GRANT SELECT ON \"public\".\"procedure\""));
    database.run(
        "alter role %s with replication".formatted(user), "grant select on procedure to " + user);
    assertThat(listening.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("CREATE PUBLICATION"));
    database.run("create publication \"%s\" for table procedure".formatted(listening.slot()));
    assertThat(listening.notices()).isEmpty();
    database.run("update procedure set room = 2");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(2);
  }

  @Test
  void says_that_changes_were_missed_where_the_slot_was_removed() throws Exception {
    listening.listen("a", to("procedure", List.of()));
    listening.poll();
    database.run("update procedure set room = 1");
    assertThat(listening.hear("a", 1)).hasSize(1);
    listening.dropSlot();
    database.run("update procedure set room = 2");
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
    database.run("update procedure set room = 3");
    assertThat(rooms(listening.hear("a", 1))).containsExactly(3);
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
  }

  private static List<@Nullable Object> rooms(List<TriggerEvent> events) {
    var rooms = new ArrayList<@Nullable Object>();
    for (var each : events) {
      rooms.add(each.data().get("after") instanceof Map<?, ?> row ? row.get("room") : null);
    }
    return rooms;
  }
}
