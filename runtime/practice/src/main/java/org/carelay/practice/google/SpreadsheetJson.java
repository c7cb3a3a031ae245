package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A spreadsheet as it lies on disk. */
final class SpreadsheetJson {
  private SpreadsheetJson() {}

  static ObjectNode write(Spreadsheet spreadsheet) {
    var node = Json.object();
    node.put("id", spreadsheet.id());
    node.put("title", spreadsheet.properties().title());
    node.put("timeZone", spreadsheet.properties().zone().getId());
    node.put("driveId", spreadsheet.properties().driveId());
    node.put("access", spreadsheet.access().name());
    node.put("version", spreadsheet.stamp().version());
    node.put("sequence", spreadsheet.stamp().sequence());
    node.put("modified", spreadsheet.stamp().modified().toString());
    var metadata = node.putArray("metadata");
    spreadsheet
        .metadata()
        .forEach(
            (id, one) ->
                metadata
                    .addObject()
                    .put("id", id)
                    .put("key", one.key())
                    .put("value", one.value())
                    .put("visibility", one.visibility()));
    var sheets = node.putArray("sheets");
    spreadsheet.sheets().forEach(sheet -> writeSheet(sheets.addObject(), sheet));
    return node;
  }

  private static void writeSheet(ObjectNode node, Sheet sheet) {
    node.put("id", sheet.id()).put("title", sheet.title());
    node.put("rowCount", sheet.rowCount()).put("columnCount", sheet.columnCount());
    var rows = node.putArray("rows");
    for (var row : sheet.rows()) {
      var cells = rows.addArray();
      row.forEach(cell -> writeCell(cells, cell));
    }
  }

  /** A plain value where there is neither format nor formula nor error; else an object. */
  private static void writeCell(ArrayNode cells, Cell cell) {
    var value = cell.value();
    if (cell.format() == null
        && cell.formula() == null
        && !(value instanceof CellValue.ErrorValue)) {
      cells.add(Json.of(value == null ? null : value.unformatted()));
      return;
    }
    var node = cells.addObject();
    if (value instanceof CellValue.ErrorValue(var shown)) {
      node.put("error", shown);
    } else if (value != null) {
      node.set("value", Json.of(value.unformatted()));
    }
    if (cell.format() != null) {
      node.put("type", cell.format().type().name()).put("pattern", cell.format().pattern());
    }
    if (cell.formula() != null) {
      node.put("formula", cell.formula());
    }
  }

  static Spreadsheet read(JsonNode node) {
    var metadata = new HashMap<Integer, Spreadsheet.Metadata>();
    for (var one : node.path("metadata")) {
      metadata.put(
          one.path("id").intValue(),
          new Spreadsheet.Metadata(
              one.path("key").asText(),
              one.path("value").asText(),
              one.path("visibility").asText()));
    }
    var sheets = new ArrayList<Sheet>();
    node.path("sheets").forEach(sheet -> sheets.add(readSheet(sheet)));
    return new Spreadsheet(
        node.path("id").asText(),
        new Spreadsheet.Properties(
            node.path("title").asText(),
            ZoneId.of(node.path("timeZone").asText()),
            text(node, "driveId")),
        sheets,
        metadata,
        Spreadsheet.Access.valueOf(node.path("access").asText()),
        new Spreadsheet.Stamp(
            node.path("version").longValue(),
            node.path("sequence").longValue(),
            Instant.parse(node.path("modified").asText())));
  }

  private static Sheet readSheet(JsonNode node) {
    var rows = new ArrayList<List<Cell>>();
    for (var row : node.path("rows")) {
      var cells = new ArrayList<Cell>();
      row.forEach(cell -> cells.add(readCell(cell)));
      rows.add(List.copyOf(cells));
    }
    return new Sheet(
        node.path("id").intValue(),
        node.path("title").asText(),
        node.path("rowCount").intValue(),
        node.path("columnCount").intValue(),
        rows);
  }

  private static Cell readCell(JsonNode node) {
    if (!node.isObject()) {
      return Cell.of(CellValue.raw(Json.scalar(node)));
    }
    var error = text(node, "error");
    var pattern = text(node, "pattern");
    return new Cell(
        error != null
            ? new CellValue.ErrorValue(error)
            : CellValue.raw(Json.scalar(node.path("value"))),
        pattern == null
            ? null
            : new NumberFormat(NumberFormat.Type.valueOf(node.path("type").asText()), pattern),
        text(node, "formula"));
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.hasNonNull(name) ? node.path(name).asText() : null;
  }
}
