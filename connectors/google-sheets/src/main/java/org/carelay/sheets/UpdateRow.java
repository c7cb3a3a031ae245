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

/** Writes into the row that a key names, wherever it stands by then. */
public final class UpdateRow implements Action<GoogleClient, UpdateRow.Input, UpdateRow.Output> {
  /** Which row, and what to write. */
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
              title = "Key",
              help = "Header and value that only this row has.",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          Map<String, @Nullable Object> key,
      @Describe(
              title = "Values",
              help = "Header and new value; kept as it is, never taken for a formula.",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          Map<String, @Nullable Object> values,
      @Describe(title = "Header row", defaultValue = "1") @Nullable Integer headerRow) {}

  /** Where it was written. */
  public record Output(
      @Describe(title = "Row number", help = "As shown beside the row.") int rowNumber,
      @Describe(title = "Changed", help = "False where the row held the values already.")
          boolean changed) {}

  @Override
  public About about() {
    return new About(
        "google-sheets.update-row",
        "Write into a row of a sheet",
        "Finds the row by its key and writes some of its cells. Does not start recipes itself.");
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
    return Effect.IDEMPOTENT_WRITE;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return new Written(written).cells("key").cells("values").headerRow().problems();
  }

  @Override
  public Output perform(GoogleClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var spreadsheet = SpreadsheetId.of(input.spreadsheet());
    var place =
        new Following.Place(
            spreadsheet, input.sheet().strip(), RowTrigger.rowOf(input.headerRow()));
    var update = new RowUpdate(place, input.key(), input.values());
    var now = context.clock().instant();
    // Each attempt has a note of its own: a person may have changed the row in between.
    var note = update.note(context.effectKey() + "-" + now.toEpochMilli(), now);
    note.keep(context.memory(), spreadsheet);
    try {
      var done = client.updates().update(update, context.deadline());
      note.acknowledged(true).keep(context.memory(), spreadsheet);
      client.tidying().after(context.memory(), spreadsheet, now);
      return new Output(done.rowNumber(), done.changed());
    } catch (ConnectorException failure) {
      if (!(failure instanceof ConnectorException.OutcomeUnknown)) {
        note.forget(context.memory(), spreadsheet);
      }
      throw failure;
    }
  }
}
