package org.carelay.database;

import java.util.Set;
import org.carelay.connector.ConnectorException;

/** Tables change while recipes run; what was known of them is then looked up again, once. */
final class Staleness {
  private static final Set<String> PERHAPS_STALE =
      Set.of(
          "sql-not-accepted",
          "table-changed",
          "no-such-column",
          "key-not-unique",
          "value-does-not-fit");

  private Staleness() {}

  /** An idempotent write. */
  interface Write {
    Written run() throws ConnectorException, InterruptedException;
  }

  static Written retried(DatabaseClient client, String table, Write write)
      throws ConnectorException, InterruptedException {
    try {
      return write.run();
    } catch (ConnectorException e) {
      if (!PERHAPS_STALE.contains(e.code()) || client.hasJustLookedUp(table)) {
        throw e;
      }
      client.forgetTables();
      return write.run();
    }
  }
}
