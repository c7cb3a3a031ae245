package org.carelay.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Fires at the times of a cron expression. */
public final class CronTrigger extends ScheduleTrigger<CronTrigger.Input> {
  /** The trigger's {@code with}. */
  public record Input(
      @Describe(
              title = "Times",
              help =
                  "A cron expression: six or seven fields are read as Quartz (seconds first), five as crontab; @daily and its like are known too.",
              example = "0 45 16 ? * FRI",
              widget = "cron")
          String cron,
      @Describe(
              title = "Time zone",
              help = "Whose clocks count.",
              example = "America/New_York",
              defaultValue = "the recipe's zone")
          @Nullable ZoneId zone,
      @Describe(
              title = "Missed times",
              help = "What becomes of times that passed while Carelay was not running.",
              defaultValue = "latest")
          @Nullable Missed missed,
      @Describe(
              title = "Useful for",
              help = "A time that is later than this is dropped.",
              example = "PT12H",
              defaultValue = "for ever")
          @Nullable Duration usefulFor,
      @Describe(
              title = "Jitter",
              help =
                  "Spreads recipes with the same times: each runs a fixed moment later, at most this long.",
              example = "PT5M",
              defaultValue = "none")
          @Nullable Duration jitter,
      @Describe(
              title = "Holidays",
              help = "A calendar of days on which it does not run, or runs on another day.")
          @Nullable Holidays holidays)
      implements ScheduleInput {
    @Override
    public String definition(ZoneId zone) {
      var days = holidays == null ? "" : " but " + holidays.calendar() + " " + holidays.shift();
      return "cron " + cron + " in " + zone.getId() + days;
    }

    @Override
    public Timetable timetable(Instant start, ZoneId zone) {
      return new CronTimetable(CronExpression.parse(cron), zone);
    }

    @Override
    public DuePlan.Policy policy() {
      return new DuePlan.Policy(Objects.requireNonNullElse(missed, Missed.LATEST), usefulFor);
    }

    @Override
    public Duration spread() {
      return jitter == null ? Duration.ZERO : jitter;
    }
  }

  private final Calendars calendars;

  CronTrigger(Calendars calendars, ScheduleTicker ticker) {
    super(ticker);
    this.calendars = calendars;
  }

  @Override
  public About about() {
    return new About(
        "schedule.cron",
        "At set times",
        "Starts at set times, such as every weekday at 8:00, on the clocks of a time zone.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("cron") instanceof String cron) {
      problems.addAll(checkCron(cron, zone(written.get("zone"))));
    }
    problems.addAll(checkCalendar(written.get("holidays")));
    problems.addAll(ScheduleInput.positive("usefulFor", written.get("usefulFor")));
    problems.addAll(ScheduleInput.positive("jitter", written.get("jitter")));
    return problems;
  }

  private List<InputProblem> checkCalendar(@Nullable Object written) {
    var name = written instanceof Map<?, ?> map ? map.get("calendar") : written;
    if (!(name instanceof String text) || !calendars.isHere()) {
      return List.of();
    }
    try {
      calendars.calendar(text);
      return List.of();
    } catch (Calendars.Unusable e) {
      var pointer = written instanceof Map ? "/holidays/calendar" : "/holidays";
      return List.of(new InputProblem(pointer, "calendar-not-usable", e.getMessage()));
    }
  }

  private static List<InputProblem> checkCron(String cron, ZoneId zone) {
    try {
      var expression = CronExpression.parse(cron);
      // In the past too: an old recipe that is imported again is not wrong, only over.
      var first = new CronTimetable(expression, zone).nextAfter(Instant.EPOCH);
      return first.isPresent() ? List.of() : List.of(CronExplainer.neverFires(expression));
    } catch (CronException e) {
      return List.of(new InputProblem("/cron", e.code(), e.getMessage()));
    }
  }

  private static ZoneId zone(@Nullable Object written) {
    try {
      return written instanceof String id ? ZoneId.of(id) : ZoneOffset.UTC;
    } catch (DateTimeException e) {
      return ZoneOffset.UTC; // reported where types are checked
    }
  }
}
