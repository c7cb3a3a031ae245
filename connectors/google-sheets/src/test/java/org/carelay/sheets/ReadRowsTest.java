package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.sheets.PracticeClinic.ID;
import static org.carelay.sheets.PracticeClinic.SHEET;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.practice.google.CallKind;
import org.carelay.practice.google.NewSpreadsheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading rows as they are now. */
class ReadRowsTest {
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

  private ReadRows.Output read(String sheet, @Nullable Map<String, @Nullable Object> where)
      throws ConnectorException, InterruptedException {
    return new ReadRows()
        .perform(clinic.client, new ReadRows.Input(ID, sheet, where, null), clinic.context());
  }

  @Test
  void gives_all_rows_with_typed_values() throws Exception {
    var rows = read(SHEET, null);
    assertThat(rows.count()).isEqualTo(3);
    assertThat(rows.rows().getFirst().values().toString())
        .isEqualTo("[A-1, Ann, 0123, 2026-11-24T09:30:00-05:00, Waiting, true, null]");
    assertThat(rows.rows().get(1)).containsEntry("Visit", "2026-11-25");
  }

  @Test
  void gives_those_with_certain_values() throws Exception {
    assertThat(read(SHEET, Map.of("consent", true, "Status", "Waiting")).rows())
        .extracting(row -> row.get("Appointment ID"))
        .containsExactly("A-1", "A-3");
    assertThat(read(SHEET, Map.of("Mobile", "124")).count()).isZero();
    assertThatThrownBy(() -> read(SHEET, Map.of("Consnt", true)))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessageContaining("\"Consnt\"");
  }

  private List<String> existing(List<String> key, List<String> required) throws Exception {
    var input = new RowChanged.Input(ID, SHEET, key, null, required, null, null);
    var now = clinic.context().clock().instant();
    var request = new Samples.Request(100, ZoneId.of("UTC"), now, now.plusSeconds(30));
    var found = new RowChanged().existing(clinic.client, input, request);
    assertThat(found.total()).isEqualTo(found.events().size());
    assertThat(new RowChanged().existing(clinic.client, input, request).events())
        .extracting(TriggerEvent::key)
        .isEqualTo(found.events().stream().map(TriggerEvent::key).toList());
    return found.events().stream()
        .map(
            event ->
                event.data().get("row") instanceof Map<?, ?> row ? row.get("Appointment ID") : "")
        .map(String::valueOf)
        .toList();
  }

  @Test
  void what_is_there_leaves_out_rows_in_doubt() throws Exception {
    assertThat(existing(List.of("appointment id"), List.of())).containsExactly("A-1", "A-2", "A-3");
    assertThat(existing(List.of(), List.of())).containsExactly("A-1", "A-2", "A-3");
    assertThat(existing(List.of("Appointment ID"), List.of("Sent"))).isEmpty();
    assertThat(existing(List.of("Consent"), List.of())).containsExactly("A-2");
    assertThatThrownBy(() -> existing(List.of("Id"), List.of())).hasMessageContaining("\"Id\"");
  }

  @Test
  void reads_again_where_the_sheet_was_changed_in_between() throws Exception {
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> {});
    clinic.google.faults().beforeNext(CallKind.SHEETS_READ, () -> clinic.sheet.sort(0, true));
    assertThat(read(SHEET, null).rows())
        .extracting(row -> row.get("Appointment ID"))
        .containsExactly("A-3", "A-2", "A-1");
  }

  @Test
  void an_empty_sheet_has_no_rows() throws Exception {
    clinic.google.create(NewSpreadsheet.of("empty", "S", List.of()));
    var output =
        new ReadRows()
            .perform(clinic.client, new ReadRows.Input("empty", "S", null, null), clinic.context());
    assertThat(output).isEqualTo(new ReadRows.Output(List.of(), 0));
  }
}
