package org.carelay.engine.run;

import java.time.Instant;
import org.carelay.engine.journal.RunState;
import org.jspecify.annotations.Nullable;

/** How a step, or a list of steps, came out. */
sealed interface Flow {
  Flow DONE = new Done();

  /** Go on with the next step. */
  record Done() implements Flow {}

  /** The recipe ends the run, well and on purpose. */
  record Stop(String reason) implements Flow {}

  /**
   * Nothing more can be done now.
   *
   * @param state waiting or held
   * @param until null where only a person or an event can wake the run
   * @param begun whether something outside has been begun, or is before a person: it is brought to
   *     its end even where another branch stops the run
   */
  record Park(RunState state, @Nullable Instant until, boolean begun) implements Flow {
    Park(RunState state, @Nullable Instant until) {
      this(state, until, false);
    }

    /** Two branches are parked: the earlier time counts, and waiting is livelier than held. */
    Park and(Park other) {
      var earlier =
          until == null || other.until != null && other.until.isBefore(until) ? other : this;
      return new Park(earlier.state, earlier.until, begun || other.begun);
    }
  }

  /**
   * A step failed for good.
   *
   * @param told whether a person already hears of it in a matter of its own
   */
  record Fail(String step, StepError error, boolean told) implements Flow {
    Fail(String step, StepError error) {
      this(step, error, false);
    }
  }
}
