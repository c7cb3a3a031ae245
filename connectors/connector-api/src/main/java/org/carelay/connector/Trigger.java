package org.carelay.connector;

import java.util.List;
import java.util.Map;

/**
 * What starts a recipe. Stateless.
 *
 * @param <I> input record: the trigger's {@code with}
 */
public sealed interface Trigger<C extends Client, I extends Record>
    permits PollingTrigger, HttpTrigger, ManualTrigger, PageTrigger {
  About about();

  Class<I> input();

  /**
   * A record whose components are the names an event puts in scope ({@code row}, {@code body}...).
   * Components of type {@code Object} or {@code Map} may hold anything.
   */
  Class<? extends Record> event();

  /**
   * What is there now and could become an event, newest or last first, so that a recipe can be
   * written and tried on real data. Reads only; nothing is remembered.
   */
  default Samples samples(C client, I input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return Samples.NONE;
  }

  /** As {@link Action#check}. */
  default List<InputProblem> check(Map<String, Object> written) {
    return List.of();
  }
}
