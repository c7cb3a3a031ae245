package org.carelay.file.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A csv as RFC 4180 has it.
 *
 * @param mark whether it begins with a byte order mark, without which Excel takes UTF-8 for
 *     something else
 */
public record CsvTable(char delimiter, boolean mark) implements Table.Writing {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** What a spreadsheet would take for a formula (OWASP, CSV injection). */
  private static final Pattern FORMULA =
      Pattern.compile("(?s)[=+\\-@\\t\\r\\n\\uFF1D\\uFF0B\\uFF0D\\uFF20].*");

  /** A plain number or phone number begins with a sign and does no harm. */
  private static final Pattern HARMLESS = Pattern.compile("[+-][0-9][0-9 ().-]*");

  @Override
  public void write(Table table, OutputStream out) throws IOException {
    var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    if (mark) {
      text.write(BYTE_ORDER_MARK);
    }
    var csv =
        CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(LineDelimiter.CRLF).build(text);
    csv.writeRecord(table.columns().stream().map(Column::heading).map(CsvTable::guarded).toList());
    for (var row : table.rows()) {
      csv.writeRecord(table.cells(row).stream().map(CsvTable::text).toList());
    }
    csv.flush();
    text.flush();
  }

  private static String text(Cell cell) {
    return switch (cell) {
      case Cell.Empty _ -> "";
      case Cell.Text(var text) -> guarded(text);
      case Cell.Digits(var value) -> value.toPlainString();
      case Cell.Truth(var value) -> String.valueOf(value);
      case Cell.Day(var day) -> day.toString();
      case Cell.Moment(var moment) -> MOMENT.format(moment);
    };
  }

  private static String guarded(String text) {
    return FORMULA.matcher(text).matches() && !HARMLESS.matcher(text).matches() ? "'" + text : text;
  }
}
