package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code spreadsheets.values} collection. */
final class ValuesApi {
  private final Library library;

  ValuesApi(Library library) {
    this.library = library;
  }

  Reply get(Request request, String id, String range) {
    var area = GridArea.parse(range, library.shared(id));
    return ok(valueRange(area, readRendering(request)));
  }

  Reply batchGet(Request request, String id) {
    var spreadsheet = library.shared(id);
    var rendering = readRendering(request);
    var answer = Json.object().put("spreadsheetId", id);
    var ranges = answer.putArray("valueRanges");
    for (var range : request.query().getOrDefault("ranges", List.of())) {
      ranges.add(valueRange(GridArea.parse(range, spreadsheet), rendering));
    }
    return ok(answer);
  }

  Reply update(Request request, String id, String range) {
    var typed = typed(request.query("valueInputOption"));
    var rows = rows(request.json());
    library.shared(id);
    var changed = library.change(id, before -> written(before, range, rows, typed));
    var answer = updated(changed, range, rows);
    if (request.flag("includeValuesInResponse")) {
      var rendering =
          Rendering.of(request, "responseValueRenderOption", "responseDateTimeRenderOption");
      answer.set("updatedData", writtenValues(changed, range, rows, rendering));
    }
    return ok(answer);
  }

  Reply batchUpdate(Request request, String id) {
    var body = request.json();
    var typed = typed(body.path("valueInputOption").asText(null));
    library.shared(id);
    var changed =
        library.change(
            id,
            before -> {
              var after = before;
              for (var data : body.path("data")) {
                after = written(after, data.path("range").asText(), rows(data), typed);
              }
              return after;
            });
    var answer = Json.object().put("spreadsheetId", id);
    var responses = answer.putArray("responses");
    var rendering = Rendering.of(body, "responseValueRenderOption", "responseDateTimeRenderOption");
    for (var data : body.path("data")) {
      var range = data.path("range").asText();
      var one = updated(changed, range, rows(data));
      if (body.path("includeValuesInResponse").asBoolean()) {
        one.set("updatedData", writtenValues(changed, range, rows(data), rendering));
      }
      responses.add(one);
    }
    return ok(answer);
  }

  Reply append(Request request, String id, String range) {
    var typed = typed(request.query("valueInputOption"));
    var insert = "INSERT_ROWS".equals(request.query("insertDataOption"));
    var rows = rows(request.json());
    library.shared(id);
    var answer = Json.object().put("spreadsheetId", id);
    library.change(
        id,
        before -> {
          var table = TableSearch.lastTable(GridArea.parse(range, before));
          var at = table.appendRow();
          var sheet = table.area().sheet();
          if (insert && at < sheet.rows().size()) {
            sheet = sheet.insertRows(at, rows.size());
          }
          var column = table.area().firstColumn();
          var place = new GridArea(sheet, at, at, column, column);
          if (!table.isEmpty()) {
            answer.put("tableRange", table.area().notation());
          }
          answer.set(
              "updates", counts(id, place.resized(rows.size(), width(rows)).notation(), rows));
          return before.replacing(written(place, rows, typed));
        });
    return ok(answer);
  }

  Reply clear(String id, String range) {
    library.shared(id);
    var changed =
        library.change(
            id,
            before -> {
              var area = GridArea.parse(range, before);
              var block = new ArrayList<List<Cell>>();
              for (var r = area.firstRow();
                  r < Math.min(area.endRow(), area.sheet().rows().size());
                  r++) {
                var cells = area.sheet().rows().get(r);
                var row = new ArrayList<Cell>();
                for (var c = area.firstColumn();
                    c < Math.min(area.endColumn(), cells.size());
                    c++) {
                  row.add(cells.get(c).holding(null));
                }
                block.add(row);
              }
              return before.replacing(
                  area.sheet().with(area.firstRow(), area.firstColumn(), block));
            });
    return ok(
        Json.object()
            .put("spreadsheetId", id)
            .put("clearedRange", GridArea.parse(range, changed).notation()));
  }

  private static Rendering readRendering(Request request) {
    return Rendering.of(request, "valueRenderOption", "dateTimeRenderOption");
  }

  private static ObjectNode valueRange(GridArea area, Rendering rendering) {
    var node = Json.object().put("range", area.notation()).put("majorDimension", "ROWS");
    var rows = rendering.rows(area);
    if (!rows.isEmpty()) {
      node.set("values", rows);
    }
    return node;
  }

  private Spreadsheet written(
      Spreadsheet before, String range, List<List<@Nullable Object>> rows, boolean typed) {
    var area = GridArea.parse(range, before);
    if (area.firstRow() + rows.size() > area.endRow()
        || area.firstColumn() + width(rows) > area.endColumn()) {
      throw ApiError.invalid(
          "Requested writing within range [" + area.notation() + "], but tried writing beyond it");
    }
    return before.replacing(written(area, rows, typed));
  }

  private Sheet written(GridArea area, List<List<@Nullable Object>> rows, boolean typed) {
    var today = LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC);
    var sheet = area.sheet();
    var block = new ArrayList<List<Cell>>();
    for (var r = 0; r < rows.size(); r++) {
      var row = new ArrayList<Cell>();
      for (var c = 0; c < rows.get(r).size(); c++) {
        var before = sheet.cell(area.firstRow() + r, area.firstColumn() + c);
        var value = rows.get(r).get(c);
        // As in the real API: null leaves the cell alone, "" clears it.
        row.add(
            value == null
                ? before
                : typed && value instanceof String text
                    ? TypedText.into(before, text, today)
                    : before.holding(CellValue.raw(value)));
      }
      block.add(row);
    }
    return sheet.with(area.firstRow(), area.firstColumn(), block);
  }

  private static ObjectNode updated(
      Spreadsheet after, String range, List<List<@Nullable Object>> rows) {
    var area = GridArea.parse(range, after).resized(rows.size(), width(rows));
    return counts(after.id(), area.notation(), rows);
  }

  private static ObjectNode counts(String id, String range, List<List<@Nullable Object>> rows) {
    return Json.object()
        .put("spreadsheetId", id)
        .put("updatedRange", range)
        .put("updatedRows", rows.size())
        .put("updatedColumns", width(rows))
        .put("updatedCells", rows.stream().mapToInt(List::size).sum());
  }

  private static ObjectNode writtenValues(
      Spreadsheet after, String range, List<List<@Nullable Object>> rows, Rendering rendering) {
    return valueRange(GridArea.parse(range, after).resized(rows.size(), width(rows)), rendering);
  }

  private static boolean typed(@Nullable String option) {
    return switch (option) {
      case "RAW" -> false;
      case "USER_ENTERED" -> true;
      case null, default ->
          throw ApiError.invalid("'valueInputOption' is required but not specified");
    };
  }

  private static List<List<@Nullable Object>> rows(JsonNode valueRange) {
    var byColumn = "COLUMNS".equals(valueRange.path("majorDimension").asText());
    if (byColumn) {
      throw ApiError.invalid("The practice Google writes by ROWS only");
    }
    var rows = new ArrayList<List<@Nullable Object>>();
    for (var row : valueRange.path("values")) {
      var cells = new ArrayList<@Nullable Object>();
      row.forEach(cell -> cells.add(Json.scalar(cell)));
      rows.add(cells);
    }
    return rows;
  }

  private static int width(List<List<@Nullable Object>> rows) {
    return rows.stream().mapToInt(List::size).max().orElse(0);
  }

  static Reply ok(JsonNode body) {
    return new Reply(200, body);
  }
}
