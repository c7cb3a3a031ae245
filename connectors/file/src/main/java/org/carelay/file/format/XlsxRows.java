package org.carelay.file.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** One sheet of a workbook, with names in its first row that is not empty. */
final class XlsxRows implements Rows {
  /** A zip may unpack to far more than its size; a sheet this large is no patient list. */
  private static final long MOST_UNPACKED_BYTES = 2L << 30;

  private static final long MOST_SHARED_TEXT_BYTES = 200L << 20;

  /** In a number format these stand for parts of a date; text in quotes and brackets does not. */
  private static final Pattern DATE_PARTS = Pattern.compile("[dyhs]|m{1,5}");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");

  private final ReadableWorkbook book;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private final List<String> names;

  private XlsxRows(
      ReadableWorkbook book, Stream<Row> stream, Iterator<Row> rows, List<String> names) {
    this.book = book;
    this.stream = stream;
    this.rows = rows;
    this.names = names;
  }

  static XlsxRows open(Path file, RowOptions options) throws IOException, FileProblem {
    refuseBombs(file);
    ReadableWorkbook book;
    try {
      book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, false));
    } catch (ExcelReaderException | IllegalArgumentException | UncheckedIOException e) {
      throw broken();
    }
    try {
      var stream = sheet(book, options.sheet()).openStream();
      var rows = stream.iterator();
      return new XlsxRows(book, stream, rows, header(rows));
    } catch (ExcelReaderException | IllegalArgumentException | UncheckedIOException e) {
      book.close();
      throw broken();
    } catch (IOException | FileProblem e) {
      book.close();
      throw e;
    }
  }

  @Override
  public @Nullable Line next() throws FileProblem {
    try {
      while (rows.hasNext()) {
        var row = rows.next();
        if (row.stream().anyMatch(XlsxRows::isFilled)) {
          return line(row);
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw broken(); // the library fails in its own ways where a sheet is damaged
    }
  }

  private Line line(Row row) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (var column = 0; column < names.size(); column++) {
      var cell = column < row.getCellCount() ? row.getCell(column) : null;
      var problem = problem(cell);
      if (problem != null) {
        return new Line.Bad(row.getRowNum(), problem + " in column " + (column + 1));
      }
      values.put(names.get(column), cell == null ? null : value(cell));
    }
    for (var column = names.size(); column < row.getCellCount(); column++) {
      if (isFilled(row.getCell(column))) {
        return new Line.Bad(row.getRowNum(), "it has values beyond the named columns");
      }
    }
    return new Line.Row(row.getRowNum(), values);
  }

  private static @Nullable String problem(@Nullable Cell cell) {
    return cell != null
            && switch (cell.getType()) {
              case ERROR -> true;
              case FORMULA -> String.valueOf(cell.getRawValue()).startsWith("#");
              case NUMBER, STRING, BOOLEAN, EMPTY -> false;
            }
        ? "it has an error such as #N/A"
        : null;
  }

  private static @Nullable Object value(Cell cell) {
    return switch (cell.getType()) {
      case NUMBER -> isDate(cell) ? moment(cell.asDate()) : plain(cell.asNumber());
      case BOOLEAN -> cell.asBoolean();
      case STRING -> cell.asString();
      case FORMULA -> result(cell);
      case EMPTY, ERROR -> null;
    };
  }

  /** What a formula came to when the workbook was saved. */
  private static @Nullable Object result(Cell cell) {
    var value = cell.getValue();
    return switch (value) {
      case null -> cell.getRawValue();
      case BigDecimal number -> plain(number);
      case LocalDateTime time -> moment(time);
      case Boolean truth -> truth;
      default -> value.toString();
    };
  }

  private static boolean isDate(Cell cell) {
    var id = cell.getDataFormatId();
    var format = cell.getDataFormatString();
    if (id != null && (id >= 14 && id <= 22 || id >= 45 && id <= 47)) {
      return true;
    }
    return format != null
        && !format.equalsIgnoreCase("General")
        && DATE_PARTS
            .matcher(QUOTED.matcher(format.toLowerCase(java.util.Locale.ROOT)).replaceAll(""))
            .find();
  }

  /** A sheet's times have no zone; a time of midnight is a date. */
  private static String moment(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
  }

  /** 7 rather than 7.0 or 7E0. */
  private static Object plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Object) stripped.longValueExact()
        : stripped;
  }

  private static boolean isFilled(@Nullable Cell cell) {
    return cell != null && cell.getRawValue() != null && !cell.getRawValue().isBlank();
  }

  private static List<String> header(Iterator<Row> rows) throws FileProblem {
    while (rows.hasNext()) {
      var row = rows.next();
      if (row.stream().anyMatch(XlsxRows::isFilled)) {
        var texts = new ArrayList<String>();
        row.forEach(cell -> texts.add(cell == null ? "" : String.valueOf(cell.getText())));
        while (!texts.isEmpty() && texts.getLast().isBlank()) {
          texts.removeLast();
        }
        return Columns.named(texts);
      }
    }
    return List.of();
  }

  private static Sheet sheet(ReadableWorkbook book, @Nullable String name) throws FileProblem {
    return name == null
        ? book.getFirstSheet()
        : book.findSheet(name)
            .orElseThrow(
                () ->
                    new FileProblem(
                        "no-such-sheet", "The workbook has no sheet \"%s\".".formatted(name)));
  }

  private static void refuseBombs(Path file) throws IOException, FileProblem {
    try (var zip = new ZipFile(file.toFile())) {
      var unpacked = 0L;
      for (var entry : zip.stream().toList()) {
        unpacked += Math.max(0, entry.getSize());
        if (unpacked > MOST_UNPACKED_BYTES
            || entry.getName().endsWith("sharedStrings.xml")
                && entry.getSize() > MOST_SHARED_TEXT_BYTES) {
          throw new FileProblem("too-large", "The workbook is too large; save it as csv.");
        }
      }
    } catch (java.util.zip.ZipException e) {
      throw broken();
    }
  }

  private static FileProblem broken() {
    return new FileProblem(
        "malformed-xlsx", "The file is no workbook (xlsx) that can be read. Save it again.");
  }

  @Override
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
