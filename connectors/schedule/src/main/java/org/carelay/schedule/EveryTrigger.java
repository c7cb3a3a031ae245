package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Fires again and again, so far apart. */
public final class EveryTrigger extends ScheduleTrigger<EveryTrigger.Input> {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The trigger's {@code with}. */
  public record Input(
      @Describe(
              title = "Every",
              help =
                  "The time from one run to the next, counted from when the recipe was activated.",
              example = "PT15M")
          Duration every,
      @Describe(
              title = "Useful for",
              help = "A time that is later than this is dropped.",
              defaultValue = "for ever")
          @Nullable Duration usefulFor)
      implements ScheduleInput {
    public Input {
      if (every.compareTo(SHORTEST) < 0) {
        throw new IllegalArgumentException("'every' must be a second or longer.");
      }
    }

    @Override
    public String definition(ZoneId zone) {
      return "every " + every;
    }

    @Override
    public Timetable timetable(Instant start, ZoneId zone) {
      return new Timetable.Interval(start, every);
    }

    @Override
    public DuePlan.Policy policy() {
      return new DuePlan.Policy(Missed.LATEST, usefulFor);
    }
  }

  EveryTrigger(ScheduleTicker ticker) {
    super(ticker);
  }

  @Override
  public About about() {
    return new About(
        "schedule.every", "Every so often", "Fires again and again, the same time apart.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<>(ScheduleInput.positive("every", written.get("every")));
    problems.addAll(ScheduleInput.positive("usefulFor", written.get("usefulFor")));
    return problems;
  }
}
