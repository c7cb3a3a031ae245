package org.carelay.database.cdc;

/**
 * How far the log has been read: up to a change within the transaction that follows a commit.
 *
 * <p>After a restart the log is replayed from the commit, and what is not beyond this is left out.
 * The place of a change alone would not do: rows of one COPY share it, and an update of a key is
 * two changes at one place.
 *
 * @param database whose log it is, since places in another's log mean nothing here; empty where
 *     that was not written down
 * @param commit end of the last transaction that was read whole
 * @param lsn place of the last change read after it, or 0
 * @param ordinal how many changes were read at that place
 */
record Position(String database, long commit, long lsn, long ordinal) {
  private static final int WITH_DATABASE = 4;

  static Position after(String database, long commit) {
    return new Position(database, commit, 0, 0);
  }

  static Position parse(String text) {
    var parts = text.split(" ");
    return new Position(
        parts.length < WITH_DATABASE ? "" : parts[3],
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]));
  }

  String text() {
    return commit + " " + lsn + " " + ordinal + " " + database;
  }

  boolean isOf(String another) {
    return database.isEmpty() || database.equals(another);
  }

  /** That was read last. */
  long place() {
    return Math.max(commit, lsn);
  }

  Position in(String known) {
    return new Position(known, commit, lsn, ordinal);
  }

  Position next(long nextCommit, long nextLsn) {
    var samePlace = commit == nextCommit && lsn == nextLsn;
    return new Position(database, nextCommit, nextLsn, samePlace ? ordinal + 1 : 1);
  }

  /** Whether a replay, which begins at this position's commit, has not come further than this. */
  boolean covers(Position replayed) {
    return replayed.commit == commit
        && (replayed.lsn < lsn || (replayed.lsn == lsn && replayed.ordinal <= ordinal));
  }
}
