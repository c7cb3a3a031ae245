package org.carelay.sheets;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;

/** Checks what is written in a recipe, as far as it can be judged without the sheet. */
final class Written {
  private static final Duration LONGEST_SETTLE = Duration.ofHours(24);
  private final Map<String, Object> written;
  private final List<InputProblem> problems = new ArrayList<>();

  Written(Map<String, Object> written) {
    this.written = written;
  }

  List<InputProblem> problems() {
    return problems;
  }

  Written headerRow() {
    if (written.get("headerRow") instanceof Number row && row.intValue() < 1) {
      problem("/headerRow", "header-row-below-one", "The first row has the number 1.");
    }
    return this;
  }

  Written settle() {
    if (written.get("settle") instanceof String text) {
      try {
        var settle = Duration.parse(text);
        if (settle.isNegative() || settle.compareTo(LONGEST_SETTLE) > 0) {
          problem("/settle", "settle-out-of-range", "Give a time from PT0S to PT24H.");
        }
      } catch (DateTimeParseException malformed) {
        return this; // the reader has told of it
      }
    }
    return this;
  }

  /** A list of headers in which none is blank and none comes twice. */
  Written headers(String name) {
    if (written.get(name) instanceof List<?> list) {
      var seen = new ArrayList<String>();
      for (var i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof String header) {
          header("/" + name + "/" + i, header, seen);
        }
      }
    }
    return this;
  }

  /** An object whose names are headers and which is not empty. */
  Written cells(String name) {
    if (written.get(name) instanceof Map<?, ?> map) {
      if (map.isEmpty()) {
        problem("/" + name, "no-columns", "Name at least one column.");
      }
      var seen = new ArrayList<String>();
      map.keySet().forEach(header -> header("/" + name, String.valueOf(header), seen));
    }
    return this;
  }

  private void header(String pointer, String header, List<String> seen) {
    var column = Cells.name(header);
    if (column.isEmpty()) {
      problem(pointer, "header-blank", "A column's header must not be blank.");
    } else if (seen.contains(column)) {
      problem(pointer, "header-twice", "The column \"" + header + "\" is named twice.");
    }
    seen.add(column);
  }

  private void problem(String pointer, String code, String message) {
    problems.add(new InputProblem(pointer, code, message));
  }
}
