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
import org.carelay.file.report.XlsxTable;
import org.jspecify.annotations.Nullable;

/** Writes rows into a workbook. */
final class WriteXlsx implements Action<Folder, WriteXlsx.Input, WrittenFile> {
  private static final int MOST_OF_A_SHEET_NAME = 31;
  private static final String BAD_SHEET =
      "A sheet's name has at most 31 characters and none of [ ] : * ? / \\.";

  /** What a step says. */
  record Input(
      @Describe(
              title = "Name",
              help = "Of the file; .xlsx is added where it is missing.",
              example = "logins {{ $formatDate(now, 'yyyy-MM-dd') }}.xlsx")
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
      @Describe(title = "Sheet", defaultValue = "Sheet 1") @Nullable String sheet,
      @Describe(
              title = "Where there are no rows",
              help = "What the sheet says then.",
              defaultValue = "No rows")
          @Nullable String empty) {}

  @Override
  public About about() {
    return new About(
        "file.write-xlsx",
        "Write a workbook",
        "Writes rows into a workbook that later steps can attach to a mail, and into the"
            + " connection's folder if it has one. Dates are dates, ids stay as they are.");
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
    var sheet = input.sheet() == null ? "Sheet 1" : input.sheet();
    if (!isSheet(sheet)) {
      throw new Permanent("bad-sheet", BAD_SHEET, null);
    }
    if (input.rows().size() > XlsxTable.MOST_ROWS) {
      throw new Permanent(
          "too-many-rows", "A workbook has at most 1,048,575 rows; write a csv.", null);
    }
    return Report.write(
        folder,
        Report.name(input.name(), ".xlsx"),
        Report.table(input.columns(), input.rows(), context),
        new XlsxTable(sheet, input.empty() == null ? "No rows" : input.empty()),
        context);
  }

  private static boolean isSheet(String name) {
    return !name.isBlank()
        && name.length() <= MOST_OF_A_SHEET_NAME
        && name.chars().noneMatch(each -> "[]:*?/\\".indexOf(each) >= 0);
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<>(Report.check(written));
    if (written.get("sheet") instanceof String sheet && !isSheet(sheet)) {
      problems.add(new InputProblem("/sheet", "bad-sheet", BAD_SHEET));
    }
    return problems;
  }
}
