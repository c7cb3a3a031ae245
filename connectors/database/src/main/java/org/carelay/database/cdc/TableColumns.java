package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.carelay.connector.Notice;
import org.jspecify.annotations.Nullable;

/**
 * A table that recipes listen to.
 *
 * @param fullName {@code schema.table}, or {@code database.table}
 */
record TableColumns(String fullName, Set<String> names) {
  /** The column's real name, or null where there is none. */
  private @Nullable String column(String written) {
    if (names.contains(written)) {
      return written;
    }
    return names.stream().filter(each -> each.equalsIgnoreCase(written)).findFirst().orElse(null);
  }

  Diagnosis.Listening listening(RowChanged.Input input) {
    var watched = new LinkedHashSet<String>();
    for (var each : input.watched()) {
      var column = column(each);
      if (column != null) {
        watched.add(column);
      }
    }
    return new Diagnosis.Listening(input, fullName, watched);
  }

  List<Notice> missing(RowChanged.Input input) {
    var notices = new ArrayList<Notice>();
    for (var watched : input.watched()) {
      if (column(watched) == null) {
        notices.add(
            new Notice(
                "no-such-column/" + watched,
                "no-such-column",
                true,
                "The table %s has no column '%s'. It has: %s. Correct the recipe, or the table."
                    .formatted(fullName, watched, String.join(", ", names))));
      }
    }
    return notices;
  }

  static Notice noSuchTable(String written) {
    return new Notice(
        "no-such-table",
        "no-such-table",
        true,
        "There is no table '%s', or this user may not see it. Correct the recipe, or the table."
            .formatted(written));
  }
}
