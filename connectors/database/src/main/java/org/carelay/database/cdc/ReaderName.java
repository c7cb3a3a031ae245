package org.carelay.database.cdc;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Under which name a connection reads a database's log. Two installations that share a database
 * must not share a slot, so it is drawn by lot, once.
 */
public final class ReaderName {
  private static final String NAME = "cdc/name";

  private ReaderName() {}

  /** Made at the first time. */
  static String of(Memory memory) {
    var known = known(memory);
    if (known != null) {
      return known;
    }
    var random = new byte[6];
    new SecureRandom().nextBytes(random);
    var name = "carelay_" + HexFormat.of().formatHex(random);
    memory.put(NAME, name);
    return name;
  }

  /** Null where the connection has never read. */
  static @Nullable String known(Memory memory) {
    return memory.get(NAME);
  }

  static void forget(Memory memory) {
    memory.remove(NAME);
  }

  /** What is kept in the database for a connection, and how to give it back; null if nothing. */
  public static @Nullable String leftBehind(Memory memory) {
    var name = known(memory);
    return name == null
        ? null
        : "If this connection heard of changes in PostgreSQL, let an administrator run there: SELECT pg_drop_replication_slot('%1$s'); DROP PUBLICATION IF EXISTS \"%1$s\"; else the database keeps all its log."
            .formatted(name);
  }
}
