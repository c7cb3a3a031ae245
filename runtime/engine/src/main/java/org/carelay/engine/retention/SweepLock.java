package org.carelay.engine.retention;

import java.sql.SQLException;
import org.carelay.engine.store.Sql;

/** Held by one node at a time, for a transaction. */
final class SweepLock {
  /** Any number that nothing else of ours locks. */
  private static final long NUMBER = 0x6361_7265_6c61_7901L;

  private SweepLock() {}

  static boolean take(Sql.Statements s) throws SQLException {
    return s.list("select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), NUMBER)
        .getFirst();
  }
}
