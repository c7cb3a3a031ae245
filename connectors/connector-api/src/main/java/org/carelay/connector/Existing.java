package org.carelay.connector;

/**
 * A trigger whose source holds something already, with which a newly activated recipe may begin
 * where its {@code startFrom} asks for it and a person has confirmed how much that is.
 */
public interface Existing<C extends Client, I extends Record> {
  /**
   * All of it as events, in the source's order. The same thing has the same key whenever it is
   * asked for; what is in doubt, such as two rows of one key, is left out.
   *
   * @param request at most so many; where there are more, the total says so
   */
  Samples existing(C client, I input, Samples.Request request)
      throws ConnectorException, InterruptedException;

  /** Whether {@code occurredAt} tells since when a thing is so; else only all can be asked for. */
  boolean dated(I input);
}
