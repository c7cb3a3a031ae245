package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** One request of {@code spreadsheets.batchUpdate}. */
final class BatchRequest {
  /** The spreadsheet after it, and what the API answers. */
  record Applied(Spreadsheet spreadsheet, ObjectNode reply) {}

  private BatchRequest() {}

  static Applied apply(JsonNode request, Spreadsheet before) {
    var names = request.fieldNames();
    if (!names.hasNext()) {
      throw ApiError.invalid("Invalid requests[0]: No request set.");
    }
    var kind = names.next();
    var body = request.path(kind);
    return switch (kind) {
      case "appendCells" -> silent(appendCells(body, before));
      case "insertDimension" -> silent(dimension(body, before, Dimension.INSERT));
      case "deleteDimension" -> silent(dimension(body, before, Dimension.DELETE));
      case "moveDimension" -> silent(dimension(body, before, Dimension.MOVE));
      case "sortRange" -> silent(sortRange(body, before));
      case "createDeveloperMetadata" -> createMetadata(body.path("developerMetadata"), before);
      case "deleteDeveloperMetadata" -> deleteMetadata(body, before);
      case "addSheet" -> addSheet(body, before);
      case "updateSheetProperties" -> silent(updateProperties(body, before));
      default ->
          throw ApiError.invalid(
              "Invalid JSON payload received. Unknown name \"" + kind + "\" at 'requests[0]'");
    };
  }

  private static Applied silent(Spreadsheet after) {
    return new Applied(after, Json.object());
  }

  private static Sheet sheet(JsonNode holder, Spreadsheet before) {
    var id = holder.path("sheetId").asInt();
    return before.sheet(id).orElseThrow(() -> ApiError.invalid("No grid with id: " + id));
  }

  private static Spreadsheet appendCells(JsonNode body, Spreadsheet before) {
    var sheet = sheet(body, before);
    var at = sheet.usedRows();
    var onlyValues = !body.path("fields").asText("*").contains("ormat");
    var block = new ArrayList<List<Cell>>();
    for (var row : body.path("rows")) {
      var cells = new ArrayList<Cell>();
      for (var node : row.path("values")) {
        var written = CellData.read(node);
        var there = sheet.cell(at + block.size(), cells.size());
        cells.add(
            onlyValues ? new Cell(written.value(), there.format(), written.formula()) : written);
      }
      block.add(cells);
    }
    return before.replacing(sheet.with(at, 0, block));
  }

  private enum Dimension {
    INSERT,
    DELETE,
    MOVE
  }

  private static Spreadsheet dimension(JsonNode body, Spreadsheet before, Dimension change) {
    var range = body.path(change == Dimension.MOVE ? "source" : "range");
    var sheet = sheet(range, before);
    var rows = "ROWS".equals(range.path("dimension").asText());
    var from = range.path("startIndex").asInt();
    var end = range.path("endIndex").asInt();
    if (end <= from || from < 0) {
      throw ApiError.invalid("Invalid range: endIndex must be greater than startIndex");
    }
    var to = body.path("destinationIndex").asInt();
    return before.replacing(
        switch (change) {
          case INSERT ->
              rows ? sheet.insertRows(from, end - from) : sheet.insertColumns(from, end - from);
          case DELETE -> rows ? sheet.deleteRows(from, end) : sheet.deleteColumns(from, end);
          case MOVE -> rows ? sheet.moveRows(from, end, to) : sheet.moveColumns(from, end, to);
        });
  }

  private static Spreadsheet sortRange(JsonNode body, Spreadsheet before) {
    var range = body.path("range");
    var sheet = sheet(range, before);
    var spec = body.path("sortSpecs").path(0);
    return before.replacing(
        sheet.sorted(
            range.path("startRowIndex").asInt(0),
            range.path("endRowIndex").asInt(sheet.usedRows()),
            spec.path("dimensionIndex").asInt(),
            "DESCENDING".equals(spec.path("sortOrder").asText())));
  }

  private static Applied createMetadata(JsonNode node, Spreadsheet before) {
    var metadata = new HashMap<>(before.metadata());
    var id =
        node.hasNonNull("metadataId")
            ? node.path("metadataId").asInt()
            : metadata.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    if (metadata.containsKey(id)) {
      throw ApiError.invalid(
          "Invalid requests[0].createDeveloperMetadata: The metadataId "
              + id
              + " is already in use.");
    }
    if (!node.path("location").path("spreadsheet").asBoolean()) {
      throw ApiError.invalid("The practice Google keeps metadata of a whole spreadsheet only");
    }
    var created =
        new Spreadsheet.Metadata(
            node.path("metadataKey").asText(),
            node.path("metadataValue").asText(),
            node.path("visibility").asText("DOCUMENT"));
    metadata.put(id, created);
    var reply = Json.object();
    reply
        .putObject("createDeveloperMetadata")
        .set("developerMetadata", SheetsApi.metadata(id, created));
    return new Applied(before.withMetadata(metadata), reply);
  }

  private static Applied deleteMetadata(JsonNode body, Spreadsheet before) {
    var lookup = body.path("dataFilter").path("developerMetadataLookup");
    var metadata = new HashMap<>(before.metadata());
    var reply = Json.object();
    var deleted = reply.putObject("deleteDeveloperMetadata").putArray("deletedDeveloperMetadata");
    before
        .metadata()
        .forEach(
            (id, one) -> {
              var matches =
                  (!lookup.hasNonNull("metadataId") || lookup.path("metadataId").asInt() == id)
                      && (!lookup.hasNonNull("metadataKey")
                          || lookup.path("metadataKey").asText().equals(one.key()));
              if (matches) {
                metadata.remove(id);
                deleted.add(SheetsApi.metadata(id, one));
              }
            });
    return new Applied(before.withMetadata(metadata), reply);
  }

  private static Applied addSheet(JsonNode body, Spreadsheet before) {
    var title = body.path("properties").path("title").asText();
    if (title.isEmpty() || before.sheet(title).isPresent()) {
      throw ApiError.invalid("A sheet with the name \"" + title + "\" already exists.");
    }
    var id = body.path("properties").path("sheetId");
    if (id.isInt() && before.sheet(id.intValue()).isPresent()) {
      throw ApiError.invalid("Invalid requests[0].addSheet: sheetId is already in use.");
    }
    var after = before.adding(title, id.isInt() ? Integer.valueOf(id.intValue()) : null);
    var reply = Json.object();
    reply.putObject("addSheet").set("properties", SheetsApi.properties(after.sheets().getLast()));
    return new Applied(after, reply);
  }

  private static Spreadsheet updateProperties(JsonNode body, Spreadsheet before) {
    var properties = body.path("properties");
    var sheet = sheet(properties, before);
    return before.replacing(sheet.titled(properties.path("title").asText(sheet.title())));
  }
}
