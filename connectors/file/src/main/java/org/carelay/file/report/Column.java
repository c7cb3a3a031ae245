package org.carelay.file.report;

import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** A column of a table; a text alone is a column's name. */
public record Column(
    @Describe(title = "Name", help = "Of the value in each row.", example = "MRN") String name,
    @Describe(title = "Title", help = "In the first row.", defaultValue = "the name")
        @Nullable String title,
    @Describe(
            title = "Type",
            help =
                "auto writes numbers as numbers and ISO dates as dates, and leaves every other text"
                    + " as it is.",
            defaultValue = "auto")
        @Nullable Type type) {

  /** How a column's values are written. */
  public enum Type {
    AUTO,
    TEXT,
    NUMBER,
    DATE
  }

  public static Column parse(String name) {
    return new Column(name, null, null);
  }

  String heading() {
    return title == null ? name : title;
  }

  Type kind() {
    return type == null ? Type.AUTO : type;
  }
}
