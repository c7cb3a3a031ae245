package org.carelay.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The recipes in what somebody sent: one, an array of them, or {@code {"recipes": [...]}}. Each is
 * kept byte for byte, since an export gives back what was imported.
 */
public final class RecipeDocuments {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private RecipeDocuments() {}

  /**
   * One recipe among what was sent.
   *
   * @param pointer where it stood; empty if it was all
   */
  public record Found(String pointer, byte[] json) {}

  /**
   * Takes them apart.
   *
   * @throws JsonProcessingException if this is not one JSON value; it knows the place
   * @throws IOException if this is not even text in UTF-8
   */
  public static List<Found> split(byte[] json) throws IOException {
    try (var parser = JSON.createParser(json)) {
      var documents =
          switch (parser.nextToken()) {
            case START_ARRAY -> elements(parser, json, "");
            case START_OBJECT -> inObject(parser, json);
            case null, default -> all(json);
          };
      while (parser.nextToken() != null) {
        // read to the end, so that what is not JSON is found here
      }
      return documents;
    }
  }

  private static List<Found> all(byte[] json) {
    return List.of(new Found("", json));
  }

  /** An object whose only property is a list of recipes, else the object itself is one. */
  private static List<Found> inObject(JsonParser parser, byte[] json) throws IOException {
    if (parser.nextToken() == JsonToken.FIELD_NAME
        && parser.currentName().equals("recipes")
        && parser.nextToken() == JsonToken.START_ARRAY) {
      var documents = elements(parser, json, "/recipes");
      if (parser.nextToken() == JsonToken.END_OBJECT) {
        return documents;
      }
    }
    return all(json);
  }

  private static List<Found> elements(JsonParser parser, byte[] json, String pointer)
      throws IOException {
    var documents = new ArrayList<Found>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      var bytes = Arrays.copyOfRange(json, start, end);
      documents.add(new Found(pointer + "/" + documents.size(), bytes));
    }
    return documents;
  }
}
