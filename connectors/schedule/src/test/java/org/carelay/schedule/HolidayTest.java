package org.carelay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules and the holidays of a calendar file. */
class HolidayTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant NOW = Instant.parse("2026-06-29T12:00:00Z");
  private static final String CALENDAR =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//test//EN
      BEGIN:VEVENT
      UID:1
      DTSTART;VALUE=DATE:20000704
      SUMMARY:Independence Day
      TRANSP:TRANSPARENT
      RRULE:FREQ=YEARLY
      END:VEVENT
      BEGIN:VEVENT
      UID:2
      DTSTART;VALUE=DATE:20201126
      SUMMARY:Thanksgiving
      RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH
      EXDATE;VALUE=DATE:20271125
      END:VEVENT
      BEGIN:VEVENT
      UID:3
      DTSTART;VALUE=DATE:20261224
      DTEND;VALUE=DATE:20261227
      SUMMARY:Christmas
      END:VEVENT
      BEGIN:VEVENT
      UID:4
      DTSTART;TZID=America/New_York:20260702T120000
      DTEND;TZID=America/New_York:20260702T235900
      SUMMARY:Staff afternoon
      END:VEVENT
      BEGIN:VEVENT
      UID:5
      DTSTART;VALUE=DATE:20260701
      STATUS:CANCELLED
      SUMMARY:Cancelled
      END:VEVENT
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(NOW);

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("us.ics"), CALENDAR);
  }

  private HolidayTimetable timetable(String cron, Holidays.Shift shift, ZoneId zone)
      throws Exception {
    return new HolidayTimetable(
        new CronTimetable(CronExpression.parse(cron), zone),
        new Calendars(folder, clock).calendar("us.ics"),
        shift,
        zone);
  }

  private List<String> times(String cron, Holidays.Shift shift, String from, int count)
      throws Exception {
    return DuePlan.between(
            timetable(cron, shift, NEW_YORK), Instant.parse(from), Instant.MAX, count)
        .stream()
        .map(at -> at.atZone(NEW_YORK).toLocalDateTime().toString())
        .toList();
  }

  @Test
  void days_repeat_as_the_file_says() throws Exception {
    var calendar = new Calendars(folder, clock).calendar("us.ics");
    for (var day : List.of("2026-07-04", "2030-07-04", "2026-11-26", "2028-11-23", "2026-12-26")) {
      assertThat(calendar.on(LocalDate.parse(day))).as(day).isPresent();
    }
    for (var day : List.of("2026-07-01", "2027-11-25", "2026-12-27", "2026-07-03")) {
      assertThat(calendar.on(LocalDate.parse(day))).as(day).isEmpty();
    }
  }

  @Test
  void a_time_on_a_holiday_is_skipped() throws Exception {
    assertThat(times("0 0 9 ? * *", Holidays.Shift.SKIP, "2026-12-23T12:00:00Z", 3))
        .containsExactly("2026-12-23T09:00", "2026-12-27T09:00", "2026-12-28T09:00");
  }

  @Test
  void a_time_within_hours_that_are_closed_is_skipped_in_every_zone() throws Exception {
    assertThat(times("0 0 9,15 ? * *", Holidays.Shift.SKIP, "2026-07-02T04:00:00Z", 2))
        .containsExactly("2026-07-02T09:00", "2026-07-03T09:00");
    var berlin = timetable("0 0 20 ? * *", Holidays.Shift.SKIP, ZoneId.of("Europe/Berlin"));
    assertThat(berlin.nextAfter(Instant.parse("2026-07-02T00:00:00Z")))
        .contains(Instant.parse("2026-07-03T18:00:00Z"));
  }

  @Test
  void a_time_moves_to_the_next_or_previous_working_day() throws Exception {
    // Thursday 24 to Saturday 26 December are holidays; 27 is a Sunday.
    assertThat(times("0 0 9 24 12 ?", Holidays.Shift.NEXT, "2026-12-01T00:00:00Z", 1))
        .containsExactly("2026-12-28T09:00");
    assertThat(times("0 0 9 25 12 ?", Holidays.Shift.PREVIOUS, "2026-12-01T00:00:00Z", 1))
        .containsExactly("2026-12-23T09:00");
    assertThat(times("0 0 16,9 24,28 12 ?", Holidays.Shift.NEXT, "2026-12-28T15:00:00Z", 2))
        .as("moved times and times that are there anyway are one")
        .containsExactly("2026-12-28T16:00", "2027-12-24T09:00");
  }

  @Test
  void no_time_is_lost_or_comes_twice_when_days_are_moved() throws Exception {
    for (var shift : List.of(Holidays.Shift.NEXT, Holidays.Shift.PREVIOUS)) {
      var table = timetable("0 30 8,17 ? * *", shift, NEW_YORK);
      var from = Instant.parse("2026-06-01T00:00:00Z");
      var until = Instant.parse("2027-06-01T00:00:00Z");
      var plain = DuePlan.between(table.plain(), from, until, 10_000);
      var expected = plain.stream().map(table::moved).distinct().sorted().toList();
      assertThat(DuePlan.between(table, from, until, 10_000)).isEqualTo(expected);
    }
  }

  @Test
  void a_schedule_for_every_second_skips_a_holiday_at_once() throws Exception {
    var table = timetable("* * * ? * *", Holidays.Shift.SKIP, NEW_YORK);
    assertThat(table.nextAfter(Instant.parse("2026-12-24T05:00:00Z")))
        .contains(Instant.parse("2026-12-27T05:00:00Z"));
  }

  private PollingDriver<Client> driver(CronTrigger trigger, String calendar) {
    var driver = new PollingDriver<>(trigger.poller(), Client.NONE, clock, new InMemoryMemory());
    driver.subscribe(
        "r",
        trigger,
        new CronTrigger.Input("0 0 9 ? * *", NEW_YORK, null, null, null, Holidays.parse(calendar)));
    return driver;
  }

  private static List<Notice> notices(Poller.Result result) {
    return result.findings().getFirst().notices();
  }

  @Test
  void a_calendar_that_cannot_be_read_is_told_and_pauses_nothing() throws Exception {
    var driver = driver(Lab.cron(folder, clock), "us.ics");
    assertThat(notices(driver.poll())).isEmpty();
    Files.delete(folder.resolve("us.ics"));
    clock.set(Instant.parse("2026-07-04T13:00:00Z"));
    var result = driver.poll();
    assertThat(notices(result))
        .filteredOn(notice -> notice.code().equals("calendar-not-usable"))
        .singleElement()
        .matches(notice -> !notice.pausing() && notice.message().contains("last read count"));
    var missing = driver(Lab.cron(folder, clock), "none.ics");
    missing.poll();
    clock.advance(Duration.ofDays(1));
    var late = missing.poll();
    assertThat(late.findings().getFirst().events()).hasSize(1);
    assertThat(notices(late)).anyMatch(notice -> notice.message().contains("also runs on"));
    Files.writeString(folder.resolve("none.ics"), CALENDAR);
    assertThat(notices(missing.poll())).noneMatch(n -> n.code().equals("calendar-not-usable"));
  }

  @Test
  void what_is_no_calendar_is_refused_when_a_recipe_is_saved() throws Exception {
    Files.writeString(folder.resolve("rubbish.ics"), "hello");
    var trigger = Lab.cron(folder, clock);
    for (var bad : List.of("rubbish.ics", "none.ics", "../us.ics", "/etc/passwd")) {
      assertThat(trigger.check(Map.of("holidays", bad)))
          .extracting(InputProblem::pointer)
          .containsExactly("/holidays");
      assertThat(trigger.check(Map.of("holidays", Map.of("calendar", bad))))
          .extracting(InputProblem::pointer)
          .containsExactly("/holidays/calendar");
    }
    assertThat(trigger.check(Map.of("holidays", "us.ics"))).isEmpty();
    assertThat(Lab.cron().check(Map.of("holidays", "none.ics"))).isEmpty();
  }

  @Test
  void an_explanation_names_the_days_that_are_left_out() throws Exception {
    var calendars = new Calendars(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    var question = new CronExplainer.Question(NEW_YORK, 6, NOW);
    var skipping =
        CronExplainer.explain("0 0 9 ? * *", question, calendars, Holidays.parse("us.ics"));
    assertThat(skipping.next()).hasSize(6).noneMatch(at -> at.startsWith("2026-07-04"));
    assertThat(skipping.skipped())
        .containsExactly(
            new CronExplainer.Skipped("2026-07-04T09:00:00-04:00", "Independence Day", null));
    var moving =
        CronExplainer.explain(
            "0 0 9 ? * *", question, calendars, new Holidays("us.ics", Holidays.Shift.NEXT));
    assertThat(moving.skipped())
        .extracting(CronExplainer.Skipped::movedTo)
        .containsExactly("2026-07-06T09:00:00-04:00");
    assertThatThrownBy(
            () ->
                CronExplainer.explain("0 0 9 ? * *", question, calendars, Holidays.parse("x.ics")))
        .isInstanceOf(Calendars.Unusable.class)
        .hasMessageContaining("folder calendars");
  }
}
