package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.carelay.database.RowListening.to;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database's clock is hours away from ours. */
class RowChangedClockTest {
  @ParameterizedTest
  @CsvSource({"PT5H, behind", "PT-5H, ahead of"})
  void of_postgresql_changes_neither_what_is_heard_nor_how_old_it_is(Duration ours, String word)
      throws Exception {
    var database = TestDatabase.postgres();
    database.run(
        "create table reading (id int primary key)", "alter table reading replica identity full");
    hears(database, ours, word);
  }

  @ParameterizedTest
  @CsvSource({"PT5H, behind", "PT-5H, ahead of"})
  void of_mariadb_changes_neither_what_is_heard_nor_how_old_it_is(Duration ours, String word)
      throws Exception {
    var database = TestDatabase.mariaDb();
    database.run("create table reading (id int primary key)");
    hears(database, ours, word);
  }

  private static void hears(TestDatabase database, Duration ours, String word) throws Exception {
    database.run("insert into reading values (1)");
    try (var listening = new RowListening(database).ahead(ours)) {
      listening.listen("a", to("reading", List.of()));
      listening.poll();
      database.run("insert into reading values (2)", "insert into reading values (3)");
      var heard = listening.hear("a", 2);
      assertThat(heard)
          .extracting(RowChangedClockTest::id)
          .as("in order, and not the row that was there")
          .containsExactly("{id=2}", "{id=3}");
      assertThat(heard)
          .allSatisfy(
              event ->
                  assertThat(event.occurredAt())
                      .as("by our clock, so that no age limit is met too early or too late")
                      .isCloseTo(listening.now(), within(10, ChronoUnit.MINUTES)));
      assertThat(listening.notices())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.code()).isEqualTo("clock-skew");
                assertThat(notice.pausing()).isFalse();
                assertThat(notice.message()).contains(word);
              });
      listening.listen("b", to("reading", List.of()));
      listening.poll();
      database.run("insert into reading values (4)");
      assertThat(listening.hear("b", 1))
          .as("what was there before a recipe listened is not for it")
          .extracting(RowChangedClockTest::id)
          .containsExactly("{id=4}");
      listening.restart();
      database.run("insert into reading values (5)");
      assertThat(listening.hear("b", 1))
          .as("after a restart nothing comes again")
          .extracting(RowChangedClockTest::id)
          .containsExactly("{id=5}");
    }
  }

  private static String id(TriggerEvent event) {
    return String.valueOf(event.data().get("after"));
  }
}
