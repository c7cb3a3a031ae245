package org.carelay.file.report;

import java.io.IOException;
import java.io.OutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with one sheet. Texts are cells of type text, which no spreadsheet takes for formulas.
 *
 * @param empty what stands below the names where there are no rows
 */
public record XlsxTable(String sheet, String empty) implements Table.Writing {
  /** Of Excel. */
  public static final int MOST_ROWS = 1_048_575;

  private static final int ROWS_IN_MEMORY = 1_000;
  private static final int MOST_CHARACTERS = 32_767;

  @Override
  public void write(Table table, OutputStream out) throws IOException {
    try (var book = new Workbook(out, "Carelay", "1.0")) {
      var page = book.newWorksheet(sheet);
      for (var column = 0; column < table.columns().size(); column++) {
        page.value(0, column, table.columns().get(column).heading());
        page.style(0, column).bold().set();
      }
      page.freezePane(0, 1);
      var number = 1;
      for (var row : table.rows()) {
        var cells = table.cells(row);
        for (var column = 0; column < cells.size(); column++) {
          write(page, number, column, cells.get(column));
        }
        if (number % ROWS_IN_MEMORY == 0) {
          page.flush();
        }
        number++;
      }
      if (number == 1) {
        page.value(table.columns().isEmpty() ? 0 : 1, 0, empty);
      }
      page.finish();
    }
  }

  private static void write(Worksheet page, int row, int column, Cell cell) {
    switch (cell) {
      case Cell.Empty _ -> {} // stays empty
      case Cell.Text(var text) ->
          page.value(row, column, text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
      case Cell.Digits(var value) -> page.value(row, column, value);
      case Cell.Truth(var value) -> page.value(row, column, value);
      case Cell.Day(var day) -> {
        page.value(row, column, day);
        page.style(row, column).format("yyyy-mm-dd").set();
      }
      case Cell.Moment(var moment) -> {
        page.value(row, column, moment);
        page.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
      }
    }
  }
}
