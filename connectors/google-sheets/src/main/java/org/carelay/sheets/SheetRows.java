package org.carelay.sheets;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet as they are now. */
final class SheetRows {
  private static final int MOST_ATTEMPTS = 3;

  private final GoogleClient client;
  private final Following.Place place;
  private final ZoneId zone;
  private final Instant deadline;

  /**
   * @param zone for dates where the spreadsheet does not name one
   */
  SheetRows(GoogleClient client, Following.Place place, ZoneId zone, Instant deadline) {
    this.client = client;
    this.place = place;
    this.zone = zone;
    this.deadline = deadline;
  }

  /**
   * A row.
   *
   * @param number as shown beside it
   * @param values by header
   */
  record Row(int number, Map<String, @Nullable Object> values) {}

  /** The headers from left to right. */
  List<String> headers() throws ConnectorException, InterruptedException {
    var row = place.headerRow() + ":" + place.headerRow();
    var header =
        client
            .reader()
            .values(
                place.spreadsheet(),
                List.of(SheetReader.range(place.sheet(), row)),
                SheetReader.Dates.FORMATTED_STRING,
                deadline)
            .getFirst();
    return Table.of(header, 1).columns().stream().map(Table.Column::header).toList();
  }

  /**
   * All rows that are not blank.
   *
   * @param where header and value that they must have
   */
  List<Row> read(Map<String, @Nullable Object> where)
      throws ConnectorException, InterruptedException {
    for (var attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      var table = Table.of(values(SheetReader.Dates.SERIAL_NUMBER), place.headerRow());
      var rows = matching(table, where);
      var read =
          rows.stream().anyMatch(row -> TypedRow.hasNumbers(table, row))
              ? typed(table, rows)
              : rows.stream().map(row -> row(table, row, TypedRow.plain(table, row))).toList();
      if (read != null) {
        return read;
      }
    }
    throw new ConnectorException.Retryable(
        "sheet-keeps-changing", "The sheet was changed while it was read. It is read again.", null);
  }

  private List<List<Object>> values(SheetReader.Dates dates)
      throws ConnectorException, InterruptedException {
    var range = List.of(SheetReader.range(place.sheet()));
    return client.reader().values(place.spreadsheet(), range, dates, deadline).getFirst();
  }

  private static Row row(Table table, int row, Map<String, @Nullable Object> values) {
    return new Row(table.shownNumber(row), values);
  }

  private List<Integer> matching(Table table, Map<String, @Nullable Object> where)
      throws ConnectorException.Permanent {
    if (table.columns().isEmpty()) {
      return List.of();
    }
    var wanted = new LinkedHashMap<Table.Column, String>();
    for (var cell : where.entrySet()) {
      wanted.put(table.column(cell.getKey(), place.sheet()), Cells.text(cell.getValue()));
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
  private @Nullable List<Row> typed(Table table, List<Integer> rows)
      throws ConnectorException, InterruptedException {
    var own = client.reader().info(place.spreadsheet(), deadline).zone();
    var shown = values(SheetReader.Dates.FORMATTED_STRING);
    var result = new ArrayList<Row>();
    var names = names(table);
    for (int row : rows) {
      var number = table.shownNumber(row) - 1;
      var second = number < shown.size() ? shown.get(number) : List.<Object>of();
      var typed = TypedRow.of(table, row, second, names, own == null ? zone : own);
      if (typed == null) {
        return null;
      }
      result.add(row(table, row, typed));
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
