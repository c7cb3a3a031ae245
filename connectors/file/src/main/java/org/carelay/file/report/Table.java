package org.carelay.file.report;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows with names and types.
 *
 * @param zone in which moments are shown
 */
public record Table(List<Column> columns, List<?> rows, ZoneId zone) {
  /** Writes a table in one format. */
  public interface Writing {
    void write(Table table, OutputStream out) throws IOException;
  }

  /**
   * @param columns null for every name that any row has, in the order of their appearance
   * @throws IllegalArgumentException if a row is neither an object nor a list
   */
  public static Table of(@Nullable List<Column> columns, List<?> rows, ZoneId zone) {
    for (var row : rows) {
      if (!(row instanceof Map<?, ?>) && !(row instanceof List<?>)) {
        throw new IllegalArgumentException("Each row must be an object or a list of values");
      }
    }
    return new Table(columns == null ? found(rows) : columns, rows, zone);
  }

  private static List<Column> found(List<?> rows) {
    var names = new LinkedHashSet<String>();
    var widest = 0;
    for (var row : rows) {
      switch (row) {
        case Map<?, ?> object -> object.keySet().forEach(name -> names.add(String.valueOf(name)));
        case List<?> list -> widest = Math.max(widest, list.size());
        default -> throw new IllegalStateException("Checked before");
      }
    }
    for (var column = names.size() + 1; column <= widest; column++) {
      names.add("Column " + column);
    }
    return names.stream().map(Column::parse).toList();
  }

  /** The cells of a row, in the order of the columns. */
  List<Cell> cells(Object row) {
    var cells = new ArrayList<Cell>(columns.size());
    for (var index = 0; index < columns.size(); index++) {
      var column = columns.get(index);
      var value =
          switch (row) {
            case Map<?, ?> object -> object.get(column.name());
            case List<?> list -> index < list.size() ? list.get(index) : null;
            default -> throw new IllegalStateException("Checked before");
          };
      cells.add(Cell.of(value, column.kind(), zone));
    }
    return cells;
  }
}
