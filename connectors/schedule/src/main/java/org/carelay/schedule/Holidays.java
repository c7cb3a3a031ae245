package org.carelay.schedule;

import java.util.Objects;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;

/** Days on which a schedule does not run as usual. */
public record Holidays(
    @Describe(
            title = "Calendar",
            help = "The name of an iCalendar file in the folder calendars of Carelay's home.",
            example = "us-holidays.ics")
        String calendar,
    @Describe(
            title = "On a holiday",
            help =
                "What becomes of a time on a holiday: it is skipped, or moved to the same time on"
                    + " the next or previous working day, Monday to Friday.",
            defaultValue = "skip")
        @Nullable Shift on) {

  /** What becomes of a time on a holiday. */
  public enum Shift {
    SKIP,
    NEXT,
    PREVIOUS
  }

  /** A text alone is the calendar's name. */
  public static Holidays parse(String calendar) {
    return new Holidays(calendar, null);
  }

  Shift shift() {
    return Objects.requireNonNullElse(on, Shift.SKIP);
  }
}
