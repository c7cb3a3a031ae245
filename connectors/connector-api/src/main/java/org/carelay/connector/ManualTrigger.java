package org.carelay.connector;

import java.util.List;
import java.util.Map;

/** A trigger that a person pulls, with values for what the recipe asks for. */
public non-sealed interface ManualTrigger<C extends Client, I extends Record>
    extends Trigger<C, I> {
  /**
   * Judges what was filled in.
   *
   * @param values as given, JSON values by name
   * @param by who starts it
   */
  Outcome start(I input, Map<String, Object> values, String by);

  /** What came of it. */
  sealed interface Outcome {
    /**
     * @param data the names the event puts in scope
     */
    record Started(Map<String, Object> data) implements Outcome {}

    /**
     * @param problems with pointers into the values
     */
    record Refused(List<InputProblem> problems) implements Outcome {}
  }
}
