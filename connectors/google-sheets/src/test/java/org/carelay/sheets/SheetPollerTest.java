package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.sheets.PracticeClinic.ID;
import static org.carelay.sheets.PracticeClinic.SHEET;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.PollingDriver;
import org.carelay.practice.google.CallKind;
import org.carelay.practice.google.NewSpreadsheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The poller with Google's own clients against the practice Google. */
class SheetPollerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
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

  @Test
  void a_row_has_typed_values() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    var event = clinic.events().getFirst();
    assertThat(event.data())
        .containsEntry("change", "changed")
        .containsEntry("changed", List.of("Status"))
        .containsEntry("rowNumber", new BigDecimal(2))
        .containsEntry("sheet", SHEET)
        .containsEntry("spreadsheet", ID);
    var row = PracticeClinic.row(event);
    assertThat(row.keySet().toString())
        .isEqualTo("[Appointment ID, Name, Mobile, Visit, Status, Consent, Sent]");
    assertThat(row.get("Mobile")).isEqualTo("0123");
    assertThat(row.get("Visit")).isEqualTo("2026-11-24T09:30:00-05:00");
    assertThat(row.get("Consent")).isEqualTo(true);
    assertThat(row.get("Sent")).isNull();
  }

  @Test
  void dates_times_zero_and_false_are_what_they_are() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.append("A-9", "0", "0042", "2026-07-04", "3:45 pm", "FALSE", "7/4/2026 15:45");
    var row = PracticeClinic.row(clinic.events().getFirst());
    assertThat(row.values().toString())
        .isEqualTo("[A-9, 0, 0042, 2026-07-04, 15:45:00, false, 2026-07-04T15:45:00-04:00]");
    assertThat(row.get("Name")).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void an_idle_poll_asks_drive_once_and_reads_nothing() throws Exception {
    clinic.follow(clinic.byId());
    var reads = clinic.google.calls().of(CallKind.SHEETS_READ);
    var drive = clinic.google.calls().of(CallKind.DRIVE);
    for (var i = 0; i < 5; i++) {
      assertThat(clinic.lookAfter(SECOND)).isEmpty();
    }
    assertThat(clinic.google.calls().of(CallKind.SHEETS_READ)).isEqualTo(reads);
    assertThat(clinic.google.calls().of(CallKind.DRIVE)).isEqualTo(drive + 5);
  }

  @Test
  void only_the_spreadsheet_that_changed_is_read() throws Exception {
    clinic.google.create(PracticeClinic.appointments("2DeF"));
    clinic.driver.subscribe(
        "other",
        new RowChanged(),
        new RowChanged.Input("2DeF", SHEET, null, null, null, Duration.ZERO, null));
    clinic.follow(clinic.atOnce());
    var before = clinic.google.calls().of("values.batchGet");
    clinic.google.sheet("2DeF", SHEET).edit(1, 4, "Ready");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
    assertThat(clinic.google.calls().of("values.batchGet"))
        .as("values, and once more for dates")
        .isEqualTo(before + 2);
  }

  @Test
  void a_row_must_be_left_alone_and_any_change_of_it_starts_anew() throws Exception {
    clinic.follow(clinic.byId());
    clinic.sheet.edit(1, 4, "Rea");
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofSeconds(4))).isEmpty();
    clinic.sheet.edit(1, 1, "Anna");
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofSeconds(4))).isEmpty();
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofSeconds(5)))
        .containsExactly("changed A-1 [Name, Status]");
    assertThat(clinic.lookAfter(Duration.ofMinutes(1))).isEmpty();
  }

  @Test
  void the_next_look_is_when_a_row_will_have_settled() throws Exception {
    clinic.client =
        clinic.open(
            new GoogleConnection(
                clinic.google.serviceAccountKey(),
                clinic.google.rootUrl(),
                Duration.ofMinutes(1),
                null,
                null),
            clinic.clock);
    clinic.driver =
        new PollingDriver<>(SheetPoller.INSTANCE, clinic.client, clinic.clock, clinic.memory);
    clinic.follow(clinic.byId());
    clinic.sheet.edit(1, 4, "Ready");
    clinic.clock.advance(SECOND);
    assertThat(clinic.poll().next()).isEqualTo(clinic.clock.instant().plus(PracticeClinic.SETTLE));
  }

  @Test
  void a_change_that_is_taken_back_before_it_settled_is_none() throws Exception {
    clinic.follow(clinic.byId());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).isEmpty();
    clinic.sheet.edit(1, 4, "Waiting");
    assertThat(clinic.lookAfter(Duration.ofSeconds(10))).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofSeconds(10))).isEmpty();
  }

  @Test
  void a_column_that_never_rests_does_not_hold_the_watched_ones_for_ever() throws Exception {
    clinic.follow(
        PracticeClinic.input(
            List.of("Appointment ID"), List.of("Status"), null, Duration.ofSeconds(5)));
    clinic.sheet.edit(1, 4, "Ready");
    for (var i = 0; i < 59; i++) {
      clinic.sheet.edit(1, 6, "minute " + i);
      assertThat(clinic.look()).isEmpty();
      clinic.clock.advance(SECOND);
    }
    clinic.sheet.edit(1, 6, "minute 60");
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
  }

  @Test
  void rows_inserted_deleted_sorted_and_moved_between_polls_are_seen_rightly() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.sort(0, true);
    clinic.sheet.moveRow(1, 4);
    clinic.sheet.insertRow(1);
    assertThat(clinic.look()).isEmpty();
    clinic.sheet.deleteRows(List.of(2));
    clinic.sheet.append("A-4", "Dee");
    clinic.sheet.insertColumn(0);
    clinic.sheet.moveColumn(5, 1);
    assertThat(clinic.look()).containsExactly("added A-4 [Appointment ID, Name]");
  }

  @Test
  void a_restart_goes_on_from_what_was_stored() throws Exception {
    clinic.follow(clinic.byId());
    clinic.sheet.edit(1, 4, "Ready");
    clinic.poll();
    clinic.client = clinic.open(clinic.clock);
    clinic.clock.advance(PracticeClinic.SETTLE);
    var lost = clinic.driver.pollAndCrash().findings().getFirst().events();
    var again = clinic.events();
    assertThat(again).isEqualTo(lost).hasSize(1);
    assertThat(clinic.look()).isEmpty();
  }

  @Test
  void the_same_change_twice_is_two_events() throws Exception {
    clinic.follow(clinic.atOnce());
    var keys = new HashSet<String>();
    for (var status : List.of("Ready", "Waiting", "Ready", "Waiting")) {
      clinic.sheet.edit(1, 4, status);
      clinic.events().stream().map(TriggerEvent::key).forEach(keys::add);
    }
    assertThat(keys).hasSize(4);
  }

  @Test
  void drive_that_lags_loses_nothing() throws Exception {
    clinic.google.faults().driveLag(Duration.ofSeconds(30));
    clinic.clock.advance(Duration.ofMinutes(1));
    clinic.follow(clinic.atOnce());
    clinic.lookAfter(Duration.ofSeconds(10));
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.lookAfter(Duration.ofSeconds(29))).isEmpty();
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
  }

  @Test
  void a_second_edit_that_drive_does_not_show_is_found_some_seconds_later() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).hasSize(1);
    clinic.google.faults().driveLag(Duration.ofHours(1));
    clinic.sheet.edit(2, 4, "Ready");
    assertThat(clinic.lookAfter(Duration.ofSeconds(9))).isEmpty();
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-2 [Status]");
  }

  @Test
  void a_change_that_drive_never_shows_is_found_by_the_sweep() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.lookAfter(Duration.ofSeconds(10));
    clinic.google.faults().driveLag(Duration.ofHours(1));
    clinic.sheet.edit(2, 4, "Ready");
    assertThat(clinic.lookAfter(Duration.ofMinutes(14))).isEmpty();
    assertThat(clinic.lookAfter(Duration.ofMinutes(1))).containsExactly("changed A-2 [Status]");
  }

  @Test
  void without_a_right_to_drive_every_sheet_is_read() throws Exception {
    clinic.google.faults().driveGranted(false);
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
    assertThat(clinic.lookAfter(SECOND)).isEmpty();
    assertThat(clinic.google.calls().of(CallKind.DRIVE)).as("asked seldom").isLessThan(3);
    clinic.google.faults().driveGranted(true);
    clinic.sheet.edit(1, 4, "Done");
    assertThat(clinic.lookAfter(Duration.ofMinutes(11))).containsExactly("changed A-1 [Status]");
  }

  @Test
  void a_spreadsheet_in_a_shared_drive_is_followed_by_that_drives_log() throws Exception {
    clinic.google.create(PracticeClinic.appointments("3GhI").inSharedDrive("drive-1"));
    clinic.driver.subscribe(
        "shared",
        new RowChanged(),
        new RowChanged.Input(
            "https://docs.google.com/spreadsheets/d/3GhI/edit#gid=0",
            SHEET,
            null,
            null,
            null,
            Duration.ZERO,
            null));
    clinic.poll();
    clinic.google.sheet("3GhI", SHEET).edit(1, 4, "Ready");
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
  }

  @Test
  void a_header_that_is_renamed_pauses_until_it_is_back() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(0, 4, "State");
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.notices()).singleElement().matches(Notice::pausing);
    assertThat(clinic.lookAfter(Duration.ofSeconds(30))).isEmpty();
    assertThat(clinic.notices()).as("told each time").hasSize(1);
    clinic.sheet.edit(0, 4, "Status");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
    assertThat(clinic.notices()).isEmpty();
  }

  @Test
  void a_sheet_or_spreadsheet_that_is_gone_pauses_its_recipes_only() throws Exception {
    clinic.google.create(PracticeClinic.appointments("2DeF"));
    clinic.driver.subscribe(
        "other",
        new RowChanged(),
        new RowChanged.Input("2DeF", SHEET, null, null, null, Duration.ZERO, null));
    clinic.follow(clinic.atOnce());
    var renamed = clinic.sheet.rename("Old");
    clinic.google.share("2DeF", false);
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.notices())
        .extracting(Notice::code)
        .containsExactlyInAnyOrder("sheet-missing", "spreadsheet-not-shared");
    renamed.rename(SHEET).edit(1, 4, "Ready");
    clinic.google.share("2DeF", true);
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
    assertThat(clinic.notices()).isEmpty();
  }

  @Test
  void an_empty_sheet_waits_for_its_header() throws Exception {
    clinic.google.create(NewSpreadsheet.of("empty", "S", List.of()));
    clinic.driver.subscribe(
        "recipe",
        new RowChanged(),
        new RowChanged.Input("empty", "S", null, null, null, Duration.ZERO, null));
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.notices()).singleElement().matches(Notice::pausing);
    clinic.google.sheet("empty", "S").append("Appointment ID");
    assertThat(clinic.look()).isEmpty();
    assertThat(clinic.notices()).isEmpty();
    clinic.google.sheet("empty", "S").append("A-1");
    assertThat(clinic.look()).containsExactly("added A-1 [Appointment ID]");
  }

  @Test
  void a_quota_that_is_used_up_delays_and_loses_nothing() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    clinic.google.faults().answerNext(CallKind.SHEETS_READ, 1, 429);
    assertThatThrownBy(clinic::poll)
        .isInstanceOfSatisfying(
            ConnectorException.Retryable.class,
            busy -> {
              assertThat(busy.code()).isEqualTo("google-quota");
              assertThat(busy.after()).isBetween(Duration.ofMillis(500), SECOND);
            });
    assertThat(clinic.lookAfter(SECOND)).containsExactly("changed A-1 [Status]");
  }

  @Test
  void its_own_budget_is_kept_by_looking_later() throws Exception {
    clinic.client =
        clinic.open(
            new GoogleConnection(
                clinic.google.serviceAccountKey(), clinic.google.rootUrl(), SECOND, 30, 30),
            clinic.clock);
    clinic.driver =
        new PollingDriver<>(SheetPoller.INSTANCE, clinic.client, clinic.clock, clinic.memory);
    clinic.google.faults().driveGranted(false);
    clinic.google.faults().quota(CallKind.SHEETS_READ, 36);
    clinic.follow(clinic.atOnce());
    for (var second = 0; second < 180; second++) {
      clinic.lookAfter(SECOND);
    }
    assertThat(clinic.google.calls().of(CallKind.SHEETS_READ)).isBetween(80L, 100L);
    clinic.sheet.edit(1, 4, "Ready");
    var told = clinic.lookAfter(SECOND);
    for (var tries = 0; tries < 6 && told.isEmpty(); tries++) {
      told = clinic.lookAfter(SECOND);
    }
    assertThat(told).containsExactly("changed A-1 [Status]");
  }

  @Test
  void an_expired_token_is_renewed_and_a_revoked_key_is_told() throws Exception {
    clinic.follow(clinic.atOnce());
    clinic.google.expireTokens();
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
    clinic.google.revokeKey(true);
    assertThatThrownBy(clinic::poll)
        .isInstanceOf(ConnectorException.AuthenticationFailed.class)
        .hasMessageContaining("Reconnect");
    clinic.sheet.edit(1, 4, "Done");
    clinic.google.revokeKey(false);
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
  }

  @Test
  void a_simpler_google_with_the_common_calls_will_do() throws Exception {
    clinic
        .google
        .faults()
        .offerOnly(
            Set.of(
                "spreadsheets.get",
                "values.batchGet",
                "changes.getStartPageToken",
                "changes.list"));
    clinic.follow(clinic.atOnce());
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
    clinic.google.faults().offerOnly(Set.of("spreadsheets.get", "values.batchGet"));
    clinic.sheet.edit(1, 4, "Done");
    assertThat(clinic.look()).containsExactly("changed A-1 [Status]");
  }

  @Test
  void state_and_events_hold_no_more_than_they_should() throws Exception {
    clinic.follow(clinic.atOnce());
    assertThat(clinic.driver.state("recipe").toString()).doesNotContain("Ann", "0123", "A-1");
    clinic.sheet.edit(1, 4, "Ready");
    assertThat(clinic.events().getFirst().key()).doesNotContain("A-1", "Ann");
    assertThat(Map.copyOf(clinic.driver.state("recipe"))).hasSize(5);
  }
}
