package org.carelay.database;

import java.time.ZoneId;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;

/** Conversion with an error for people. */
final class Values {
  private Values() {}

  /**
   * @param where such as "column 'bpm'"
   * @throws ConnectorException naming where, and what it takes, but not the value
   */
  static Object convert(ColumnType type, Object value, ZoneId zone, String where)
      throws ConnectorException {
    try {
      return type.fromJson(value, zone);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Permanent(
          "value-does-not-fit",
          "The %s takes %s; the value given is not that.".formatted(where, type.expects()),
          null);
    }
  }
}
