package org.carelay.database.cdc;

/**
 * When a recipe began to listen: what was changed before is not for it.
 *
 * <p>A transaction counts if it changed the row after this, or if it was committed after this; the
 * second because it may have begun earlier, the first because clocks can be set back.
 *
 * @param place in the database's log
 * @param micros of the database's clock since 1970
 */
record Since(long place, long micros) {
  static final String KEY = "since";

  static Since parse(String text) {
    var space = text.indexOf(' ');
    return new Since(
        Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
  }

  String text() {
    return place + " " + micros;
  }

  boolean includes(RowChange change) {
    return change.place() >= place || change.committedMicros() > micros;
  }
}
