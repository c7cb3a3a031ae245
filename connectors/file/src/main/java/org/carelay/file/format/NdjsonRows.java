package org.carelay.file.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One JSON object on each line; a bad line is told and the others go on. */
final class NdjsonRows implements Rows {
  private static final ObjectReader WHOLE =
      JsonValues.MAPPER
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final BufferedReader reader;
  private long number;

  private NdjsonRows(BufferedReader reader) {
    this.reader = reader;
  }

  static NdjsonRows open(Path file) throws IOException {
    return new NdjsonRows(Files.newBufferedReader(file));
  }

  @Override
  public @Nullable Line next() throws IOException, FileProblem {
    try {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          return read(line);
        }
      }
      return null;
    } catch (CharacterCodingException e) {
      throw new FileProblem("wrong-charset", "The file is not text in UTF-8.");
    }
  }

  private Line read(String line) throws IOException {
    try {
      return JsonValues.row(number, WHOLE.readValue(line));
    } catch (JsonProcessingException e) {
      return new Line.Bad(number, "it is no JSON");
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
