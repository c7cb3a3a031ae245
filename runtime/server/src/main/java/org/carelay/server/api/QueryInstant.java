package org.carelay.server.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.carelay.server.web.ProblemException;

/** An instant in a query. */
final class QueryInstant {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private QueryInstant() {}

  /**
   * Reads it.
   *
   * @param name of the query's parameter
   * @throws ProblemException 400 where it is none, or none that anything here could have
   */
  static Instant read(String name, String text) {
    try {
      var instant = Instant.parse(text);
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // said below, as of one that is too far away
    }
    throw ProblemException.badRequest(
        "bad-" + name, name + " must be an instant, such as 2026-11-22T05:00:00Z.");
  }
}
