package org.carelay.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calendar files of this installation, read again when they change. */
public final class Calendars {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._ -]{0,99}";

  private final @Nullable Path folder;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(FileTime changed, long size, LocalDate readOn, HolidayCalendar calendar) {}

  /**
   * @param folder null where there are no calendars
   */
  public Calendars(@Nullable Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** There is no such calendar, or it cannot be read; the message says what to do. */
  public static final class Unusable extends Exception {
    Unusable(String message) {
      super(message);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** True where names can be checked: a recipe may be looked at where it does not run. */
  boolean isHere() {
    return folder != null;
  }

  HolidayCalendar calendar(String name) throws Unusable {
    var today = LocalDate.now(clock);
    if (folder == null) {
      throw new Unusable("There is no folder for calendars here.");
    }
    if (!name.matches(NAME) || name.contains("..")) {
      throw new Unusable(
          "\"%s\" is not a calendar's name, such as us-holidays.ics.".formatted(shortened(name)));
    }
    var file = folder.resolve(name);
    try {
      var changed = Files.getLastModifiedTime(file);
      var size = Files.size(file);
      var before = known.get(name);
      if (before != null
          && before.changed().equals(changed)
          && before.size() == size
          && before.readOn().getYear() == today.getYear()) {
        return before.calendar();
      }
      try (var in = Files.newInputStream(file)) {
        var calendar = HolidayCalendar.read(in, today);
        known.put(name, new Known(changed, size, today, calendar));
        return calendar;
      }
    } catch (NoSuchFileException e) {
      throw new Unusable(
          "The calendar \"%s\" is not there. Put it into the folder calendars of Carelay's home."
              .formatted(name));
    } catch (IOException e) {
      throw new Unusable("The calendar \"%s\" cannot be read: %s.".formatted(name, e.getMessage()));
    }
  }

  /** What was last read of a calendar that cannot be read now. */
  @Nullable HolidayCalendar lastKnown(String name) {
    var before = known.get(name);
    return before == null ? null : before.calendar();
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100);
  }
}
