package org.carelay.database.cdc;

import org.carelay.connector.Poller.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * When a recipe began to listen: what was changed before is not for it.
 *
 * <p>A transaction counts if it changed the row after this, or if it was committed after this; the
 * second because it may have begun earlier, the first because clocks can be set back.
 *
 * @param place in the database's log
 * @param micros of the database's clock since 1970
 * @param reader the name under which the connection reads
 */
record Since(long place, long micros, String reader) {
  static final String KEY = "since";

  private static final int WITH_READER = 3;

  private static Since parse(String text) {
    var parts = text.split(" ");
    return new Since(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        parts.length < WITH_READER ? "" : parts[2]);
  }

  /**
   * Since when a recipe has listened by this reader. One that listened by another connection
   * meanwhile begins anew: it may have been told of the same changes there.
   *
   * @return null if it does not yet
   */
  static @Nullable Since of(Subscription subscription, String reader) {
    var text = subscription.state().get(KEY);
    var known = text == null ? null : parse(text);
    return known == null || known.reader.isEmpty() || known.reader.equals(reader) ? known : null;
  }

  String text() {
    return place + " " + micros + " " + reader;
  }

  boolean includes(RowChange change) {
    return change.place() >= place || change.committedMicros() > micros;
  }
}
