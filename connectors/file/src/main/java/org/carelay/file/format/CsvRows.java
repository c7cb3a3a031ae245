package org.carelay.file.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A csv with names in its first row. Every value is text, so that ids keep their zeros. */
final class CsvRows implements Rows {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int MOST_HEADER_CHARACTERS = 64 * 1024;

  private final BufferedReader reader;
  private final Iterator<CsvRecord> records;
  private final List<String> names;

  private CsvRows(BufferedReader reader, Iterator<CsvRecord> records, List<String> names) {
    this.reader = reader;
    this.records = records;
    this.names = names;
  }

  static CsvRows open(Path file, RowOptions options) throws IOException, FileProblem {
    var reader = reader(file, options.charset());
    try {
      var delimiter = options.delimiter() == null ? guess(reader) : options.delimiter();
      var records =
          CsvReader.builder()
              .fieldSeparator(delimiter)
              .skipEmptyLines(true)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(reader)
              .iterator();
      if (!records.hasNext()) {
        return new CsvRows(reader, records, List.of());
      }
      return new CsvRows(reader, records, Columns.named(records.next().getFields()));
    } catch (UncheckedIOException | CsvParseException e) {
      reader.close();
      throw broken(e);
    } catch (IOException | FileProblem e) {
      reader.close();
      throw e;
    }
  }

  @Override
  public @Nullable Line next() throws FileProblem {
    try {
      return records.hasNext() ? line(records.next()) : null;
    } catch (UncheckedIOException | CsvParseException e) {
      throw broken(e);
    }
  }

  private Line line(CsvRecord record) {
    var number = record.getStartingLineNumber();
    if (record.getFieldCount() != names.size()) {
      return new Line.Bad(
          number,
          "it has %d values, and the first row has %d"
              .formatted(record.getFieldCount(), names.size()));
    }
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (var column = 0; column < names.size(); column++) {
      values.put(names.get(column), record.getField(column));
    }
    return new Line.Row(number, values);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static FileProblem broken(RuntimeException e) {
    return e.getCause() instanceof CharacterCodingException
        ? new FileProblem(
            "wrong-charset",
            "The file is not text in the charset expected. Save it as UTF-8, or name its charset.")
        : new FileProblem(
            "malformed-csv",
            "The csv cannot be read on: a quote may be missing, or a value is too long.");
  }

  /** Strict: a wrong charset must not put question marks into names. */
  private static BufferedReader reader(Path file, @Nullable Charset wished) throws IOException {
    var in = new PushbackInputStream(Files.newInputStream(file), 3);
    var start = in.readNBytes(3);
    var charset = wished == null ? StandardCharsets.UTF_8 : wished;
    var skip = 0;
    if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
      charset = StandardCharsets.UTF_16LE;
      skip = 2;
    } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
      charset = StandardCharsets.UTF_16BE;
      skip = 2;
    } else if (start.length == 3
        && start[0] == (byte) 0xEF
        && start[1] == (byte) 0xBB
        && start[2] == (byte) 0xBF) {
      charset = StandardCharsets.UTF_8;
      skip = 3;
    }
    in.unread(start, skip, start.length - skip);
    var decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    return new BufferedReader(new InputStreamReader(in, decoder), MOST_HEADER_CHARACTERS);
  }

  /** What the first line uses most, outside quotes. */
  private static char guess(BufferedReader reader) throws IOException, FileProblem {
    reader.mark(MOST_HEADER_CHARACTERS);
    var counts = new int[DELIMITERS.size()];
    var quoted = false;
    try {
      for (var read = 0; read < MOST_HEADER_CHARACTERS - 1; read++) {
        var each = reader.read();
        if (each == -1 || !quoted && (each == '\n' || each == '\r')) {
          break;
        }
        quoted ^= each == '"';
        var which = quoted ? -1 : DELIMITERS.indexOf((char) each);
        if (which >= 0) {
          counts[which]++;
        }
      }
    } catch (CharacterCodingException e) {
      throw broken(new UncheckedIOException(e));
    }
    reader.reset();
    var best = 0;
    for (var which = 1; which < counts.length; which++) {
      best = counts[which] > counts[best] ? which : best;
    }
    return DELIMITERS.get(best);
  }
}
