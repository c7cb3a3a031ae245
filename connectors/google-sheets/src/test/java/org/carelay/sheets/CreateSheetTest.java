package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.sheets.PracticeClinic.ID;
import static org.carelay.sheets.PracticeClinic.SHEET;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sheet for each month, made once. */
class CreateSheetTest {
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

  private CreateSheet.Output create(String sheet, String... columns)
      throws ConnectorException, InterruptedException {
    return new CreateSheet()
        .perform(
            clinic.client, new CreateSheet.Input(ID, sheet, List.of(columns)), clinic.context());
  }

  private List<String> header(String sheet) {
    return clinic.google.sheet(ID, sheet).read().rows().getFirst().stream()
        .map(cell -> cell.text())
        .toList();
  }

  @Test
  void makes_a_sheet_with_its_header_once() throws Exception {
    assertThat(create("2026-11", "MRN", "=Sent"))
        .isEqualTo(new CreateSheet.Output("2026-11", true));
    assertThat(create("2026-11", "MRN", "=Sent").created()).isFalse();
    assertThat(header("2026-11")).containsExactly("MRN", "=Sent");
    assertThat(create("2026-12", "MRN").created()).isTrue();
    new AppendRow()
        .perform(
            clinic.client,
            new AppendRow.Input(ID, "2026-11", Map.of("MRN", "004211"), null),
            clinic.context());
    assertThat(clinic.google.sheet(ID, "2026-11").read().rows()).hasSize(2);
  }

  @Test
  void leaves_a_sheet_that_is_there_as_it_is() throws Exception {
    var before = clinic.sheet.read().rows();
    assertThat(create(SHEET, "Other").created()).isFalse();
    assertThat(clinic.sheet.read().rows()).isEqualTo(before);
  }

  @Test
  void refuses_names_and_columns_that_are_none() {
    for (var columns : List.of(new String[] {}, new String[] {" "}, new String[] {"A", "a"})) {
      assertThatThrownBy(() -> create("2026-11", columns))
          .isInstanceOf(ConnectorException.Permanent.class);
    }
    assertThatThrownBy(() -> create(" ", "A")).isInstanceOf(ConnectorException.Permanent.class);
  }
}
