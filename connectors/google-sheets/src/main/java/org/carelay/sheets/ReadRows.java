package org.carelay.sheets;

import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Reads rows as they are now. */
public final class ReadRows implements Action<GoogleClient, ReadRows.Input, ReadRows.Output> {
  /** Which rows. */
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
              title = "Where",
              help = "Header and value that the rows must have.",
              defaultValue = "all rows",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          @Nullable Map<String, @Nullable Object> where,
      @Describe(title = "Header row", defaultValue = "1") @Nullable Integer headerRow) {}

  /** What was found. */
  public record Output(
      @Describe(
              title = "Rows",
              help = "Each as header to value, with dates as ISO text.",
              sensitivity = Sensitivity.PERSONAL)
          List<Map<String, @Nullable Object>> rows,
      @Describe(title = "Count") int count) {}

  @Override
  public About about() {
    return new About(
        "google-sheets.read-rows",
        "Read rows of a sheet",
        "Gives the rows as they are now, all of them or those with certain values.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Output> output() {
    return Output.class;
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return new Written(written).headerRow().problems();
  }

  @Override
  public Output perform(GoogleClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var place =
        new Following.Place(
            SpreadsheetId.of(input.spreadsheet()),
            input.sheet().strip(),
            RowTrigger.rowOf(input.headerRow()));
    var rows =
        new SheetRows(client, place, context.zone(), context.deadline())
            .read(input.where() == null ? Map.of() : input.where()).stream()
                .map(SheetRows.Row::values)
                .toList();
    return new Output(rows, rows.size());
  }
}
