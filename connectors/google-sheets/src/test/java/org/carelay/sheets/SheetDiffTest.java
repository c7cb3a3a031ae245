package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.sheets.Ledger.NOW;
import static org.carelay.sheets.Ledger.by;
import static org.carelay.sheets.Ledger.number;
import static org.carelay.sheets.Ledger.watching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.junit.jupiter.api.Test;

/** What is remembered, held and told over several looks. */
class SheetDiffTest {
  @Test
  void undo_between_looks_is_nothing_and_undo_after_one_is_another_change() {
    var sheet = new Ledger(by("ID"));
    sheet.set(1, 2, "Ready");
    sheet.set(1, 2, "Waiting");
    assertThat(sheet.look()).isEmpty();
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]");
    sheet.set(1, 2, "Waiting");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]");
  }

  @Test
  void a_row_cut_at_one_look_and_pasted_at_the_next_has_not_changed() {
    for (var following : List.of(by("ID"), by())) {
      var sheet = new Ledger(following);
      var cut = sheet.rows.remove(2);
      assertThat(sheet.look()).isEmpty();
      sheet.rows.add(cut);
      assertThat(sheet.look()).isEmpty();
    }
  }

  @Test
  void all_rows_cleared_and_restored_fire_nothing() {
    for (var following : List.of(by("ID"), by())) {
      var sheet = new Ledger(following);
      var cleared = new ArrayList<>(sheet.rows.subList(1, 5));
      sheet.rows.subList(1, 5).clear();
      assertThat(sheet.look()).isEmpty();
      sheet.rows.addAll(cleared);
      assertThat(sheet.look()).isEmpty();
    }
  }

  @Test
  void only_watched_columns_count() {
    var sheet = new Ledger(watching("Status"));
    sheet.set(1, 1, "Anna");
    sheet.set(2, 3, number(5));
    sheet.rows.forEach(row -> row.add(0, "x"));
    sheet.set(0, 0, "New column");
    assertThat(sheet.look()).isEmpty();
    sheet.set(1, 3, "Ready");
    assertThat(sheet.look()).hasSize(1).first().asString().endsWith("[Status]");
  }

  @Test
  void a_column_that_is_watched_from_now_on_starts_from_now() {
    var sheet = new Ledger(watching("Status"));
    var later = new Ledger(watching("Status", "Count"));
    later.stored.clear();
    later.stored.putAll(sheet.stored);
    later.set(1, 3, number(8));
    assertThat(later.look()).as("seen for the first time").isEmpty();
    later.set(1, 3, number(9));
    assertThat(later.look()).containsExactly("changed a1 [Count]");
  }

  @Test
  void another_key_starts_from_now() {
    var sheet = new Ledger(by("ID"));
    var later = new Ledger(by("Name"));
    later.stored.clear();
    later.stored.putAll(sheet.stored);
    later.set(1, 2, "Ready");
    assertThat(later.look()).isEmpty();
    later.set(1, 2, "Waiting");
    assertThat(later.look()).containsExactly("changed a1 [Status]");
  }

  @Test
  void a_missing_header_pauses_and_its_return_fires_only_what_changed() {
    var sheet = new Ledger(watching("Status"));
    sheet.set(0, 2, "State");
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.pausing()).isTrue();
              assertThat(notice.code()).isEqualTo("header-missing");
              assertThat(notice.message()).contains("\"Status\"", "row 1", "\"Log\"");
            });
    sheet.set(0, 2, "Status");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]");
    assertThat(sheet.notices()).isEmpty();
  }

  @Test
  void a_renamed_column_pauses_also_where_all_are_watched() {
    var sheet = new Ledger(by("ID"));
    sheet.set(0, 2, "State");
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices()).singleElement().matches(Notice::pausing);
    sheet.set(0, 2, "Status");
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices()).isEmpty();
  }

  @Test
  void a_header_that_is_there_twice_pauses() {
    var sheet = new Ledger(by("ID"));
    sheet.set(0, 3, "status");
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices()).extracting(Notice::code).contains("header-duplicate");
  }

  @Test
  void an_empty_sheet_pauses_and_what_comes_into_it_first_is_the_baseline() {
    var sheet = new Ledger(by("ID"));
    var kept = new ArrayList<>(sheet.rows);
    sheet.rows.clear();
    sheet.stored.clear();
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices()).singleElement().matches(Notice::pausing);
    sheet.rows.addAll(kept);
    assertThat(sheet.look()).isEmpty();
    sheet.row("e5", "Eve");
    assertThat(sheet.look()).containsExactly("added e5 [ID, Name]");
  }

  @Test
  void rows_with_the_same_key_are_held_and_others_flow() {
    var sheet = new Ledger(by("ID"));
    sheet.set(2, 0, "a1");
    sheet.set(1, 2, "Ready");
    sheet.set(3, 2, "Ready");
    assertThat(sheet.look()).containsExactly("changed c3 [Status]");
    assertThat(sheet.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.pausing()).isFalse();
              assertThat(notice.message()).contains("rows 2, 3", "\"ID\"", "a1");
            });
    sheet.set(2, 0, "b2");
    assertThat(sheet.look()).as("released").containsExactly("changed a1 [Status]");
    assertThat(sheet.notices()).isEmpty();
  }

  @Test
  void rows_that_were_double_at_first_sight_fire_nothing_when_it_is_put_right() {
    var sheet = new Ledger(by("ID"));
    sheet.stored.clear();
    sheet.set(2, 0, "a1");
    assertThat(sheet.look()).isEmpty();
    sheet.rows.remove(2);
    assertThat(sheet.look()).isEmpty();
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]");
  }

  @Test
  void many_double_keys_are_told_in_few_notices() {
    var sheet = new Ledger(by("ID"));
    for (var i = 0; i < 100; i++) {
      sheet.row("k" + i, "x");
      sheet.row("k" + i, "y");
    }
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices()).hasSize(21);
    assertThat(sheet.notices().getLast().message()).contains("80 more");
  }

  @Test
  void a_row_without_its_key_is_held() {
    var sheet = new Ledger(by("ID", "Name"));
    sheet.row("", "Eve", "Waiting");
    sheet.set(1, 0, "#N/A");
    sheet.set(3, 2, "Ready");
    assertThat(sheet.look()).containsExactly("changed c3 [Status]");
    assertThat(sheet.notices())
        .singleElement()
        .satisfies(n -> assertThat(n.message()).contains("rows 2, 6 have no \"ID\" and \"Name\""));
    sheet.set(5, 0, "e5");
    sheet.set(1, 0, "a1");
    assertThat(sheet.look()).containsExactly("added e5 [ID, Name, Status]");
  }

  @Test
  void a_row_is_not_told_of_before_its_required_columns_are_filled() {
    var following =
        new Following(
            new Following.Place("1AbC", "Log", 1),
            List.of("ID"),
            List.of("Status"),
            List.of("Name"),
            Duration.ZERO,
            false);
    var sheet = new Ledger(following);
    sheet.row("e5", "", "Ready");
    sheet.set(1, 1, " ");
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).isEmpty();
    sheet.set(5, 1, "Eve");
    sheet.set(1, 1, "Ann");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]", "added e5 [ID, Name, Status]");
  }

  @Test
  void a_row_with_an_error_in_a_used_column_waits() {
    var sheet = new Ledger(by("ID"));
    sheet.set(1, 2, "Loading...");
    assertThat(sheet.look()).isEmpty();
    assertThat(sheet.notices())
        .singleElement()
        .satisfies(n -> assertThat(n.message()).contains("row 2", "\"Status\""));
    sheet.set(1, 2, "Waiting");
    assertThat(sheet.look()).as("loaded what it was").isEmpty();
    assertThat(sheet.notices()).isEmpty();
    sheet.set(1, 2, "#REF!");
    assertThat(sheet.look()).isEmpty();
    sheet.set(1, 2, "Ready");
    assertThat(sheet.look()).containsExactly("changed a1 [Status]");
  }

  @Test
  void only_added_rows_count_where_only_they_are_asked_for() {
    for (var key : List.of(List.of("ID"), List.<String>of())) {
      var sheet =
          new Ledger(
              new Following(
                  new Following.Place("1AbC", "Log", 1),
                  key,
                  null,
                  List.of(),
                  Duration.ZERO,
                  true));
      sheet.set(1, 2, "Ready");
      sheet.rows.remove(3);
      sheet.row("e5", "Eve", "Waiting");
      assertThat(sheet.look()).containsExactly("added e5 [ID, Name, Status]");
      assertThat(sheet.look()).isEmpty();
    }
  }

  @Test
  void identical_rows_without_a_key_are_counted() {
    var sheet = new Ledger(by());
    sheet.row("x", "x");
    assertThat(sheet.look()).containsExactly("added x [ID, Name]");
    sheet.row("x", "x");
    assertThat(sheet.look()).containsExactly("added x [ID, Name]");
    sheet.rows.removeLast();
    assertThat(sheet.look()).isEmpty();
  }

  @Test
  void stores_no_values_and_writes_one_entry_for_one_edit() {
    var sheet = new Ledger(by("ID"));
    assertThat(sheet.stored.toString()).doesNotContain("Ann", "Waiting", "a1");
    var state = new FollowedState(Map.copyOf(sheet.stored), sheet.following);
    sheet.set(1, 2, "Ready");
    var seen = SheetDiff.look(sheet.following, Table.of(sheet.rows, 1), state, List.of(), NOW);
    seen.ready().forEach(ready -> state.keep(ready.id(), ready.settled()));
    assertThat(state.changes(seen.columns().storedNames(), List.of())).hasSize(1);
  }
}
