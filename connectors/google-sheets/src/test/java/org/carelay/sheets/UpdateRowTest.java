package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.sheets.PracticeClinic.ID;
import static org.carelay.sheets.PracticeClinic.SHEET;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.practice.google.CallKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing rows back, and knowing it for our own. */
class UpdateRowTest {
  @TempDir Path folder;
  private PracticeClinic clinic;

  @BeforeEach
  void start() throws IOException {
    clinic = new PracticeClinic(folder);
  }

  @AfterEach
  void stop() {
    clinic.close();
  }

  private static UpdateRow.Input sent(String id, @Nullable Object value) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("Sent", value);
    return new UpdateRow.Input(ID, SHEET, Map.of("Appointment ID", id), values, null);
  }

  private UpdateRow.Output update(UpdateRow.Input input)
      throws ConnectorException, InterruptedException {
    return new UpdateRow().perform(clinic.client, input, clinic.context());
  }

  private String shown(int row, int column) {
    var cells = clinic.sheet.read().rows().get(row);
    return column < cells.size() ? cells.get(column).text() : "";
  }

  @Test
  void writes_the_row_that_the_key_names_and_no_other() throws Exception {
    assertThat(update(sent("A-2", "queued"))).isEqualTo(new UpdateRow.Output(3, true));
    assertThat(List.of(shown(1, 6), shown(2, 6), shown(3, 6))).containsExactly("", "queued", "");
    assertThat(update(sent("A-2", "queued"))).isEqualTo(new UpdateRow.Output(3, false));
  }

  @ParameterizedTest
  @CsvSource({"=1+1", "0042", "+1 212", "TRUE", "2026-01-01"})
  void text_stays_text(String text) throws Exception {
    update(sent("A-2", text));
    assertThat(clinic.sheet.read().rows().get(2).get(6).value()).isEqualTo(text);
  }

  @Test
  void numbers_truth_and_blank_stay_what_they_are() throws Exception {
    update(sent("A-2", new BigDecimal("0")));
    assertThat(clinic.sheet.read().rows().get(2).get(6).value()).isEqualTo(BigDecimal.ZERO);
    update(sent("A-2", false));
    assertThat(clinic.sheet.read().rows().get(2).get(6).value()).isEqualTo(false);
    update(sent("A-2", null));
    assertThat(clinic.sheet.read().rows().get(2).get(6).value()).isNull();
  }

  @Test
  void says_plainly_what_is_wrong() {
    assertRefused("no-such-row", sent("A-9", "x"));
    assertRefused("key-blank", sent(" ", "x"));
    assertRefused("value-not-writable", sent("A-1", List.of("x")));
    assertRefused(
        "no-such-column",
        new UpdateRow.Input(ID, SHEET, Map.of("Appointment ID", "A-1"), Map.of("Snt", "x"), null));
    assertRefused(
        "no-such-column",
        new UpdateRow.Input(ID, SHEET, Map.of("Id", "A-1"), Map.of("Sent", "x"), null));
    assertRefused(
        "google-rejected",
        new UpdateRow.Input(ID, "Nowhere", Map.of("Id", "A-1"), Map.of("Sent", "x"), null));
    assertRefused(
        "spreadsheet-not-found",
        new UpdateRow.Input("none", SHEET, Map.of("Id", "A-1"), Map.of("Sent", "x"), null));
    clinic.sheet.edit(3, 0, "A-1");
    assertRefused("several-rows", sent("A-1", "x"));
    clinic.google.share(ID, false);
    assertRefused("spreadsheet-not-shared", sent("A-2", "x"));
    assertThat(clinic.memory.startingWith("own/")).as("nothing was written").isEmpty();
  }

  private void assertRefused(String code, UpdateRow.Input input) {
    assertThatThrownBy(() -> update(input))
        .isInstanceOfSatisfying(
            ConnectorException.Permanent.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(code);
              assertThat(refusal.getMessage()).doesNotContain("A-1", "A-2", "A-9");
            });
  }

  @Test
  void a_row_that_moves_while_it_is_written_is_found_again_and_the_other_put_right()
      throws Exception {
    clinic.sheet.edit(2, 6, "old");
    clinic.google.faults().beforeNext(CallKind.SHEETS_WRITE, () -> clinic.sheet.moveRow(1, 3));
    assertThat(update(sent("A-1", "queued"))).isEqualTo(new UpdateRow.Output(3, true));
    assertThat(List.of(shown(1, 0), shown(1, 6))).containsExactly("A-2", "old");
    assertThat(List.of(shown(2, 0), shown(2, 6))).containsExactly("A-1", "queued");
  }

  @Test
  void an_empty_row_inserted_while_it_is_written_is_emptied_again() throws Exception {
    clinic.google.faults().beforeNext(CallKind.SHEETS_WRITE, () -> clinic.sheet.insertRow(1));
    update(sent("A-1", "queued"));
    assertThat(shown(1, 6)).isEmpty();
    assertThat(List.of(shown(2, 0), shown(2, 6))).containsExactly("A-1", "queued");
  }

  @Test
  void a_row_moved_after_it_was_written_is_left_alone() throws Exception {
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> clinic.sheet.insertRow(1));
    assertThat(update(sent("A-1", "queued"))).isEqualTo(new UpdateRow.Output(3, true));
    assertThat(clinic.google.calls().of(CallKind.SHEETS_WRITE)).isEqualTo(1);
  }

  @Test
  void an_answer_that_is_lost_is_made_up_for_by_looking() throws Exception {
    clinic.google.faults().breakAfterApplying(CallKind.SHEETS_WRITE, 1);
    assertThat(update(sent("A-1", "queued"))).isEqualTo(new UpdateRow.Output(2, true));
    clinic.google.faults().answerAfterApplying(CallKind.SHEETS_WRITE, 1, 500);
    assertThat(update(sent("A-2", "queued"))).isEqualTo(new UpdateRow.Output(3, true));
    clinic.google.faults().answerNext(CallKind.SHEETS_WRITE, 1, 503);
    assertThat(update(sent("A-3", "queued"))).isEqualTo(new UpdateRow.Output(4, true));
    assertThat(clinic.google.calls().of(CallKind.SHEETS_WRITE)).isEqualTo(4);
    clinic.google.faults().answerNext(CallKind.SHEETS_WRITE, 1, 429);
    assertThatThrownBy(() -> update(sent("A-2", "sent")))
        .isInstanceOf(ConnectorException.Retryable.class);
  }

  @Test
  void an_answer_that_is_lost_while_the_row_moves_leaves_no_other_row_changed() throws Exception {
    clinic.google.faults().breakAfterApplying(CallKind.SHEETS_WRITE, 1);
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    clinic.sheet.edit(1, 6, "old");
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> clinic.sheet.moveRow(2, 1));
    assertThat(update(sent("A-2", "queued")).changed()).isTrue();
    assertThat(List.of(shown(1, 0), shown(1, 6))).containsExactly("A-2", "queued");
    assertThat(List.of(shown(2, 0), shown(2, 6))).containsExactly("A-1", "old");
  }

  @Test
  void many_updates_at_once_cost_few_calls() throws Exception {
    var tasks = new ArrayList<Callable<UpdateRow.Output>>();
    for (var i = 0; i < 60; i++) {
      clinic.sheet.append("B-" + i, "x");
    }
    for (var i = 0; i < 60; i++) {
      var id = "B-" + i;
      tasks.add(() -> update(sent(id, "queued " + id)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get().changed()).isTrue();
      }
    }
    for (var i = 0; i < 60; i++) {
      assertThat(shown(4 + i, 6)).isEqualTo("queued B-" + i);
    }
    assertThat(clinic.google.calls().of(CallKind.SHEETS_WRITE)).isLessThan(20);
  }

  @Test
  void our_own_write_fires_nothing_even_where_its_column_is_watched() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).hasSize(1);
    update(sent("A-1", "queued"));
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofMinutes(20))).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofMinutes(20))).isEmpty();
    assertThat(clinic.memory.startingWith("own/")).as("forgotten").isEmpty();
  }

  @Test
  void a_person_who_types_over_our_write_and_then_the_same_is_heard_twice() throws Exception {
    clinic.follow(clinic.atOnce());
    update(sent("A-1", "queued"));
    assertThat(clinic.look()).isEmpty();
    clinic.sheet.edit(1, 6, "x");
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
    clinic.sheet.edit(1, 6, "queued");
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
  }

  @Test
  void a_person_who_types_over_our_write_before_it_was_seen_is_heard() throws Exception {
    clinic.follow(clinic.atOnce());
    update(sent("A-1", "queued"));
    clinic.sheet.edit(1, 6, "x");
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
    clinic.sheet.edit(1, 6, "queued");
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
  }

  @Test
  void a_persons_change_of_the_same_row_beside_our_write_is_heard() throws Exception {
    clinic.follow(clinic.atOnce());
    update(sent("A-1", "queued"));
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
  }

  @Test
  void our_write_does_not_fire_where_rows_have_no_key_or_another_one() throws Exception {
    clinic.driver.subscribe(
        "no key", new RowChanged(), PracticeClinic.input(null, null, null, Duration.ZERO));
    clinic.driver.subscribe(
        "name", new RowChanged(), PracticeClinic.input(List.of("Name"), null, null, Duration.ZERO));
    clinic.follow(clinic.atOnce());
    update(sent("A-1", "queued"));
    clinic.sheet.edit(2, 4, "Ready");
    assertThat(clinic.look())
        .containsExactly("changed A-2 [Status]", "changed A-2 [Status]", "changed A-2 [Status]");
  }

  @Test
  void a_write_that_could_not_be_verified_fires_nothing() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    clinic.google.faults().answerNext(CallKind.SHEETS_READ, 1, 429);
    assertThatThrownBy(() -> update(sent("A-1", "queued")))
        .isInstanceOf(ConnectorException.OutcomeUnknown.class);
    assertThat(clinic.look()).isEmpty();
    update(sent("A-1", "queued"));
    assertThat(clinic.look()).isEmpty();
  }

  @Test
  void a_write_that_was_refused_hides_no_change_of_a_person() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.google.faults().answerNext(CallKind.SHEETS_WRITE, 1, 429);
    assertThatThrownBy(() -> update(sent("A-1", "queued")))
        .isInstanceOf(ConnectorException.Retryable.class);
    clinic.sheet.edit(1, 6, "queued");
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
  }

  @Test
  void a_row_that_was_hit_by_mistake_for_a_moment_fires_nothing() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.google.faults().beforeNext(CallKind.SHEETS_WRITE, () -> clinic.sheet.moveRow(1, 3));
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    var seen = new ArrayList<String>();
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> lookInto(seen));
    update(sent("A-1", "queued"));
    clinic.clock.advance(Duration.ofSeconds(2));
    lookInto(seen);
    assertThat(seen).isEmpty();
  }

  private void lookInto(List<String> seen) {
    try {
      seen.addAll(clinic.look());
    } catch (ConnectorException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_poll_that_is_not_committed_does_not_use_the_note_up() throws Exception {
    clinic.follow(clinic.atOnce());
    update(sent("A-1", "queued"));
    clinic.driver.pollAndCrash();
    clinic.driver.pollAndCrash();
    assertThat(clinic.look()).isEmpty();
  }

  @Test
  void another_connections_notes_do_not_hide_a_change() throws Exception {
    clinic.follow(clinic.atOnce());
    new UpdateRow()
        .perform(
            clinic.client,
            sent("A-1", "queued"),
            clinic.context().remembering(new InMemoryMemory()));
    assertThat(clinic.look()).containsExactly("changed A-1 [Sent]");
  }
}
