package org.carelay.sheets;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.TraceableAction;
import org.jspecify.annotations.Nullable;

/** Adds a row below the last one. */
public final class AppendRow
    implements TraceableAction<GoogleClient, AppendRow.Input, AppendRow.Output> {
  /** What to add. */
  public record Input(
      @Describe(
              title = "Spreadsheet",
              help = "Its id, or its address as copied from the browser.",
              example = "1AbC",
              choices = "spreadsheets")
          String spreadsheet,
      @Describe(title = "Sheet", help = "The name on its tab.", example = "Log", choices = "sheets")
          String sheet,
      @Describe(
              title = "Values",
              help = "Header and value; kept as it is, never taken for a formula.",
              sensitivity = Sensitivity.PERSONAL,
              choices = "columns")
          Map<String, @Nullable Object> values,
      @Describe(title = "Header row", defaultValue = "1") @Nullable Integer headerRow) {}

  /** What was added. */
  public record Output(
      @Describe(title = "Cells", help = "How many cells were filled.") int cells) {}

  @Override
  public About about() {
    return new About(
        "google-sheets.append-row",
        "Add a row to a sheet",
        "Adds a row below the last one. Does not start recipes itself.");
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
    return Effect.WRITE;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return new Written(written).cells("values").headerRow().problems();
  }

  @Override
  public Output perform(GoogleClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    RowUpdate.checkValues(input.values());
    if (input.values().values().stream().allMatch(Cells::isBlank)) {
      throw new ConnectorException.Permanent(
          "nothing-to-write", "All values are blank, so there is no row to add.", null);
    }
    var place = place(input);
    var now = context.clock().instant();
    var note =
        new OwnWrite(
            context.effectKey() + "-" + now.toEpochMilli(),
            Cells.name(place.sheet()),
            null,
            RowUpdate.prints(input.values()),
            false,
            now);
    note.keep(context.memory(), place.spreadsheet());
    context.reference(context.effectKey());
    try {
      new RowAppending(client, place, input.values(), context.deadline())
          .add(context.effectKey(), context.memory(), now);
      note.acknowledged(true).keep(context.memory(), place.spreadsheet());
      client.tidying().after(context.memory(), place.spreadsheet(), now);
      return output(input);
    } catch (ConnectorException failure) {
      if (!(failure instanceof ConnectorException.OutcomeUnknown)) {
        note.forget(context.memory(), place.spreadsheet());
      }
      throw failure;
    }
  }

  @Override
  public List<Trace<Output>> trace(
      GoogleClient client, Input input, Instant since, ActionContext context)
      throws ConnectorException, InterruptedException {
    var place = place(input);
    var addition = Addition.of(context.memory(), place.spreadsheet(), context.effectKey());
    if (addition == null) {
      return List.of();
    }
    var appending = new RowAppending(client, place, input.values(), context.deadline());
    return appending.isThere(addition)
        ? List.of(new Trace<>(context.effectKey(), addition.at(), output(input)))
        : List.of();
  }

  private static Output output(Input input) {
    return new Output(
        (int) input.values().values().stream().filter(v -> !Cells.isBlank(v)).count());
  }

  private static Following.Place place(Input input) {
    return new Following.Place(
        SpreadsheetId.of(input.spreadsheet()),
        input.sheet().strip(),
        RowTrigger.rowOf(input.headerRow()));
  }
}
