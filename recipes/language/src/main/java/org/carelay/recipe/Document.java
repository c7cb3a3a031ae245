package org.carelay.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text to values, with what a lenient parser would let pass: names given twice. */
final class Document {
  static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final Problems problems;
  private final JsonParser parser;

  private Document(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  /** The value, or null after a problem that leaves nothing to look at. */
  static @Nullable Object parse(byte[] bytes, Problems problems) {
    if (bytes.length > MAX_BYTES) {
      problems.add("", "document-too-large", "A recipe has at most 1 MiB; this one is larger");
      return null;
    }
    try (var parser = JSON.createParser(bytes)) {
      return new Document(parser, problems).whole();
    } catch (JsonProcessingException e) {
      problems.add("", "malformed-json", sentence(e));
      return null;
    } catch (IOException e) {
      problems.add("", "malformed-json", "This is not JSON in UTF-8");
      return null;
    }
  }

  private static String sentence(JsonProcessingException e) {
    var cause = e.getOriginalMessage();
    int end = cause.indexOf('\n');
    return "This is not JSON"
        + place(e.getLocation())
        + ": "
        + (end < 0 ? cause : cause.substring(0, end));
  }

  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private @Nullable Object whole() throws IOException {
    var first = parser.nextToken();
    if (first == null) {
      problems.add("", "malformed-json", "The document is empty");
      return null;
    }
    var value = value(first, "");
    if (parser.nextToken() != null) {
      var place = place(parser.currentTokenLocation());
      problems.add("", "malformed-json", "Something follows the document" + place);
    }
    return value;
  }

  private @Nullable Object value(JsonToken token, String pointer) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(pointer);
      case START_ARRAY -> list(pointer);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(String pointer) throws IOException {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      var place = pointer + "/" + Pointers.escape(name);
      if (object.containsKey(name)) {
        var where = place(parser.currentTokenLocation());
        problems.add(place, "duplicate-name", "\"" + name + "\" is given twice, again" + where);
      }
      object.put(name, value(parser.nextToken(), place));
    }
    return object;
  }

  private List<@Nullable Object> list(String pointer) throws IOException {
    var list = new ArrayList<@Nullable Object>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      list.add(value(token, pointer + "/" + list.size()));
    }
    return list;
  }
}
