package org.carelay.sheets;

import com.google.api.services.drive.model.FileList;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Choice;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;

/** What a person can choose from while a recipe is written, and try it on. */
final class SheetSamples {
  private static final int MOST_SPREADSHEETS = 200;
  private static final String SPREADSHEETS =
      "mimeType = 'application/vnd.google-apps.spreadsheet' and trashed = false";

  private SheetSamples() {}

  /** The last rows of a sheet, as events of a change. */
  static Samples rows(GoogleClient client, Following following, Samples.Request request)
      throws ConnectorException, InterruptedException {
    var place = following.place();
    var rows = new SheetRows(client, place, request.zone(), request.deadline()).read(Map.of());
    var last = rows.subList(Math.max(0, rows.size() - request.most()), rows.size()).reversed();
    var events =
        last.stream()
            .map(
                row ->
                    new TriggerEvent("sample/" + row.number(), request.now(), data(row, following)))
            .toList();
    return new Samples(events, (long) rows.size());
  }

  static Map<String, Object> data(SheetRows.Row row, Following following) {
    var data = new LinkedHashMap<String, Object>();
    data.put("row", row.values());
    data.put(
        "changed",
        following.watch() == null ? List.copyOf(row.values().keySet()) : following.watch());
    data.put("change", following.addedOnly() ? "added" : "changed");
    data.put("rowNumber", BigDecimal.valueOf(row.number()));
    data.put("sheet", following.place().sheet());
    data.put("spreadsheet", following.place().spreadsheet());
    return data;
  }

  static List<Choice> choices(GoogleClient client, String of, Map<String, Object> written)
      throws ConnectorException, InterruptedException {
    var spreadsheet = SpreadsheetId.of(String.valueOf(written.getOrDefault("spreadsheet", "")));
    var sheet = String.valueOf(written.getOrDefault("sheet", "")).strip();
    return switch (of) {
      case "spreadsheets" -> spreadsheets(client);
      case "sheets" -> spreadsheet.isEmpty() ? List.of() : sheets(client, spreadsheet);
      case "columns" ->
          spreadsheet.isEmpty() || sheet.isEmpty()
              ? List.of()
              : new SheetRows(
                      client,
                      new Following.Place(spreadsheet, sheet, headerRow(written)),
                      ZoneOffset.UTC,
                      client.calls().soon())
                  .headers().stream().map(Choice::of).toList();
      default -> List.of();
    };
  }

  private static int headerRow(Map<String, Object> written) {
    return written.get("headerRow") instanceof Number row ? Math.max(1, row.intValue()) : 1;
  }

  /** What has been shared with the service account. */
  private static List<Choice> spreadsheets(GoogleClient client)
      throws ConnectorException, InterruptedException {
    FileList found =
        client
            .calls()
            .drive(
                () ->
                    client
                        .drive()
                        .files()
                        .list()
                        .setQ(SPREADSHEETS)
                        .setOrderBy("modifiedTime desc")
                        .setPageSize(MOST_SPREADSHEETS)
                        .setIncludeItemsFromAllDrives(true)
                        .setSupportsAllDrives(true)
                        .setFields("files(id,name)"),
                client.calls().soon());
    return found.getFiles() == null
        ? List.of()
        : found.getFiles().stream().map(f -> new Choice(f.getId(), f.getName())).toList();
  }

  private static List<Choice> sheets(GoogleClient client, String spreadsheet)
      throws ConnectorException, InterruptedException {
    return client.reader().titles(spreadsheet, client.calls().soon()).stream()
        .map(Choice::of)
        .toList();
  }
}
