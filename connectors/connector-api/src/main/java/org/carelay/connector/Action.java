package org.carelay.connector;

import java.util.List;
import java.util.Map;

/**
 * Something a step can do. Stateless.
 *
 * @param <I> input record; one component per form field
 * @param <O> output: a record, or {@code Object} where any JSON value may come back
 */
public interface Action<C extends Client, I extends Record, O> {
  About about();

  Class<I> input();

  Class<O> output();

  Effect effect();

  /**
   * Does it once. Must not retry by itself what may already have happened; must stop when
   * interrupted or when {@link ActionContext#deadline()} has passed.
   *
   * @throws ConnectorException typed, so that the engine knows whether to repeat, look up or ask
   */
  O perform(C client, I input, ActionContext context)
      throws ConnectorException, InterruptedException;

  /**
   * Checks what is written in a recipe, before anything runs. Only values without {@code {{ }}} are
   * given; nested values keep their shape, with null for what is only known later.
   */
  default List<InputProblem> check(Map<String, Object> written) {
    return List.of();
  }
}
