package org.carelay.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** A trigger that fires by itself, and that a person who cannot wait may fire as well. */
public interface StartableNow<I extends Record> {
  /**
   * What an event is that happens now. The engine asks for it when somebody starts the recipe by
   * hand.
   *
   * @param zone the recipe's
   * @return the names the event puts in scope
   */
  Map<String, Object> now(I input, ZoneId zone, Instant now);
}
