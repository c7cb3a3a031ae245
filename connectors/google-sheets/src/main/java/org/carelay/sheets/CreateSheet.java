package org.carelay.sheets;

import com.google.api.services.sheets.v4.model.AddSheetRequest;
import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.SheetProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;

/**
 * Makes sure that a spreadsheet has a sheet of a name, with a header. A sheet and its header come
 * into being in one request, all or nothing, and a name is there once: so it may be repeated.
 */
public final class CreateSheet
    implements Action<GoogleClient, CreateSheet.Input, CreateSheet.Output> {
  private static final int MOST_CHARACTERS = 100;

  /** What to make. */
  public record Input(
      @Describe(
              title = "Spreadsheet",
              help = "Its id, or its address as copied from the browser.",
              example = "1AbC",
              choices = "spreadsheets")
          String spreadsheet,
      @Describe(
              title = "Sheet",
              help = "The name of its tab, such as one for each month.",
              example = "{{ $formatDate(now, 'yyyy-MM') }}")
          String sheet,
      @Describe(title = "Headers", help = "Of the columns, from left to right.")
          List<String> columns) {}

  /** What is there now. */
  public record Output(
      @Describe(title = "Sheet", help = "For later steps.", example = "2026-11") String sheet,
      @Describe(title = "Created", help = "False where it was there already.") boolean created) {}

  @Override
  public About about() {
    return new About(
        "google-sheets.create-sheet",
        "Create a sheet",
        "Adds a sheet with a header to a spreadsheet, unless there is one of that name already.");
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
    return new Written(written).headers("columns").problems();
  }

  @Override
  public Output perform(GoogleClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var spreadsheet = SpreadsheetId.of(input.spreadsheet());
    var name = input.sheet().strip();
    if (name.isEmpty() || name.length() > MOST_CHARACTERS) {
      throw new ConnectorException.Permanent(
          "bad-sheet-name", "A sheet's name has between 1 and 100 characters.", null);
    }
    if (input.columns().isEmpty()
        || !new Written(Map.of("columns", input.columns()))
            .headers("columns")
            .problems()
            .isEmpty()) {
      throw new ConnectorException.Permanent(
          "bad-columns", "Name at least one column; none may be blank or come twice.", null);
    }
    if (isThere(client, spreadsheet, name, context)) {
      return new Output(name, false);
    }
    try {
      add(client, spreadsheet, name, input.columns(), context);
      return new Output(name, true);
    } catch (ConnectorException.Permanent refused) {
      // Somebody else may have been quicker than what we remember of the spreadsheet.
      client.reader().forget(spreadsheet);
      if (isThere(client, spreadsheet, name, context)) {
        return new Output(name, false);
      }
      throw refused;
    }
  }

  private static boolean isThere(
      GoogleClient client, String spreadsheet, String name, ActionContext context)
      throws ConnectorException, InterruptedException {
    return client
        .reader()
        .info(spreadsheet, context.deadline())
        .sheetIds()
        .containsKey(Cells.name(name));
  }

  private static void add(
      GoogleClient client,
      String spreadsheet,
      String name,
      List<String> columns,
      ActionContext context)
      throws ConnectorException, InterruptedException {
    var id = id(spreadsheet, name);
    var header =
        columns.stream()
            .map(text -> new ExtendedValue().setStringValue(text.strip()))
            .map(value -> new CellData().setUserEnteredValue(value))
            .toList();
    var requests =
        List.of(
            new Request()
                .setAddSheet(
                    new AddSheetRequest()
                        .setProperties(new SheetProperties().setSheetId(id).setTitle(name))),
            new Request()
                .setAppendCells(
                    new AppendCellsRequest()
                        .setSheetId(id)
                        .setFields("userEnteredValue")
                        .setRows(List.of(new RowData().setValues(header)))));
    client
        .calls()
        .write(
            () ->
                client
                    .sheets()
                    .spreadsheets()
                    .batchUpdate(
                        spreadsheet, new BatchUpdateSpreadsheetRequest().setRequests(requests)),
            context.deadline());
    client.reader().forget(spreadsheet);
  }

  /** The same for every attempt, so that the header belongs to the sheet of the same request. */
  private static int id(String spreadsheet, String name) {
    var checksum = new CRC32();
    checksum.update((spreadsheet + "/" + name).getBytes(StandardCharsets.UTF_8));
    return (int) (checksum.getValue() & 0x7fff_ffff) | 1;
  }
}
