package org.carelay.database.cdc;

import java.util.Arrays;

/**
 * How far the log has been read: up to a change within the transaction that follows a commit.
 *
 * <p>After a restart the log is replayed from the commit, and what is not beyond this is left out.
 * The place of a change alone would not do: rows of one COPY share it, and an update of a key is
 * two changes at one place.
 *
 * @param commit end of the last transaction that was read whole
 * @param lsn place of the last change read after it, or 0
 * @param ordinal how many changes were read at that place
 */
record Position(long commit, long lsn, long ordinal) {
  static Position after(long commit) {
    return new Position(commit, 0, 0);
  }

  static Position parse(String text) {
    var parts = Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
    return new Position(parts[0], parts[1], parts[2]);
  }

  String text() {
    return commit + " " + lsn + " " + ordinal;
  }

  Position next(long nextCommit, long nextLsn) {
    var samePlace = commit == nextCommit && lsn == nextLsn;
    return new Position(nextCommit, nextLsn, samePlace ? ordinal + 1 : 1);
  }

  /** Whether a replay, which begins at this position's commit, has not come further than this. */
  boolean covers(Position replayed) {
    return replayed.commit == commit
        && (replayed.lsn < lsn || (replayed.lsn == lsn && replayed.ordinal <= ordinal));
  }
}
