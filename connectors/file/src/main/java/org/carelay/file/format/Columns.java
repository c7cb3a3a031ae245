package org.carelay.file.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The names in a table's first row. */
final class Columns {
  private Columns() {}

  /** Names without blanks around them; a column without a name is called after its place. */
  static List<String> named(List<String> written) throws FileProblem {
    var names = new ArrayList<String>();
    var seen = new HashSet<String>();
    for (var text : written) {
      var name = text.isBlank() ? "Column " + (names.size() + 1) : text.strip();
      if (!seen.add(name)) {
        throw new FileProblem(
            "same-column-twice",
            "Two columns have the same name in the first row (columns %d and %d). Rename one."
                .formatted(names.indexOf(name) + 1, names.size() + 1));
      }
      names.add(name);
    }
    return names;
  }
}
