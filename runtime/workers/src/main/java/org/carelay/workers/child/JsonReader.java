package org.carelay.workers.child;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that the runtime wrote. Whole numbers become Integer, Long or BigInteger, whichever is
 * the first that holds them; all others BigDecimal. A JSON library would double the time that a
 * worker needs to start.
 */
final class JsonReader {
  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable Object read(byte[] utf8) {
    return new JsonReader(new String(utf8, StandardCharsets.UTF_8)).value();
  }

  private @Nullable Object value() {
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> skip(4, true);
      case 'f' -> skip(5, false);
      case 'n' -> skip(4, null);
      default -> number();
    };
  }

  private @Nullable Object skip(int length, @Nullable Object value) {
    at += length;
    return value;
  }

  private Map<String, @Nullable Object> object() {
    var map = new LinkedHashMap<String, @Nullable Object>();
    at++;
    while (text.charAt(at) != '}') {
      if (text.charAt(at) == ',') {
        at++;
      }
      var key = string();
      at++;
      map.put(key, value());
    }
    at++;
    return map;
  }

  private List<@Nullable Object> array() {
    var list = new ArrayList<@Nullable Object>();
    at++;
    while (text.charAt(at) != ']') {
      if (text.charAt(at) == ',') {
        at++;
      }
      list.add(value());
    }
    at++;
    return list;
  }

  private String string() {
    var start = ++at;
    var next = text.charAt(at);
    while (next != '"' && next != '\\') {
      next = text.charAt(++at);
    }
    if (next == '"') {
      return text.substring(start, at++);
    }
    var out = new StringBuilder().append(text, start, at);
    for (var c = text.charAt(at); c != '"'; c = text.charAt(at)) {
      out.append(c == '\\' ? escaped() : c);
      at++;
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    var c = text.charAt(++at);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 3, at + 1, 16);
      }
      default -> c;
    };
  }

  private Number number() {
    var start = at;
    var whole = true;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      whole &= ".eE".indexOf(text.charAt(at)) < 0;
      at++;
    }
    var digits = text.substring(start, at);
    if (!whole) {
      return new BigDecimal(digits);
    }
    if (digits.length() > 18) {
      var big = new BigInteger(digits);
      return big.bitLength() < Long.SIZE ? (Number) big.longValueExact() : big;
    }
    var number = Long.parseLong(digits);
    return number == (int) number ? (Number) (int) number : number;
  }
}
