package org.carelay.connector;

import java.time.Instant;
import java.util.List;

/** An action whose attempts can be looked up at the provider after an unknown outcome. */
public interface TraceableAction<C extends Client, I extends Record, O> extends Action<C, I, O> {
  /**
   * Finds what the provider holds that equals this input (same recipient, same content) and was
   * created no earlier than {@code since}. The engine leaves out what belongs to other effects.
   *
   * @throws ConnectorException when the provider cannot be asked now
   */
  List<Trace<O>> trace(C client, I input, Instant since, ActionContext context)
      throws ConnectorException, InterruptedException;

  /**
   * One thing the provider holds.
   *
   * @param reference the provider's id, such as a message SID
   * @param output what {@link Action#perform} would have returned
   */
  record Trace<O>(String reference, Instant createdAt, O output) {}
}
