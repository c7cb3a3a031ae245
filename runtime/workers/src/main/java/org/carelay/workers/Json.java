package org.carelay.workers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON between the runtime and a worker: no number changes its value on the way. */
final class Json {
  /** How deep an event or a result may be nested. */
  static final int DEPTH = 200;

  /** How many digits a number may have, before and behind the point. */
  private static final int MOST_DIGITS = 1_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH + 1)
                          .maxNumberLength(MOST_DIGITS)
                          .maxStringLength(64 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final BigInteger SAFE = BigInteger.valueOf(1L << 53);

  private Json() {}

  /**
   * A value as bytes of JSON.
   *
   * @param tagged true to write a number that a double can not hold as {@code {"$carelay.number":
   *     "..."}}
   * @throws IllegalArgumentException if it holds something that is not JSON; the message says what
   */
  static byte[] write(@Nullable Object value, boolean tagged) {
    try (var buffer = new ByteArrayBuilder(1024);
        var out = MAPPER.getFactory().createGenerator(buffer)) {
      write(out, value, tagged, 0);
      out.flush();
      return buffer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonGenerator out, @Nullable Object value, boolean tagged, int depth)
      throws IOException {
    if (depth > DEPTH) {
      throw new IllegalArgumentException("It is nested more than " + DEPTH + " levels deep.");
    }
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean truth -> out.writeBoolean(truth);
      case Integer number -> out.writeNumber(number);
      case Number number -> writeNumber(out, number, tagged);
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(out, entry.getValue(), tagged, depth + 1);
        }
        out.writeEndObject();
      }
      case Iterable<?> items -> {
        out.writeStartArray();
        for (var item : items) {
          write(out, item, tagged, depth + 1);
        }
        out.writeEndArray();
      }
      case TemporalAccessor _, UUID _, Enum<?> _ -> out.writeString(value.toString());
      default ->
          throw new IllegalArgumentException(
              "A value of type " + value.getClass().getSimpleName() + " is not JSON.");
    }
  }

  private static void writeNumber(JsonGenerator out, Number number, boolean tagged)
      throws IOException {
    var text =
        switch (number) {
          case BigDecimal decimal -> plain(decimal);
          case Double real -> finite(real);
          case Float real -> finite(real.doubleValue());
          default -> number.toString();
        };
    if (tagged && !fitsDouble(number, text)) {
      out.writeStartObject();
      out.writeStringField("$carelay.number", text);
      out.writeEndObject();
    } else {
      out.writeNumber(text);
    }
  }

  /** Whole numbers are written without an exponent, so that every language reads them as whole. */
  private static String plain(BigDecimal decimal) {
    var short_ = Math.abs((long) decimal.scale()) <= 40;
    return short_ ? decimal.toPlainString() : decimal.toString();
  }

  private static String finite(double real) {
    if (!Double.isFinite(real)) {
      throw new IllegalArgumentException(real + " is not a number that JSON has.");
    }
    return Double.toString(real);
  }

  private static boolean fitsDouble(Number number, String text) {
    return switch (number) {
      case Long whole -> Math.abs(whole) <= 1L << 53;
      case BigInteger whole -> whole.abs().compareTo(SAFE) <= 0;
      case BigDecimal decimal -> {
        if (decimal.precision() <= 15 && Math.abs((long) decimal.scale()) < 290) {
          yield true;
        }
        var nearest = Double.parseDouble(text);
        yield Double.isFinite(nearest) && new BigDecimal(nearest + "").compareTo(decimal) == 0;
      }
      default -> true;
    };
  }

  /**
   * @throws com.fasterxml.jackson.core.exc.StreamConstraintsException if it is nested too deep, or
   *     holds a number that would take the memory of many
   * @throws IOException if it is not JSON
   */
  static Map<?, ?> readObject(byte[] bytes) throws IOException {
    var read = MAPPER.readValue(bytes, Map.class);
    refuseExtremes(read);
    return read;
  }

  /** Twelve characters of JSON can name a number that takes a gigabyte to write out. */
  private static void refuseExtremes(@Nullable Object value) throws StreamConstraintsException {
    switch (value) {
      case BigDecimal number when Math.abs((long) number.scale()) > MOST_DIGITS ->
          throw new StreamConstraintsException("Number with an extreme exponent");
      case Map<?, ?> map -> {
        for (var item : map.values()) {
          refuseExtremes(item);
        }
      }
      case List<?> list -> {
        for (var item : list) {
          refuseExtremes(item);
        }
      }
      case null, default -> {}
    }
  }
}
