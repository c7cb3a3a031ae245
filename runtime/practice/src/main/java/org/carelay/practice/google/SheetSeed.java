package org.carelay.practice.google;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Types a new spreadsheet's content in. */
final class SheetSeed {
  /** Plain-text columns reach this far below the content, as a person formats whole columns. */
  private static final int FORMATTED_ROWS = 200;

  private SheetSeed() {}

  static Sheet sheet(NewSpreadsheet seed, LocalDate today) {
    var content = seed.content();
    if (content.rows().isEmpty()) {
      return Sheet.empty(0, content.sheet());
    }
    var header = content.rows().getFirst();
    var formats = new ArrayList<Cell>();
    for (var name : header) {
      formats.add(
          content.plainText().contains(name)
              ? new Cell(null, NumberFormat.PLAIN_TEXT, null)
              : Cell.BLANK);
    }
    var rows = new ArrayList<List<Cell>>();
    rows.add(typed(header, List.of(), today));
    content.rows().stream().skip(1).forEach(row -> rows.add(typed(row, formats, today)));
    if (!content.plainText().isEmpty()) {
      rows.addAll(Collections.nCopies(FORMATTED_ROWS, formats));
    }
    return Sheet.empty(0, content.sheet()).with(0, 0, rows);
  }

  private static List<Cell> typed(List<String> texts, List<Cell> formats, LocalDate today) {
    var row = new ArrayList<Cell>();
    for (var i = 0; i < texts.size(); i++) {
      row.add(TypedText.into(Sheet.cell(formats, i), texts.get(i), today));
    }
    return row;
  }
}
