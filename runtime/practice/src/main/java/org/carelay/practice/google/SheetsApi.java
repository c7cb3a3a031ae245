package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code spreadsheets} collection itself, and its developer metadata. */
final class SheetsApi {
  private final Library library;

  SheetsApi(Library library) {
    this.library = library;
  }

  Reply get(Request request, String id) {
    var spreadsheet = library.shared(id);
    var ranges = request.query().getOrDefault("ranges", List.of());
    var withCells = request.flag("includeGridData") || asksForData(request);
    var node = Json.object().put("spreadsheetId", id);
    node.set("properties", properties(spreadsheet));
    var sheets = node.putArray("sheets");
    if (ranges.isEmpty()) {
      spreadsheet
          .sheets()
          .forEach(
              sheet ->
                  describe(sheets.addObject(), sheet, withCells, List.of(GridArea.whole(sheet))));
    } else {
      var areas = ranges.stream().map(range -> GridArea.parse(range, spreadsheet)).toList();
      spreadsheet.sheets().stream()
          .filter(sheet -> areas.stream().anyMatch(area -> area.sheet().equals(sheet)))
          .forEach(
              sheet ->
                  describe(
                      sheets.addObject(),
                      sheet,
                      withCells,
                      areas.stream().filter(area -> area.sheet().equals(sheet)).toList()));
    }
    return ValuesApi.ok(node);
  }

  /** A mask that names cells asks for them without includeGridData, as in the real API. */
  private static boolean asksForData(Request request) {
    var fields = request.query("fields");
    return fields != null && fields.contains("data");
  }

  Reply metadata(String id, String metadataId) {
    var spreadsheet = library.shared(id);
    var found = spreadsheet.metadata().get(Integer.valueOf(metadataId));
    if (found == null) {
      throw ApiError.notFound();
    }
    return ValuesApi.ok(metadata(Integer.parseInt(metadataId), found));
  }

  Reply batchUpdate(Request request, String id) {
    library.shared(id);
    var replies = Json.array();
    library.change(
        id,
        before -> {
          replies.removeAll();
          var after = before;
          for (var one : request.json().path("requests")) {
            var applied = BatchRequest.apply(one, after);
            after = applied.spreadsheet();
            replies.add(applied.reply());
          }
          return after;
        });
    ObjectNode answer = Json.object().put("spreadsheetId", id);
    answer.set("replies", replies);
    return ValuesApi.ok(answer);
  }

  static ObjectNode metadata(int metadataId, Spreadsheet.Metadata metadata) {
    var node =
        Json.object()
            .put("metadataId", metadataId)
            .put("metadataKey", metadata.key())
            .put("metadataValue", metadata.value())
            .put("visibility", metadata.visibility());
    node.putObject("location").put("locationType", "SPREADSHEET").put("spreadsheet", true);
    return node;
  }

  static ObjectNode properties(Sheet sheet) {
    var node =
        Json.object()
            .put("sheetId", sheet.id())
            .put("title", sheet.title())
            .put("sheetType", "GRID");
    node.putObject("gridProperties")
        .put("rowCount", sheet.rowCount())
        .put("columnCount", sheet.columnCount());
    return node;
  }

  private static JsonNode properties(Spreadsheet spreadsheet) {
    return Json.object()
        .put("title", spreadsheet.properties().title())
        .put("locale", "en_US")
        .put("autoRecalc", "ON_CHANGE")
        .put("timeZone", spreadsheet.properties().zone().getId());
  }

  private static void describe(
      ObjectNode node, Sheet sheet, boolean withCells, List<GridArea> areas) {
    node.set("properties", properties(sheet));
    if (!withCells) {
      return;
    }
    var data = node.putArray("data");
    for (var area : areas) {
      var block = data.addObject();
      if (area.firstRow() > 0) {
        block.put("startRow", area.firstRow());
      }
      if (area.firstColumn() > 0) {
        block.put("startColumn", area.firstColumn());
      }
      var rows = block.putArray("rowData");
      for (var r = area.firstRow(); r < Math.min(area.endRow(), sheet.rows().size()); r++) {
        var values = rows.addObject().putArray("values");
        for (var c = area.firstColumn();
            c < Math.min(area.endColumn(), sheet.rows().get(r).size());
            c++) {
          values.add(CellData.of(sheet.cell(r, c)));
        }
      }
    }
  }
}
