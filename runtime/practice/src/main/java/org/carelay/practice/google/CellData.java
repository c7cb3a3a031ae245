package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The API's {@code CellData}: a cell with its value, its format and what it shows. */
final class CellData {
  private CellData() {}

  static ObjectNode of(Cell cell) {
    var node = Json.object();
    if (cell.formula() != null) {
      node.putObject("userEnteredValue").put("formulaValue", cell.formula());
    } else if (cell.value() != null) {
      node.set("userEnteredValue", extended(cell.value()));
    }
    if (cell.value() != null) {
      node.set("effectiveValue", extended(cell.value()));
      node.put("formattedValue", CellText.of(cell));
    }
    if (cell.format() != null) {
      for (var name : new String[] {"userEnteredFormat", "effectiveFormat"}) {
        node.putObject(name)
            .putObject("numberFormat")
            .put("type", cell.format().type().name())
            .put("pattern", cell.format().pattern());
      }
    }
    return node;
  }

  private static ObjectNode extended(CellValue value) {
    var node = Json.object();
    switch (value) {
      case CellValue.NumberValue(var number) -> node.set("numberValue", Json.of(number));
      case CellValue.TextValue(var text) -> node.put("stringValue", text);
      case CellValue.TruthValue(var truth) -> node.put("boolValue", truth);
      case CellValue.ErrorValue(var shown) ->
          node.putObject("errorValue")
              .put("type", shown.replaceAll("[^A-Z]", ""))
              .put("message", shown);
    }
    return node;
  }

  /** What a {@code CellData} written by a program leaves in a cell. */
  static Cell read(JsonNode node) {
    var entered = node.path("userEnteredValue");
    if (entered.hasNonNull("formulaValue")) {
      var formula = entered.path("formulaValue").asText();
      return new Cell(Arithmetic.evaluate(formula), format(node), formula);
    }
    for (var name : new String[] {"stringValue", "numberValue", "boolValue"}) {
      if (entered.hasNonNull(name)) {
        return new Cell(CellValue.raw(Json.scalar(entered.path(name))), format(node), null);
      }
    }
    return new Cell(null, format(node), null);
  }

  private static @Nullable NumberFormat format(JsonNode node) {
    var format = node.path("userEnteredFormat").path("numberFormat");
    return format.hasNonNull("type")
        ? new NumberFormat(
            NumberFormat.Type.valueOf(format.path("type").asText()),
            format.path("pattern").asText("@"))
        : null;
  }
}
