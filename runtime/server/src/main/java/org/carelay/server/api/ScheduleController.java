package org.carelay.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import org.carelay.schedule.Calendars;
import org.carelay.schedule.CronException;
import org.carelay.schedule.CronExplainer;
import org.carelay.schedule.Holidays;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Says what a schedule means before anybody relies on it. */
@Controller("/api/v1/schedules")
@Secured(Roles.ADMIN)
@Tag(name = "Schedules")
final class ScheduleController {
  private static final int MAX_TIMES = 100;

  private final Running running;

  ScheduleController(Running running) {
    this.running = running;
  }

  @Get("/explain")
  @Operation(summary = "What a cron expression means, in words and as the next times")
  CronExplainer.Explanation explain(
      @QueryValue @Nullable String cron,
      @QueryValue(defaultValue = "UTC") String zone,
      @QueryValue(defaultValue = "5") int count,
      @QueryValue @Nullable String holidays,
      @QueryValue(defaultValue = "skip") String on) {
    if (cron == null) {
      throw ProblemException.badRequest(
          "missing-parameter", "Give the expression as ?cron=, such as 0 0 9 ? * MON-FRI.");
    }
    if (count < 1 || count > MAX_TIMES) {
      throw ProblemException.badRequest(
          "bad-count", "The count must be from 1 to " + MAX_TIMES + ".");
    }
    try {
      var now = running.services().clock().instant();
      if (holidays == null || holidays.isBlank()) {
        return CronExplainer.explain(cron, ZoneId.of(zone), count, now);
      }
      return CronExplainer.explain(
          cron,
          new CronExplainer.Question(ZoneId.of(zone), count, now),
          running.services().calendars(),
          new Holidays(holidays, shift(on)));
    } catch (Calendars.Unusable e) {
      throw ProblemException.badRequest("calendar-not-usable", e.getMessage());
    } catch (CronException e) {
      throw ProblemException.badRequest(e.code(), e.getMessage());
    } catch (DateTimeException e) {
      throw ProblemException.badRequest(
          "unknown-zone", "There is no time zone \"" + zone + "\"; one is America/New_York.");
    }
  }

  private static Holidays.Shift shift(String on) {
    try {
      return Holidays.Shift.valueOf(on.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "bad-parameter", "What happens on a holiday is skip, next or previous.");
    }
  }
}
