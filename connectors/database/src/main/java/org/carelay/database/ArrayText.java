package org.carelay.database;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arrays as PostgreSQL writes them: section 8.15.6, "Array Input and Output Syntax". */
final class ArrayText {
  private static final int MOST_DEPTH = 6; // PostgreSQL's MAXDIM

  private ArrayText() {}

  static String write(List<?> values, ColumnType element, ZoneId zone) {
    var text = new StringBuilder();
    write(values, element, zone, text, 1);
    return text.toString();
  }

  private static void write(
      List<?> values, ColumnType element, ZoneId zone, StringBuilder text, int depth) {
    if (depth > MOST_DEPTH) {
      throw new IllegalArgumentException();
    }
    text.append('{');
    var separator = "";
    for (var value : values) {
      text.append(separator);
      separator = ",";
      switch (value) {
        case null -> text.append("NULL");
        case List<?> nested -> write(nested, element, zone, text, depth + 1);
        default -> quote(element.fromJson(value, zone), text);
      }
    }
    text.append('}');
  }

  private static void quote(Object value, StringBuilder text) {
    var plain =
        value instanceof byte[] bytes ? "\\x" + HexFormat.of().formatHex(bytes) : value.toString();
    text.append('"').append(plain.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
  }

  /**
   * @param element makes a JSON value of the text of one element
   */
  static List<@Nullable Object> read(String text, Function<String, @Nullable Object> element) {
    return new Reader(text.substring(text.indexOf('{')), element).array();
  }

  private static final class Reader {
    private final String text;
    private final Function<String, @Nullable Object> element;
    private int at;

    Reader(String text, Function<String, @Nullable Object> element) {
      this.text = text;
      this.element = element;
    }

    List<@Nullable Object> array() {
      var values = new ArrayList<@Nullable Object>();
      at++; // the brace
      while (text.charAt(at) != '}') {
        switch (text.charAt(at)) {
          case ',' -> at++;
          case '{' -> values.add(array());
          case '"' -> values.add(element.apply(quoted()));
          default -> {
            var plain = plain();
            values.add(plain.equals("NULL") ? null : element.apply(plain));
          }
        }
      }
      at++;
      return values;
    }

    private String quoted() {
      var value = new StringBuilder();
      for (at++; text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\') {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    private String plain() {
      var start = at;
      while (text.charAt(at) != ',' && text.charAt(at) != '}') {
        at++;
      }
      return text.substring(start, at);
    }
  }
}
