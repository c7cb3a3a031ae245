package org.carelay.sheets;

import com.google.api.services.sheets.v4.model.AppendCellsRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CreateDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLocation;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Memory;
import org.carelay.sheets.Table.Column;
import org.jspecify.annotations.Nullable;

/**
 * Adds one row, once. The row and a mark with the effect's key go into the spreadsheet in one
 * request, all or nothing; a repetition fails on the mark's id, and the mark can be looked up. For
 * stand-ins without marks the row is appended plainly, and rows like it are counted before.
 */
final class RowAppending {
  private static final String MARK = "carelay-append";

  private final GoogleClient client;
  private final Following.Place place;
  private final Map<String, @Nullable Object> values;
  private final Instant deadline;

  RowAppending(
      GoogleClient client,
      Following.Place place,
      Map<String, @Nullable Object> values,
      Instant deadline) {
    this.client = client;
    this.place = place;
    this.values = new LinkedHashMap<>(values);
    this.deadline = deadline;
  }

  /**
   * @param effect the effect's key
   */
  void add(String effect, Memory memory, Instant now)
      throws ConnectorException, InterruptedException {
    var columns = columns();
    var earlier = Addition.of(memory, place.spreadsheet(), effect);
    if (earlier != null && isThere(earlier)) {
      return;
    }
    var addition = new Addition(place.spreadsheet(), effect, null, now);
    addition.keep(memory);
    try {
      addMarked(addition, columns);
    } catch (ConnectorException.Permanent refused) {
      if (isMarked(addition)) {
        return;
      }
      var counted = new Addition(place.spreadsheet(), effect, equalRows(), now);
      counted.keep(memory);
      addPlainly(columns);
    }
  }

  /** Whether an earlier attempt has added the row. */
  boolean isThere(Addition addition) throws ConnectorException, InterruptedException {
    var before = addition.rowsBefore();
    return isMarked(addition) || (before != null && equalRows() > before);
  }

  private Map<Column, @Nullable Object> columns() throws ConnectorException, InterruptedException {
    var row = "A" + place.headerRow() + ":ZZ" + place.headerRow();
    var header =
        client
            .reader()
            .values(
                place.spreadsheet(),
                List.of(SheetReader.range(place.sheet(), row)),
                SheetReader.Dates.SERIAL_NUMBER,
                deadline)
            .getFirst();
    var table = new Table(Table.of(header, 1).columns(), List.of(), place.headerRow());
    var columns = new LinkedHashMap<Column, @Nullable Object>();
    for (var cell : values.entrySet()) {
      columns.put(table.column(cell.getKey(), place.sheet()), cell.getValue());
    }
    return columns;
  }

  private void addMarked(Addition addition, Map<Column, @Nullable Object> columns)
      throws ConnectorException, InterruptedException {
    var info = client.reader().info(place.spreadsheet(), deadline);
    var sheetId = info.sheetIds().get(Cells.name(place.sheet()));
    if (sheetId == null) {
      throw new ConnectorException.Permanent(
          "sheet-missing", "There is no sheet \"" + place.sheet() + "\" in the spreadsheet.", null);
    }
    var width = columns.keySet().stream().mapToInt(Column::index).max().orElse(0) + 1;
    var cells = new ArrayList<>(Collections.nCopies(width, new CellData()));
    columns.forEach((column, value) -> cells.set(column.index(), cell(value)));
    var mark =
        new DeveloperMetadata()
            .setMetadataId(addition.markId())
            .setMetadataKey(MARK)
            .setMetadataValue(addition.effect())
            .setVisibility("DOCUMENT")
            .setLocation(new DeveloperMetadataLocation().setSpreadsheet(true));
    var requests =
        List.of(
            new Request()
                .setCreateDeveloperMetadata(
                    new CreateDeveloperMetadataRequest().setDeveloperMetadata(mark)),
            new Request()
                .setAppendCells(
                    new AppendCellsRequest()
                        .setSheetId(sheetId)
                        .setFields("userEnteredValue")
                        .setRows(List.of(new RowData().setValues(cells)))));
    client
        .calls()
        .write(
            () ->
                client
                    .sheets()
                    .spreadsheets()
                    .batchUpdate(
                        place.spreadsheet(),
                        new BatchUpdateSpreadsheetRequest().setRequests(requests)),
            deadline);
  }

  private static CellData cell(@Nullable Object value) {
    var entered = new ExtendedValue();
    switch (value) {
      case null -> {
        return new CellData();
      }
      case Boolean truth -> entered.setBoolValue(truth);
      case Number number -> entered.setNumberValue(number.doubleValue());
      default -> entered.setStringValue(value.toString());
    }
    return new CellData().setUserEnteredValue(entered);
  }

  private boolean isMarked(Addition addition) throws ConnectorException, InterruptedException {
    try {
      var mark =
          client
              .calls()
              .read(
                  () ->
                      client
                          .sheets()
                          .spreadsheets()
                          .developerMetadata()
                          .get(place.spreadsheet(), addition.markId()),
                  deadline);
      return addition.effect().equals(mark.getMetadataValue());
    } catch (ConnectorException.Permanent noSuchMark) {
      return false;
    }
  }

  private int equalRows() throws ConnectorException, InterruptedException {
    var sheet =
        client
            .reader()
            .values(
                place.spreadsheet(),
                List.of(SheetReader.range(place.sheet())),
                SheetReader.Dates.SERIAL_NUMBER,
                deadline)
            .getFirst();
    var like = new RowUpdate(place, values, values);
    return like.rows(Table.of(sheet, place.headerRow())).size();
  }

  /** The header as the range to search: the table below it is the one that is meant. */
  private void addPlainly(Map<Column, @Nullable Object> columns)
      throws ConnectorException, InterruptedException {
    var width = columns.keySet().stream().mapToInt(Column::index).max().orElse(0) + 1;
    var cells = new ArrayList<Object>(Collections.nCopies(width, ""));
    columns.forEach((column, value) -> cells.set(column.index(), value == null ? "" : value));
    var range =
        SheetReader.range(
            place.sheet(),
            "A" + place.headerRow() + ":" + SheetReader.letters(width - 1) + place.headerRow());
    var body = new ValueRange().setValues(List.of(cells));
    client
        .calls()
        .write(
            () ->
                client
                    .sheets()
                    .spreadsheets()
                    .values()
                    .append(place.spreadsheet(), range, body)
                    .setValueInputOption("RAW")
                    .setInsertDataOption("INSERT_ROWS"),
            deadline);
  }
}
