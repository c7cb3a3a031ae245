package org.carelay.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The recipes in what somebody sent: one, an array of them, or {@code {"recipes": [...]}}. Each is
 * kept byte for byte, since an export gives back what was imported.
 */
public final class RecipeDocuments {
  private static final JsonFactory JSON = new JsonFactory();

  private RecipeDocuments() {}

  /**
   * Takes them apart.
   *
   * @throws IOException if this is not one JSON value; the exception knows the place
   */
  public static List<byte[]> split(byte[] json) throws IOException {
    try (var parser = JSON.createParser(json)) {
      var documents =
          switch (parser.nextToken()) {
            case START_ARRAY -> elements(parser, json);
            case START_OBJECT -> inObject(parser, json);
            case null, default -> List.of(json);
          };
      parser.nextToken(); // whatever follows the value must at least be JSON
      return documents;
    }
  }

  /** An object whose only property is a list of recipes, else the object itself is one. */
  private static List<byte[]> inObject(JsonParser parser, byte[] json) throws IOException {
    if (parser.nextToken() == JsonToken.FIELD_NAME && parser.currentName().equals("recipes")) {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        var documents = elements(parser, json);
        if (parser.nextToken() == JsonToken.END_OBJECT) {
          return documents;
        }
      }
    }
    while (parser.nextToken() != null) {
      // read to the end, so that what is not JSON is found here
    }
    return List.of(json);
  }

  private static List<byte[]> elements(JsonParser parser, byte[] json) throws IOException {
    var documents = new ArrayList<byte[]>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      documents.add(Arrays.copyOfRange(json, start, end));
    }
    return documents;
  }
}
