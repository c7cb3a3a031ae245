package org.carelay.workers.child;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a function returned as JSON, or says which part of it is none. */
final class JsonWriter {
  private static final int DEPTH = 200;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out = new StringBuilder(256);
  private final Map<Object, Boolean> above = new IdentityHashMap<>();

  private JsonWriter() {}

  /**
   * @throws BadResultException naming the path of what is not JSON
   */
  static byte[] write(@Nullable Object value) {
    var writer = new JsonWriter();
    writer.value(value, "");
    return writer.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(@Nullable Object value, String path) {
    switch (value) {
      case null -> out.append("null");
      case CharSequence text -> string(text.toString(), path);
      case Character letter -> string(letter.toString(), path);
      case Boolean truth -> out.append(truth.booleanValue());
      case Double real -> real(real, path);
      case Float real -> real(real, path);
      case BigDecimal decimal ->
          out.append(Math.abs((long) decimal.scale()) <= 40 ? decimal.toPlainString() : decimal);
      case Number number -> out.append(number);
      case Map<?, ?> map -> nested(map, path, () -> map(map, path));
      case Iterable<?> items -> nested(items, path, () -> items(items, path));
      case Record record -> nested(record, path, () -> record(record, path));
      case Optional<?> optional -> value(optional.orElse(null), path);
      case Enum<?> choice -> string(choice.name(), path);
      case TemporalAccessor time -> string(time.toString(), path);
      case TemporalAmount amount -> string(amount.toString(), path);
      case java.util.UUID id -> string(id.toString(), path);
      case java.net.URI uri -> string(uri.toString(), path);
      case Object array when array.getClass().isArray() && !(array instanceof byte[]) ->
          nested(array, path, () -> array(array, path));
      default -> throw new BadResultException(path, advice(value));
    }
  }

  private static String advice(Object value) {
    return value instanceof byte[]
        ? "bytes are not JSON; return text or Base64.getEncoder().encodeToString(bytes)"
        : "a value of type "
            + value.getClass().getSimpleName()
            + " is not JSON; return a Map, List, record, String, number, boolean or null";
  }

  private void nested(Object value, String path, Runnable write) {
    if (above.size() >= DEPTH) {
      throw new BadResultException(
          path.substring(0, Math.min(path.length(), DEPTH)),
          "it is nested more than " + DEPTH + " levels deep");
    }
    if (above.put(value, true) != null) {
      throw new BadResultException(path, "it contains itself");
    }
    write.run();
    above.remove(value);
  }

  private void map(Map<?, ?> map, String path) {
    var separator = '{';
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof Object key)) {
        throw new BadResultException(path, "a key is null; keys must be text");
      }
      out.append(separator);
      field(key.toString(), entry.getValue(), path);
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void record(Record record, String path) {
    var separator = '{';
    for (var component : record.getClass().getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      out.append(separator);
      try {
        field(component.getName(), accessor.invoke(record), path);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new BadResultException(path + "/" + component.getName(), "it can not be read");
      }
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void field(String key, @Nullable Object value, String path) {
    string(key, path);
    out.append(':');
    value(value, path + "/" + key.replace("~", "~0").replace("/", "~1"));
  }

  private void items(Iterable<?> items, String path) {
    out.append('[');
    var index = 0;
    for (var item : items) {
      element(index++, item, path);
    }
    out.append(']');
  }

  private void array(Object array, String path) {
    out.append('[');
    for (var index = 0; index < Array.getLength(array); index++) {
      element(index, Array.get(array, index), path);
    }
    out.append(']');
  }

  private void element(int index, @Nullable Object item, String path) {
    if (index > 0) {
      out.append(',');
    }
    value(item, path + "/" + index);
  }

  private void real(double real, String path) {
    if (!Double.isFinite(real)) {
      throw new BadResultException(
          path, real + " is not a number that JSON has; return null for a missing value");
    }
    out.append(real);
  }

  private void string(String text, String path) {
    out.append('"');
    var plainFrom = 0;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && c < Character.MIN_SURROGATE) {
        continue;
      }
      out.append(text, plainFrom, i);
      plainFrom = i + 1;
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
          } else if (!Character.isSurrogate(c)) {
            out.append(c);
          } else {
            pair(text, i++, path);
            plainFrom = i + 1;
          }
        }
      }
    }
    out.append(text, plainFrom, text.length()).append('"');
  }

  private void pair(String text, int at, String path) {
    if (at + 1 == text.length()
        || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
      throw new BadResultException(path, "the text holds half a character (a lone surrogate)");
    }
    out.append(text, at, at + 2);
  }
}
