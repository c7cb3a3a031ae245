package org.carelay.manual;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Something that whoever starts a recipe is asked for. */
public record Field(
    @Describe(
            title = "Name",
            help = "As the recipe uses it: letters, digits and _.",
            example = "reason")
        String name,
    @Describe(title = "Label", help = "What the person reads.", example = "Why is it needed?")
        String title,
    @Describe(title = "Kind", defaultValue = "text") @Nullable Kind kind,
    @Describe(title = "Required", defaultValue = "false") @Nullable Boolean required,
    @Describe(title = "Choices", help = "For a choice: what can be chosen.", example = "urgent")
        @Nullable List<String> choices) {
  /** What is filled in. */
  public enum Kind {
    TEXT,
    NUMBER,
    DATE,
    YES_NO,
    CHOICE
  }

  Kind shape() {
    return Objects.requireNonNullElse(kind, Kind.TEXT);
  }

  /** What is wrong with a value; null where nothing is. */
  @Nullable InputProblem problem(@Nullable Object value) {
    var pointer = "/" + name;
    if (value == null || value instanceof String text && text.isBlank()) {
      return Boolean.TRUE.equals(required)
          ? new InputProblem(pointer, "missing-value", "\"" + title + "\" must be filled in.")
          : null;
    }
    var wanted =
        switch (shape()) {
          case TEXT -> value instanceof String ? null : "a text";
          case NUMBER -> value instanceof BigDecimal || value instanceof Number ? null : "a number";
          case DATE -> isDate(value) ? null : "a date, such as 2026-11-24";
          case YES_NO -> value instanceof Boolean ? null : "true or false";
          case CHOICE ->
              offered().contains(value) ? null : "one of " + String.join(", ", offered());
        };
    return wanted == null
        ? null
        : new InputProblem(pointer, "wrong-value", "\"" + title + "\" must be " + wanted + ".");
  }

  private List<String> offered() {
    return choices == null ? List.of() : choices;
  }

  private static boolean isDate(Object value) {
    try {
      return value instanceof String text && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
