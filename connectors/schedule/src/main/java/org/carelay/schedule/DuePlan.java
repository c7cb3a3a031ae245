package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the times that have passed are run, and which are lost.
 *
 * @param run in order
 * @param dropped how many were not run; {@link #MOST} stands for that or more
 * @param through everything up to here has been decided
 */
record DuePlan(List<Instant> run, int dropped, Instant through) {
  /** A poll that comes a little late has missed nothing. */
  static final Duration ON_TIME_WITHIN = Duration.ofMinutes(1);

  /** Of one poll; what is left over is for the next. */
  static final int MOST = 1000;

  /** Long enough back to find the latest time of any schedule that runs daily. */
  private static final List<Duration> LOOK_BACK =
      List.of(Duration.ofMinutes(2), Duration.ofHours(2), Duration.ofDays(2), Duration.ofDays(62));

  /** How a recipe wants it. */
  record Policy(Missed missed, @Nullable Duration usefulFor) {}

  /**
   * @param after nothing up to here is looked at again
   * @param now times after this are not due
   */
  static DuePlan of(Timetable timetable, Policy policy, Instant after, Instant now) {
    var due = between(timetable, after, now, MOST);
    if (due.isEmpty()) {
      return new DuePlan(due, 0, after);
    }
    if (due.size() == MOST && policy.missed() != Missed.ALL) {
      due = latest(timetable, after, now);
      return decide(due, policy, now, MOST);
    }
    return decide(due, policy, now, 0);
  }

  private static DuePlan decide(List<Instant> due, Policy policy, Instant now, int already) {
    var useful = due.stream().filter(at -> !lateBy(at, now, policy.usefulFor())).toList();
    var onTime = useful.stream().filter(at -> !lateBy(at, now, ON_TIME_WITHIN)).toList();
    var run =
        switch (policy.missed()) {
          case SKIP -> onTime;
          case LATEST ->
              onTime.isEmpty()
                  ? useful.subList(Math.max(0, useful.size() - 1), useful.size())
                  : onTime;
          case ALL -> useful;
        };
    var dropped = Math.min(MOST, already + due.size() - run.size());
    return new DuePlan(run, dropped, due.getLast());
  }

  private static boolean lateBy(Instant at, Instant now, @Nullable Duration allowed) {
    return allowed != null && Duration.between(at, now).compareTo(allowed) > 0;
  }

  /** At most {@code most} times, the earliest first. */
  static List<Instant> between(Timetable timetable, Instant after, Instant until, int most) {
    var times = new ArrayList<Instant>();
    var next = timetable.nextAfter(after);
    while (next.isPresent() && !next.get().isAfter(until) && times.size() < most) {
      times.add(next.get());
      next = timetable.nextAfter(next.get());
    }
    return times;
  }

  /** The times shortly before {@code now}, where counting all of them would take too long. */
  private static List<Instant> latest(Timetable timetable, Instant after, Instant now) {
    for (var span : LOOK_BACK) {
      var recent = between(timetable, later(after, now.minus(span)), now, Integer.MAX_VALUE);
      if (!recent.isEmpty()) {
        return recent;
      }
    }
    return between(timetable, after, now, Integer.MAX_VALUE);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
