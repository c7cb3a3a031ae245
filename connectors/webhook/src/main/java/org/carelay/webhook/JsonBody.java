package org.carelay.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** JSON as Map, List, String, Boolean, whole numbers, BigDecimal and null; numbers stay exact. */
final class JsonBody {
  private static final int MOST_DEPTH = 100;
  private static final int MOST_DIGITS = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(MOST_DIGITS)
                  .build())
          // A missing position is worse than a slower error.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private JsonBody() {}

  /**
   * @throws BodyException with line and column, and without what stands there
   */
  static @Nullable Object read(byte[] body) throws BodyException {
    try (var parser = FACTORY.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new BodyException("malformed-json", "The body is empty; JSON was announced.");
      }
      var value = value(parser);
      if (parser.nextToken() != null) {
        throw at(parser.currentTokenLocation(), "malformed-json", "there is more after the value");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw at(
          e.getLocation(),
          "json-too-large",
          "it is nested more than %d deep, or a number or text is too long".formatted(MOST_DEPTH));
    } catch (JsonProcessingException e) {
      throw at(e.getLocation(), "malformed-json", "this cannot stand here");
    } catch (IOException e) {
      throw new BodyException("malformed-json", "The body is not JSON in UTF-8.");
    }
  }

  private static BodyException at(@Nullable JsonLocation where, String code, String what) {
    return new BodyException(
        code,
        where == null
            ? "The body is not JSON we can read: %s.".formatted(what)
            : "The body is not JSON we can read: line %d, column %d: %s."
                .formatted(where.getLineNr(), where.getColumnNr(), what));
  }

  /** The value at the current token. The depth is bounded by the parser. */
  private static @Nullable Object value(JsonParser parser) throws IOException, BodyException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw at(parser.currentTokenLocation(), "malformed-json", "a value is missing");
    };
  }

  private static Object decimal(JsonParser parser) throws IOException, BodyException {
    var value = parser.getDecimalValue();
    if (Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw at(
          parser.currentTokenLocation(), "json-too-large", "the number is too large or too small");
    }
    return value;
  }

  private static Object object(JsonParser parser) throws IOException, BodyException {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (object.containsKey(name)) {
        throw at(parser.currentTokenLocation(), "malformed-json", "the same name is used twice");
      }
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object array(JsonParser parser) throws IOException, BodyException {
    var array = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }
}
