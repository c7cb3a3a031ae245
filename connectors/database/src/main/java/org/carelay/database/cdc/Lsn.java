package org.carelay.database.cdc;

/** Places in the write-ahead log, as PostgreSQL writes them: two halves in hexadecimal. */
final class Lsn {
  private Lsn() {}

  static long parse(String text) {
    var slash = text.indexOf('/');
    return (Long.parseLong(text.substring(0, slash), 16) << 32)
        | Long.parseLong(text.substring(slash + 1), 16);
  }
}
