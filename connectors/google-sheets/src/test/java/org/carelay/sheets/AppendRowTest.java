package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.sheets.PracticeClinic.ID;
import static org.carelay.sheets.PracticeClinic.SHEET;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.practice.google.CallKind;
import org.carelay.practice.google.Grid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding rows, once. */
class AppendRowTest {
  private static final Set<String> COMMON =
      Set.of(
          "spreadsheets.get",
          "values.batchGet",
          "values.append",
          "changes.list",
          "changes.getStartPageToken");
  private static final AppendRow.Input ROW =
      new AppendRow.Input(
          ID,
          SHEET,
          Map.of(
              "Appointment ID",
              "A-9",
              "Mobile",
              "=0129",
              "Consent",
              false,
              "Name",
              new BigDecimal(0)),
          null);

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

  private AppendRow.Output append(FakeActionContext context)
      throws ConnectorException, InterruptedException {
    return new AppendRow().perform(clinic.client, ROW, context);
  }

  private List<AppendRow.Trace<AppendRow.Output>> trace(FakeActionContext context)
      throws ConnectorException, InterruptedException {
    return new AppendRow().trace(clinic.client, ROW, context.clock().instant(), context);
  }

  private List<List<Grid.Shown>> rows() {
    return clinic.sheet.read().rows();
  }

  @ParameterizedTest(name = "with only the common calls: {0}")
  @ValueSource(booleans = {false, true})
  void puts_values_below_their_headers(boolean onlyCommonCalls) throws Exception {
    if (onlyCommonCalls) {
      clinic.google.faults().offerOnly(COMMON);
    }
    assertThat(append(clinic.context())).isEqualTo(new AppendRow.Output(4));
    assertThat(rows()).hasSize(5);
    var row = rows().getLast();
    assertThat(row.get(0).value()).isEqualTo("A-9");
    assertThat(row.get(1).value()).isEqualTo(BigDecimal.ZERO);
    assertThat(row.get(2).value()).isEqualTo("=0129");
    assertThat(row.get(4).value()).isNull();
    assertThat(row.get(5).value()).isEqualTo(false);
  }

  @ParameterizedTest(name = "with only the common calls: {0}")
  @ValueSource(booleans = {false, true})
  void a_lost_answer_is_looked_up(boolean onlyCommonCalls) throws Exception {
    if (onlyCommonCalls) {
      clinic.google.faults().offerOnly(COMMON);
      clinic.google.faults().beforeNext(CallKind.SHEETS_WRITE, () -> {});
    }
    var context = clinic.context();
    assertThat(trace(context)).as("never tried").isEmpty();
    clinic.google.faults().breakAfterApplying(CallKind.SHEETS_WRITE, 1);
    assertThatThrownBy(() -> append(context)).isInstanceOf(ConnectorException.OutcomeUnknown.class);
    assertThat(trace(context.again()))
        .singleElement()
        .satisfies(found -> assertThat(found.output()).isEqualTo(new AppendRow.Output(4)));
    append(context.again());
    assertThat(rows()).as("not twice").hasSize(5);
    append(clinic.context());
    assertThat(rows()).as("another effect, another row").hasSize(6);
  }

  @ParameterizedTest(name = "with only the common calls: {0}")
  @ValueSource(booleans = {false, true})
  void what_surely_did_not_happen_is_not_found(boolean onlyCommonCalls) throws Exception {
    if (onlyCommonCalls) {
      clinic.google.faults().offerOnly(COMMON);
      clinic.google.faults().beforeNext(CallKind.SHEETS_WRITE, () -> {});
    }
    var context = clinic.context();
    clinic.google.faults().answerNext(CallKind.SHEETS_WRITE, 1, 503);
    assertThatThrownBy(() -> append(context)).isInstanceOf(ConnectorException.OutcomeUnknown.class);
    assertThat(trace(context.again())).isEmpty();
    append(context.again());
    assertThat(rows()).hasSize(5);
  }

  @Test
  void does_not_fire_but_a_persons_row_does() throws Exception {
    clinic.driver.subscribe(
        "added", new RowAdded(), new RowAdded.Input(ID, SHEET, null, null, Duration.ZERO, null));
    clinic.follow(clinic.atOnce());
    append(clinic.context());
    assertThat(clinic.look()).isEmpty();
    clinic.sheet.append("A-10", "Eve");
    assertThat(clinic.look())
        .containsExactly("added A-10 [Appointment ID, Name]", "added A-10 [Appointment ID, Name]");
    clinic.sheet.edit(4, 4, "Ready");
    assertThat(clinic.look()).containsExactly("changed A-9 [Status]");
    clinic.look();
    assertThat(clinic.memory.startingWith("own/")).isEmpty();
  }

  @Test
  void says_plainly_what_is_wrong() {
    assertThatThrownBy(
            () ->
                new AppendRow()
                    .perform(
                        clinic.client,
                        new AppendRow.Input(ID, SHEET, Map.of("Nam", "x"), null),
                        clinic.context()))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessage("Sheet \"Appointments\" has no column \"Nam\" in row 1.");
    assertThatThrownBy(
            () ->
                new AppendRow()
                    .perform(
                        clinic.client,
                        new AppendRow.Input(ID, SHEET, Map.of("Name", ""), null),
                        clinic.context()))
        .isInstanceOf(ConnectorException.Permanent.class);
    assertThatThrownBy(
            () ->
                new AppendRow()
                    .perform(
                        clinic.client,
                        new AppendRow.Input(ID, "Nowhere", Map.of("Name", "x"), null),
                        clinic.context()))
        .isInstanceOf(ConnectorException.Permanent.class);
    assertThat(rows()).hasSize(4);
  }
}
