package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.to;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.database.DatabaseSettings.Beyond;
import org.carelay.database.cdc.RowOperation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That neither a strange row nor a slow reader does harm. */
class RowChangedCareTest {
  /** {@code -Dcarelay.rows=1000000} for the full measure. */
  private static final int MANY = Integer.getInteger("carelay.rows", 40_000);

  private final TestDatabase database = TestDatabase.postgres();
  private RowListening listening;

  @BeforeEach
  void a_table() throws SQLException {
    database.run(
        "create table reading (id int primary key, day date, note text)",
        "alter table reading replica identity full");
    listening = new RowListening(database);
  }

  @AfterEach
  void close() throws SQLException {
    listening.close();
  }

  @Test
  void a_row_that_cannot_be_told_goes_to_a_person_and_the_rest_flows() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run(
        "insert into reading values (1, '2026-11-24', 'before')",
        "insert into reading values (2, 'infinity', 'secret')",
        "insert into reading values (3, '2026-11-24', 'after')");
    assertThat(listening.hear("a", 2)).extracting(RowChangedCareTest::id).containsExactly(1, 3);
    assertThat(listening.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.code()).isEqualTo("change-unreadable");
              assertThat(notice.pausing()).isFalse();
              assertThat(notice.message())
                  .contains("insert", "public.reading")
                  .doesNotContain("secret");
            });
    listening.restart();
    assertThat(listening.notices()).extracting("code").containsExactly("change-unreadable");
  }

  /** A long value that an update leaves alone is not logged with the new row. */
  @Test
  void tells_long_values_that_did_not_change() throws Exception {
    database.run(
        "insert into reading select 1, '2026-11-24', string_agg(md5(n::text), '') from generate_series(1, 2000) n");
    listening.listen("a", to("reading", List.of("day")));
    listening.poll();
    database.run("update reading set day = '2026-11-25'");
    var event = listening.hear("a", 1).getFirst();
    var note = event.data().get("after") instanceof Map<?, ?> after ? after.get("note") : null;
    assertThat(String.valueOf(note)).hasSize(64_000);
    assertThat(event.data()).containsEntry("changed", List.of("day"));
  }

  @Test
  void follows_a_table_that_is_altered() throws Exception {
    listening.listen("a", to("reading", List.of("note")));
    listening.poll();
    database.run(
        "insert into reading values (1, null, 'a')",
        "alter table reading add column ward text",
        "update reading set ward = 'B4'",
        "update reading set note = 'b'",
        "alter table reading drop column day",
        "alter table reading alter column ward type int using 4",
        "update reading set note = 'c'");
    var events = listening.hear("a", 3);
    assertThat(events.get(1).data().get("after")).asString().contains("ward=B4", "note=b");
    assertThat(events.get(2).data().get("after"))
        .isEqualTo(Map.of("id", 1, "note", "c", "ward", 4));
    database.run("alter table reading rename column note to remark");
    assertThat(listening.notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.message()).contains("no column 'note'", "remark"));
  }

  @Test
  void a_transaction_of_many_rows_passes_in_bounded_memory() throws Exception {
    listening.listen("a", to("reading", List.of(), RowOperation.INSERT));
    listening.poll();
    database.run(
        "insert into reading select n, '2026-11-24', repeat('x', 100) from generate_series(1, %d) n"
            .formatted(MANY));
    var heard = 0;
    var most = 0L;
    var began = System.nanoTime();
    var until = Clock.systemUTC().instant().plus(Duration.ofMinutes(5));
    while (heard < MANY && Clock.systemUTC().instant().isBefore(until)) {
      heard += RowListening.events(listening.poll(), "a").size();
      most = Math.max(most, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    System.out.printf(
        "%d rows of one transaction in %.1f s, heap at most %d MiB%n",
        heard, (System.nanoTime() - began) / 1e9, most >> 20);
    assertThat(heard).isEqualTo(MANY);
  }

  @Test
  void frees_the_disk_and_says_so_where_too_much_log_is_kept() throws Exception {
    listening.limit(16, Beyond.DROP);
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    listening.stop();
    grow(12);
    listening.restart();
    assertThat(listening.notices()).extracting("code").containsExactly("retained-log-grows");
    assertThat(listening.measures())
        .hasEntrySatisfying("cdc.retained.bytes", kept -> assertThat(kept).isGreaterThan(12 << 20))
        .containsEntry("cdc.retained.limit.bytes", (double) (16 << 20))
        .containsEntry("cdc.missed", 0.0);
    assertThat(listening.condition()).contains("of its log (at most 16)");
    listening.stop();
    grow(24);
    listening.restart();
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
    database.run("insert into reading values (1, null, 'since')");
    assertThat(listening.hear("a", 1)).hasSize(1);
    listening.notices();
    assertThat(listening.measures())
        .containsEntry("cdc.missed", 1.0)
        .containsEntry("cdc.slot.active", 1.0);
    assertThat(listening.condition()).contains("Changes were missed before");
  }

  @Test
  void pauses_where_that_is_wanted_until_the_setting_is_changed() throws Exception {
    listening.limit(8, Beyond.PAUSE);
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    listening.stop();
    grow(24);
    listening.restart();
    for (var look = 0; look < 2; look++) {
      assertThat(listening.notices())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.code()).isEqualTo("retained-log-exceeded");
                assertThat(notice.pausing()).isTrue();
              });
    }
    assertThat(slots()).isZero();
    listening.limit(100, Beyond.PAUSE);
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
    assertThat(slots()).isEqualTo(1);
  }

  @Test
  void somebody_looks_after_the_slot_also_when_no_recipe_listens() throws Exception {
    listening.limit(16, Beyond.DROP);
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    assertThat(listening.greeting()).contains("keeps", "of its log (at most 16)");
    listening.pause("a");
    assertThat(listening.poll().findings()).isEmpty();
    assertThat(listening.greeting()).contains("nobody reads them now");
    assertThat(listening.measures()).containsKey("cdc.behind.bytes");
    grow(12);
    assertThatThrownBy(listening::poll).hasMessageContaining("At 16 MiB it is dropped");
    grow(12);
    assertThatThrownBy(listening::poll).hasMessageContaining("That was dropped");
    assertThat(slots()).isZero();
    assertThat(listening.poll().findings()).isEmpty();
    listening.resume("a");
    assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
  }

  @Test
  void the_slot_goes_with_the_connection() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    assertThat(slots()).isEqualTo(1);
    listening.delete();
    assertThat(slots()).isZero();
    assertThat(database.rows("select pubname from pg_publication")).isEmpty();
  }

  @Test
  void says_how_to_drop_the_slot_where_that_fails() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    var slot = listening.slot();
    try (var away = listening.elsewhere(new java.net.InetSocketAddress("127.0.0.1", 1))) {
      var failure =
          WritesTest.failure(
              () -> {
                away.release(listening.memory());
                return "released";
              });
      assertThat(failure).isInstanceOf(ConnectorException.Permanent.class);
      assertThat(failure.getMessage())
          .contains("SELECT pg_drop_replication_slot('%s');".formatted(slot));
    }
  }

  private int slots() throws SQLException {
    return Integer.parseInt(
        String.valueOf(
            database
                .rows(
                    "select count(*) from pg_replication_slots where database = current_database()")
                .getFirst()
                .getFirst()));
  }

  private void grow(int mebibytes) throws SQLException {
    for (var n = 0; n < mebibytes; n++) {
      database.run("select pg_logical_emit_message(false, 'other', repeat('x', 1048576), true)");
    }
  }

  private static Object id(TriggerEvent event) {
    return event.data().get("after") instanceof Map<?, ?> row && row.get("id") instanceof Integer id
        ? id
        : -1;
  }
}
