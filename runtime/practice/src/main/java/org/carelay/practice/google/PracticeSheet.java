package org.carelay.practice.google;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One sheet as the person in front of it uses it. Rows and columns count from 0; row 0 is the
 * header. Each method is one edit: on disk and in Drive's change log when it returns.
 *
 * <p>Every method throws {@link IllegalArgumentException} if there is no such sheet or place.
 */
public final class PracticeSheet {
  private static final int MOST_ROWS = 100_000;
  private static final int MOST_COLUMNS = 500;
  private final Library library;
  private final String id;
  private final String title;

  PracticeSheet(Library library, String id, String title) {
    this.library = library;
    this.id = id;
    this.title = title;
  }

  public Grid read() {
    return grid(library.get(id));
  }

  /** Types into cells. */
  public Grid edit(List<CellEdit> edits) {
    return change(
        sheet -> {
          var changed = sheet;
          for (var edit : edits) {
            checkPlace(edit.row(), edit.column());
            var before = changed.cell(edit.row(), edit.column());
            changed = changed.with(edit.row(), edit.column(), typed(before, edit.text()));
          }
          return changed;
        });
  }

  public Grid edit(int row, int column, String text) {
    return edit(List.of(new CellEdit(row, column, text)));
  }

  /** Types a row below the last one. */
  public Grid append(String... texts) {
    return change(
        sheet -> {
          var at = sheet.usedRows();
          var row = new ArrayList<Cell>();
          for (var i = 0; i < texts.length; i++) {
            row.add(typed(sheet.cell(at, i), texts[i]));
          }
          return sheet.with(at, 0, List.of(row));
        });
  }

  /**
   * Inserts an empty row with the formats of its neighbour.
   *
   * @param at before which row; null for below the last one
   */
  public Grid insertRow(@Nullable Integer at) {
    return change(
        sheet -> {
          var index = at == null ? sheet.usedRows() : at;
          checkPlace(index, 0);
          // Never the header's formats: the first row takes those of the row it pushes down.
          var neighbour = index > 1 ? index - 1 : index;
          var formats =
              neighbour < sheet.rows().size() ? sheet.rows().get(neighbour) : List.<Cell>of();
          return sheet
              .insertRows(index, 1)
              .with(index, 0, List.of(formats.stream().map(cell -> cell.holding(null)).toList()));
        });
  }

  public Grid deleteRows(List<Integer> rows) {
    return change(
        sheet -> {
          var changed = sheet;
          for (int row : rows.stream().distinct().sorted(Comparator.reverseOrder()).toList()) {
            checkPlace(row, 0);
            changed = changed.deleteRows(row, row + 1);
          }
          return changed;
        });
  }

  /** Moves one row before another, both counted before the move. */
  public Grid moveRow(int from, int to) {
    return change(sheet -> sheet.moveRows(from, from + 1, to));
  }

  /** Sorts everything below the header. */
  public Grid sort(int column, boolean descending) {
    return change(
        sheet -> {
          checkPlace(0, column);
          return sheet.usedRows() < 2
              ? sheet
              : sheet.sorted(1, sheet.usedRows(), column, descending);
        });
  }

  public Grid insertColumn(int at) {
    return change(sheet -> sheet.insertColumns(at, 1));
  }

  public Grid deleteColumn(int column) {
    return change(sheet -> sheet.deleteColumns(column, column + 1));
  }

  public Grid moveColumn(int from, int to) {
    return change(sheet -> sheet.moveColumns(from, from + 1, to));
  }

  /** Puts an error into a cell, as a formula that fails or is not ready does. */
  public Grid fail(int row, int column, String shown) {
    return change(
        sheet ->
            sheet.with(
                row,
                column,
                new Cell(
                    new CellValue.ErrorValue(shown),
                    sheet.cell(row, column).format(),
                    "=IMPORTRANGE()")));
  }

  /** Gives the sheet another name. */
  public PracticeSheet rename(String newTitle) {
    change(sheet -> sheet.titled(newTitle));
    return new PracticeSheet(library, id, newTitle);
  }

  private Grid change(UnaryOperator<Sheet> edit) {
    var after = library.change(id, before -> before.replacing(edit.apply(sheet(before))));
    return grid(after);
  }

  private Cell typed(Cell before, String text) {
    return TypedText.into(
        before,
        text,
        LocalDate.ofInstant(library.clock().instant(), library.get(id).properties().zone()));
  }

  private Sheet sheet(Spreadsheet spreadsheet) {
    return spreadsheet
        .sheet(title)
        .orElseThrow(() -> new IllegalArgumentException("There is no sheet \"" + title + "\""));
  }

  private Grid grid(Spreadsheet spreadsheet) {
    var sheet =
        spreadsheet.sheet(title).or(() -> spreadsheet.sheets().stream().findFirst()).orElseThrow();
    var rows =
        sheet.rows().subList(0, sheet.usedRows()).stream()
            .map(row -> row.stream().map(PracticeSheet::shown).toList())
            .toList();
    return new Grid(
        id,
        spreadsheet.properties().title(),
        sheet.title(),
        spreadsheet.properties().zone().getId(),
        spreadsheet.stamp().version(),
        rows);
  }

  private static Grid.Shown shown(Cell cell) {
    return new Grid.Shown(
        cell.value() == null ? null : cell.value().unformatted(), CellText.of(cell));
  }

  private static void checkPlace(int row, int column) {
    if (row < 0 || row >= MOST_ROWS || column < 0 || column >= MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "Row and column count from 0, up to "
              + MOST_ROWS
              + " rows and "
              + MOST_COLUMNS
              + " columns");
    }
  }
}
