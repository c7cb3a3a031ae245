package org.carelay.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A cron expression in a zone.
 *
 * <p>The rule where clocks are changed: an expression that names hours means times of day. A time
 * that the clocks skip runs at the first instant after the gap; a time that comes twice runs the
 * first time only. An expression for every hour means an interval: it runs at every instant whose
 * wall-clock time it allows, so that it neither pauses for an hour in autumn nor runs extra in
 * spring.
 */
record CronTimetable(CronExpression cron, ZoneId zone) implements Timetable {
  @Override
  public Optional<Instant> nextAfter(Instant instant) {
    return cron.time().everyHour() ? nextOfInterval(instant) : nextOfDay(instant);
  }

  private Optional<Instant> nextOfDay(Instant instant) {
    var next = cron.nextAfter(LocalDateTime.ofInstant(instant, zone));
    while (next.isPresent()) {
      var fire = firstInstantOf(next.get());
      if (fire.isAfter(instant)) {
        return Optional.of(fire);
      }
      next = cron.nextAfter(next.get()); // we are in the repeated hour, and it has run
    }
    return Optional.empty();
  }

  private Instant firstInstantOf(LocalDateTime time) {
    var transition = zone.getRules().getTransition(time);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }

  /** Follows the wall clock from one change of offset to the next. */
  private Optional<Instant> nextOfInterval(Instant instant) {
    var rules = zone.getRules();
    var offset = rules.getOffset(instant);
    var clock = LocalDateTime.ofInstant(instant, offset);
    var change = rules.nextTransition(instant);
    while (true) {
      var next = cron.nextAfter(clock);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      var fire = next.get().toInstant(offset);
      if (change == null || fire.isBefore(change.getInstant())) {
        return Optional.of(fire);
      }
      offset = change.getOffsetAfter();
      clock = change.getDateTimeAfter().minusSeconds(1); // so that the change itself may be next
      change = rules.nextTransition(change.getInstant());
    }
  }
}
