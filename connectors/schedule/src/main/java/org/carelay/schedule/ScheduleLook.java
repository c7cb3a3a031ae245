package org.carelay.schedule;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/**
 * One schedule at one instant: what is due, what changes, what a person must know.
 *
 * <p>State of a subscription: {@code definition} of the times, {@code start} when it was first
 * seen, {@code through} the instant up to which all times have been decided, and {@code missed} the
 * number of times dropped since it last ran on time.
 */
final class ScheduleLook {
  /** Soon, where more is due than one poll reports. */
  private static final Duration NOT_AT_ONCE = Duration.ofMillis(1);

  /** A clock that was this far ahead and was set right must not silence a schedule for years. */
  private static final Duration CLOCK_WENT_BACK = Duration.ofHours(1);

  private final Poller.Subscription subscription;
  private final ScheduleInput input;
  private final Instant now;
  private final ZoneId zone;
  private final Duration delay;
  private final boolean first;
  private final Instant start;
  private final Instant after;
  private final Timetable timetable;
  private final DuePlan plan;
  private @Nullable String calendarProblem;

  ScheduleLook(Poller.Subscription subscription, Instant now, Calendars calendars) {
    this.subscription = subscription;
    this.input = (ScheduleInput) subscription.input();
    this.now = now;
    var own = input.zone();
    this.zone = own == null ? subscription.zone() : own;
    this.delay = delay(subscription.id(), input.spread());
    var state = subscription.state();
    this.first = !input.definition(zone).equals(state.get("definition"));
    this.start = first ? now : Instant.parse(state.getOrDefault("start", now.toString()));
    var through = first ? now : Instant.parse(state.getOrDefault("through", now.toString()));
    this.after = through.isAfter(now.plus(CLOCK_WENT_BACK)) ? now : through;
    this.timetable = withoutHolidays(input.timetable(start, zone), calendars);
    this.plan = DuePlan.of(timetable, input.policy(), after, now.minus(delay));
  }

  /** Where the calendar cannot be read, what is known of it counts, and somebody is told. */
  private Timetable withoutHolidays(Timetable plain, Calendars calendars) {
    var holidays = input.holidays();
    if (holidays == null) {
      return plain;
    }
    HolidayCalendar calendar;
    try {
      calendar = calendars.calendar(holidays.calendar());
    } catch (Calendars.Unusable e) {
      calendar = calendars.lastKnown(holidays.calendar());
      calendarProblem =
          e.getMessage()
              + (calendar == null
                  ? " Until then the recipe also runs on holidays."
                  : " Until then the holidays last read count.");
    }
    return calendar == null ? plain : new HolidayTimetable(plain, calendar, holidays.shift(), zone);
  }

  /** The same for a recipe every time, so that its times stay in order. */
  private static Duration delay(String subscription, Duration spread) {
    var checksum = new CRC32();
    checksum.update(subscription.getBytes(StandardCharsets.UTF_8));
    var share = checksum.getValue() / (double) (1L << 32);
    return Duration.ofMillis((long) (share * Math.max(0, spread.toMillis())));
  }

  Poller.Finding finding() {
    return new Poller.Finding(subscription.id(), events(), changes(), notices());
  }

  private List<TriggerEvent> events() {
    var events = new ArrayList<TriggerEvent>();
    for (var at : plan.run()) {
      var missedBefore = events.isEmpty() ? plan.dropped() : 0;
      var lateness = Duration.between(at.plus(delay), now);
      events.add(FireEvent.of(at, zone, lateness, missedBefore));
    }
    return events;
  }

  private List<StateChange> changes() {
    if (first) {
      return List.of(
          new StateChange("definition", input.definition(zone)),
          new StateChange("start", start.toString()),
          new StateChange("through", plan.through().toString()),
          new StateChange("missed", null));
    }
    var changes = new ArrayList<StateChange>();
    if (!plan.through().toString().equals(subscription.state().get("through"))) {
      changes.add(new StateChange("through", plan.through().toString()));
    }
    if (missed() != missedUntilNow()) {
      changes.add(new StateChange("missed", missed() == 0 ? null : "" + missed()));
    }
    return changes;
  }

  private int missedUntilNow() {
    return first ? 0 : Integer.parseInt(subscription.state().getOrDefault("missed", "0"));
  }

  /** Forgotten as soon as it runs on time again. */
  private int missed() {
    var onTime =
        plan.dropped() == 0
            && plan.run().stream()
                .anyMatch(
                    at ->
                        Duration.between(at.plus(delay), now).compareTo(DuePlan.ON_TIME_WITHIN)
                            <= 0);
    return onTime ? 0 : Math.min(DuePlan.MOST, missedUntilNow() + plan.dropped());
  }

  private List<Notice> notices() {
    var notices = new ArrayList<Notice>();
    if (calendarProblem != null) {
      notices.add(new Notice("calendar-not-usable", "calendar-not-usable", false, calendarProblem));
    }
    if (missed() > 0) {
      notices.add(
          new Notice(
              "times-missed",
              "times-missed",
              false,
              "%s scheduled times were not run, because nothing was running at the time; the last was %s."
                  .formatted(
                      missed() == DuePlan.MOST ? "1000 or more" : missed(),
                      plan.through().atZone(zone).toOffsetDateTime())));
    }
    if (input instanceof OnceTrigger.Input(var at, _) && !at.isAfter(start)) {
      notices.add(
          new Notice(
              "time-is-past",
              "time-is-past",
              true,
              "The time had already passed when this recipe was activated. Give a later one."));
    }
    if (input instanceof CronTrigger.Input && timetable.nextAfter(now).isEmpty()) {
      notices.add(
          new Notice(
              "no-more-times",
              "no-more-times",
              true,
              "This schedule has no more times. Give it a later year, or pause the recipe."));
    }
    return notices;
  }

  Instant next(Instant latest) {
    var due = timetable.nextAfter(plan.through()).map(at -> at.plus(delay)).orElse(latest);
    var soonest = now.plus(NOT_AT_ONCE);
    if (due.isBefore(soonest)) {
      return soonest;
    }
    return due.isBefore(latest) ? due : latest;
  }
}
