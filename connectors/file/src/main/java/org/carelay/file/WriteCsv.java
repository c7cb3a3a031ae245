package org.carelay.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.carelay.file.report.Column;
import org.carelay.file.report.CsvTable;
import org.jspecify.annotations.Nullable;

/** Writes rows into a csv. */
final class WriteCsv implements Action<Folder, WriteCsv.Input, WrittenFile> {
  /** What a step says. */
  record Input(
      @Describe(
              title = "Name",
              help = "Of the file; .csv is added where it is missing.",
              example = "logins {{ $formatDate(now, 'yyyy-MM-dd') }}.csv")
          String name,
      @Describe(
              title = "Rows",
              help = "Objects or lists of values.",
              example = "{{ steps.query.rows }}",
              sensitivity = Sensitivity.PERSONAL)
          List<Object> rows,
      @Describe(
              title = "Columns",
              help = "Names of the values, in order.",
              defaultValue = "all names that any row has")
          @Nullable List<Column> columns,
      @Describe(title = "Delimiter", help = "One character.", defaultValue = ",")
          @Nullable String delimiter,
      @Describe(
              title = "For Excel",
              help = "Begins with a byte order mark, so that Excel reads accents rightly.",
              defaultValue = "true")
          @Nullable Boolean excel) {}

  @Override
  public About about() {
    return new About(
        "file.write-csv",
        "Write a csv",
        "Writes rows into a csv that later steps can attach to a mail, and into the connection's"
            + " folder if it has one. Texts that a spreadsheet would run as formulas are disarmed.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<WrittenFile> output() {
    return WrittenFile.class;
  }

  @Override
  public Effect effect() {
    return Effect.IDEMPOTENT_WRITE;
  }

  @Override
  public WrittenFile perform(Folder folder, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var delimiter = input.delimiter() == null ? "," : input.delimiter();
    if (!isDelimiter(delimiter)) {
      throw new Permanent("bad-delimiter", "A delimiter is one of , ; | and tab.", null);
    }
    return Report.write(
        folder,
        Report.name(input.name(), ".csv"),
        Report.table(input.columns(), input.rows(), context),
        new CsvTable(delimiter.charAt(0), !Boolean.FALSE.equals(input.excel())),
        context);
  }

  private static boolean isDelimiter(String text) {
    return text.length() == 1 && ",;|\t".contains(text);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<>(Report.check(written));
    if (written.get("delimiter") instanceof String delimiter && !isDelimiter(delimiter)) {
      problems.add(
          new InputProblem("/delimiter", "bad-delimiter", "A delimiter is one of , ; | and tab."));
    }
    return problems;
  }
}
