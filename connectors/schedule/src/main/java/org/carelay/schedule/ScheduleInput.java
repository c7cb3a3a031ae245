package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** What the triggers of this connector have in common. */
sealed interface ScheduleInput permits CronTrigger.Input, EveryTrigger.Input, OnceTrigger.Input {
  /** One is like the other: a few are enough to try on. */
  int MOST_SAMPLES = 3;

  /** Names the times: another definition starts anew, from now. */
  String definition(ZoneId zone);

  /**
   * @param start when the recipe with this definition was first seen
   * @throws CronException if the expression is not one
   */
  Timetable timetable(Instant start, ZoneId zone);

  DuePlan.Policy policy();

  /** The zone, where the recipe's own is not wanted. */
  default @Nullable ZoneId zone() {
    return null;
  }

  /** How far the recipes of this schedule may be spread. */
  default Duration spread() {
    return Duration.ZERO;
  }

  /** The days on which it does not run as usual. */
  default @Nullable Holidays holidays() {
    return null;
  }

  /** The next times, soonest first, as if the schedule began now. */
  default Samples next(Samples.Request request) {
    var own = zone();
    var zone = own == null ? request.zone() : own;
    var timetable = timetable(request.now(), zone);
    var events = new ArrayList<TriggerEvent>();
    var last = request.now();
    while (events.size() < Math.min(request.most(), MOST_SAMPLES)) {
      var next = timetable.nextAfter(last);
      if (next.isEmpty()) {
        break;
      }
      last = next.get();
      events.add(FireEvent.of(last, zone, Duration.ZERO, 0));
    }
    return new Samples(events, null);
  }

  /** As if its time were now. */
  default Map<String, Object> fire(ZoneId recipe, Instant now) {
    var own = zone();
    return FireEvent.of(now, own == null ? recipe : own, Duration.ZERO, 0).data();
  }

  /** A written duration that must be positive. */
  static List<InputProblem> positive(String name, @Nullable Object written) {
    if (!(written instanceof String text)
        || !text.startsWith("-") && !text.matches("P(T?0[A-Z])+")) {
      return List.of();
    }
    return List.of(
        new InputProblem(
            "/" + name, "duration-not-positive", "'" + name + "' must be longer than nothing."));
  }
}
