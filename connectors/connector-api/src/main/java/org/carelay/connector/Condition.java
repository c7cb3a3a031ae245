package org.carelay.connector;

import java.time.Instant;
import java.util.List;

/**
 * How a connection was when it was last looked at.
 *
 * @param words for a person
 * @param measures for a monitor
 */
public record Condition(Instant at, String words, List<Measure> measures) {
  /**
   * A figure.
   *
   * @param name with dots, and its unit last, such as {@code cdc.retained.bytes}
   * @param help what it is, in one line
   */
  public record Measure(String name, String help, double value) {}
}
