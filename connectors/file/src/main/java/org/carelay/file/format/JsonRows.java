package org.carelay.file.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects of a list in a JSON file; a file that is one object has one row. */
final class JsonRows implements Rows {
  private static final long MOST_WHOLE_BYTES = 50L << 20;

  private final JsonParser parser;
  private final boolean single;
  private long number;

  private JsonRows(JsonParser parser, boolean single) {
    this.parser = parser;
    this.single = single;
  }

  static JsonRows open(Path file, RowOptions options) throws IOException, FileProblem {
    var parser = JsonValues.MAPPER.getFactory().createParser(file.toFile());
    try {
      if (options.items() == null) {
        var first = parser.nextToken();
        return new JsonRows(parser, first != JsonToken.START_ARRAY);
      }
      find(parser, List.of(options.items().split("\\.")));
      return new JsonRows(parser, false);
    } catch (JsonProcessingException e) {
      parser.close();
      throw JsonValues.broken(e);
    } catch (IOException | FileProblem e) {
      parser.close();
      throw e;
    }
  }

  /** A small file as one value. */
  static Object whole(Path file) throws IOException, FileProblem {
    if (Files.size(file) > MOST_WHOLE_BYTES) {
      throw new FileProblem("too-large", "The file is larger than 50 MiB; split it.");
    }
    try {
      return JsonValues.MAPPER.readValue(file.toFile(), Object.class);
    } catch (JsonProcessingException e) {
      throw JsonValues.broken(e);
    }
  }

  /** A list in one file, or one object on each line. */
  static Rows listOrLines(Path file) throws IOException, FileProblem {
    try (var parser = JsonValues.MAPPER.getFactory().createParser(file.toFile())) {
      return parser.nextToken() == JsonToken.START_ARRAY
          ? open(
              file,
              new RowOptions(
                  null, null, null, null, java.time.ZoneOffset.UTC, java.time.Instant.MAX))
          : NdjsonRows.open(file);
    } catch (JsonProcessingException e) {
      throw JsonValues.broken(e);
    }
  }

  /** Moves to the first token of the list at a path. */
  private static void find(JsonParser parser, List<String> path) throws IOException, FileProblem {
    parser.nextToken();
    for (var name : path) {
      var found = false;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (!found && parser.nextToken() == JsonToken.FIELD_NAME) {
          found = parser.currentName().equals(name);
          parser.nextToken();
          if (!found) {
            parser.skipChildren();
          }
        }
      }
      if (!found) {
        throw noList(path);
      }
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw noList(path);
    }
  }

  private static FileProblem noList(List<String> path) {
    return new FileProblem(
        "no-items", "The file has no list at \"%s\".".formatted(String.join(".", path)));
  }

  @Override
  public @Nullable Line next() throws IOException, FileProblem {
    try {
      if (single) {
        if (number > 0 || parser.currentToken() == null) {
          return null;
        }
      } else {
        var token = parser.nextToken();
        if (token == null || token == JsonToken.END_ARRAY) {
          return null;
        }
      }
      number++;
      return JsonValues.row(number, JsonValues.MAPPER.readValue(parser, Object.class));
    } catch (JsonProcessingException e) {
      throw JsonValues.broken(e);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
