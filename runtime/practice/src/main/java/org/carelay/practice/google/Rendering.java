package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** How values are put into an answer. */
record Rendering(Value value, Moments moments) {
  enum Value {
    FORMATTED_VALUE,
    UNFORMATTED_VALUE,
    FORMULA
  }

  enum Moments {
    SERIAL_NUMBER,
    FORMATTED_STRING
  }

  /** From a query's parameters, with the API's defaults. */
  static Rendering of(Request request, String valueName, String momentsName) {
    return new Rendering(
        choice(Value.class, request.query(valueName), Value.FORMATTED_VALUE, valueName),
        choice(Moments.class, request.query(momentsName), Moments.SERIAL_NUMBER, momentsName));
  }

  static Rendering of(JsonNode body, String valueName, String momentsName) {
    return new Rendering(
        choice(Value.class, text(body, valueName), Value.FORMATTED_VALUE, valueName),
        choice(Moments.class, text(body, momentsName), Moments.SERIAL_NUMBER, momentsName));
  }

  private static @Nullable String text(JsonNode body, String name) {
    return body.hasNonNull(name) ? body.path(name).asText() : null;
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, @Nullable String name, E otherwise, String parameter) {
    try {
      return name == null ? otherwise : Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw ApiError.invalid("Invalid value at '" + parameter + "': \"" + name + "\"");
    }
  }

  /** Trailing blanks are left out; inner ones are {@code ""} and {@code []}. */
  ArrayNode rows(GridArea area) {
    var rows = new ArrayList<ArrayNode>();
    var used = 0;
    for (var r = area.firstRow(); r < Math.min(area.endRow(), area.sheet().rows().size()); r++) {
      var row = Json.array();
      var width = 0;
      for (var c = area.firstColumn(); c < area.endColumn(); c++) {
        var cell = area.sheet().cell(r, c);
        if (!cell.isBlank()) {
          width = c - area.firstColumn() + 1;
        }
        row.add(render(cell));
      }
      while (row.size() > width) {
        row.remove(row.size() - 1);
      }
      rows.add(row);
      if (width > 0) {
        used = rows.size();
      }
    }
    var result = Json.array();
    rows.subList(0, used).forEach(result::add);
    return result;
  }

  private JsonNode render(Cell cell) {
    if (cell.value() == null) {
      return Json.of("");
    }
    return switch (value) {
      case FORMATTED_VALUE -> Json.of(CellText.of(cell));
      case FORMULA ->
          cell.formula() == null ? unformatted(cell, cell.value()) : Json.of(cell.formula());
      case UNFORMATTED_VALUE -> unformatted(cell, cell.value());
    };
  }

  private JsonNode unformatted(Cell cell, CellValue held) {
    return moments == Moments.FORMATTED_STRING && cell.isDateOrTime()
        ? Json.of(CellText.of(cell))
        : Json.of(held.unformatted());
  }
}
