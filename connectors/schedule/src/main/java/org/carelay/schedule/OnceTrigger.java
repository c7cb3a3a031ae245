package org.carelay.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Describe;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** Fires at one instant. */
public final class OnceTrigger extends ScheduleTrigger<OnceTrigger.Input> {
  /** The trigger's {@code with}. */
  public record Input(
      @Describe(
              title = "At",
              help = "The instant, with its offset from UTC.",
              example = "2026-12-24T18:00:00-05:00")
          Instant at,
      @Describe(
              title = "Useful for",
              help = "If it is later than this, it is dropped.",
              defaultValue = "for ever")
          @Nullable Duration usefulFor)
      implements ScheduleInput {
    @Override
    public String definition(ZoneId zone) {
      return "once " + at;
    }

    @Override
    public Timetable timetable(Instant start, ZoneId zone) {
      return new Timetable.Single(at);
    }

    @Override
    public DuePlan.Policy policy() {
      return new DuePlan.Policy(Missed.LATEST, usefulFor);
    }
  }

  OnceTrigger(ScheduleTicker ticker) {
    super(ticker);
  }

  @Override
  public About about() {
    return new About("schedule.once", "Once", "Fires at one instant, and never again.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return ScheduleInput.positive("usefulFor", written.get("usefulFor"));
  }
}
