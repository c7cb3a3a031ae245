package org.carelay.recipe;

import java.util.List;

/** What follows when a step has failed for good. */
public sealed interface OnError {
  /** The run fails. */
  record Fail() implements OnError {}

  /** The run goes on as if the step had been skipped. */
  record Continue() implements OnError {}

  /** These steps run, and then the run goes on. */
  record Run(List<Step> steps) implements OnError {
    public Run {
      steps = List.copyOf(steps);
    }
  }
}
