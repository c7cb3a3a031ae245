package org.carelay.sheets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Fires when a row was changed or added and then left alone for a while. */
public final class RowChanged extends RowTrigger<RowChanged.Input> {
  /** Which rows and columns. */
  public record Input(
      @Describe(
              title = "Spreadsheet",
              help = "Its id, or its address as copied from the browser.",
              example = "1AbC",
              choices = "spreadsheets")
          String spreadsheet,
      @Describe(
              title = "Sheet",
              help = "The name on its tab.",
              example = "Appointments",
              choices = "sheets")
          String sheet,
      @Describe(
              title = "Key columns",
              help =
                  "Headers of the columns that name a row. Without them rows are told apart by what"
                      + " they hold.",
              example = "Appointment ID",
              choices = "columns")
          @Nullable List<String> key,
      @Describe(
              title = "Watched columns",
              help = "Headers of the columns whose change counts.",
              example = "Status",
              defaultValue = "all columns",
              choices = "columns")
          @Nullable List<String> watch,
      @Describe(
              title = "Required columns",
              help = "Headers of the columns that must be filled before a row counts.",
              example = "Mobile",
              defaultValue = "none",
              choices = "columns")
          @Nullable List<String> required,
      @Describe(
              title = "Settle time",
              help = "How long a row must have been left alone; any change of it starts anew.",
              defaultValue = "PT5S")
          @Nullable Duration settle,
      @Describe(title = "Header row", defaultValue = "1") @Nullable Integer headerRow)
      implements Rows {
    @Override
    public Following following() {
      return new Following(
          new Following.Place(SpreadsheetId.of(spreadsheet), sheet.strip(), rowOf(headerRow)),
          listOf(key),
          watch == null || watch.isEmpty() ? null : watch,
          listOf(required),
          settle == null ? SETTLE : settle,
          false);
    }
  }

  @Override
  public About about() {
    return new About(
        "google-sheets.row-changed",
        "A row of a sheet changed",
        "Fires when somebody has changed or added a row. What Carelay writes itself does not count.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return new Written(written)
        .headers("key")
        .headers("watch")
        .headers("required")
        .settle()
        .headerRow()
        .problems();
  }
}
