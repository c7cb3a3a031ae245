package org.carelay.sheets;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  private static final int MOST_ATTEMPTS = 3;

  /** Which rows. */
  public record Input(
      @Describe(
              title = "Spreadsheet",
              help = "Its id, or its address as copied from the browser.",
              example = "1AbC")
          String spreadsheet,
      @Describe(title = "Sheet", help = "The name on its tab.", example = "Appointments")
          String sheet,
      @Describe(
              title = "Where",
              help = "Header and value that the rows must have.",
              defaultValue = "all rows",
              sensitivity = Sensitivity.PERSONAL)
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
    var headerRow = RowChanged.rowOf(input.headerRow());
    var spreadsheet = SpreadsheetId.of(input.spreadsheet());
    var ranges = List.of(SheetReader.range(input.sheet().strip()));
    var reader = client.reader();
    for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var serial =
          reader
              .values(spreadsheet, ranges, SheetReader.Dates.SERIAL_NUMBER, context.deadline())
              .getFirst();
      var table = Table.of(serial, headerRow);
      var rows = matching(table, input);
      var read =
          rows.stream().anyMatch(row -> TypedRow.hasNumbers(table, row))
              ? typed(client, spreadsheet, ranges, new Rows(table, rows), context)
              : rows.stream().map(row -> TypedRow.plain(table, row)).toList();
      if (read != null) {
        return new Output(List.copyOf(read), read.size());
      }
    }
    throw new ConnectorException.Retryable(
        "sheet-keeps-changing", "The sheet was changed while it was read. It is read again.", null);
  }

  private record Rows(Table table, List<Integer> rows) {}

  private static List<Integer> matching(Table table, Input input)
      throws ConnectorException.Permanent {
    if (table.columns().isEmpty()) {
      return List.of();
    }
    var wanted = new LinkedHashMap<Table.Column, String>();
    if (input.where() != null) {
      for (var cell : input.where().entrySet()) {
        wanted.put(table.column(cell.getKey(), input.sheet()), Cells.text(cell.getValue()));
      }
    }
    return IntStream.range(0, table.rows().size())
        .filter(row -> !table.isBlank(row))
        .filter(
            row ->
                wanted.entrySet().stream()
                    .allMatch(cell -> table.text(row, cell.getKey()).equals(cell.getValue())))
        .boxed()
        .toList();
  }

  /** Null where the sheet was changed between the two readings. */
  private static @Nullable List<Map<String, @Nullable Object>> typed(
      GoogleClient client,
      String spreadsheet,
      List<String> ranges,
      Rows rows,
      ActionContext context)
      throws ConnectorException, InterruptedException {
    var info = client.reader().info(spreadsheet, context.deadline());
    ZoneId zone = info.zone() == null ? context.zone() : info.zone();
    var shown =
        client
            .reader()
            .values(spreadsheet, ranges, SheetReader.Dates.FORMATTED_STRING, context.deadline())
            .getFirst();
    var result = new ArrayList<Map<String, @Nullable Object>>();
    var names = names(rows.table());
    for (int row : rows.rows()) {
      var number = rows.table().shownNumber(row) - 1;
      var second = number < shown.size() ? shown.get(number) : List.<Object>of();
      var typed = TypedRow.of(rows.table(), row, second, names, zone);
      if (typed == null) {
        return null;
      }
      result.add(typed);
    }
    return result;
  }

  /** Text must agree; numbers may be a clock's or a random one. */
  private static Set<String> names(Table table) {
    return table.columns().stream()
        .filter(
            column ->
                IntStream.range(0, table.rows().size())
                    .noneMatch(row -> table.cell(row, column) instanceof BigDecimal))
        .map(Table.Column::name)
        .collect(Collectors.toSet());
  }
}
