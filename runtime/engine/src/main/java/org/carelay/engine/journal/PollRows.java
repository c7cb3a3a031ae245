package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.carelay.engine.journal.JournalException.Reason;
import org.carelay.engine.journal.Operation.Advance;
import org.carelay.engine.journal.Operation.Remember;

/** Writes what triggers remember. */
final class PollRows {
  private PollRows() {}

  /**
   * Moves groups on.
   *
   * @return the polls that were committed before, by a transaction whose answer was lost
   */
  static Set<UUID> advance(Connection connection, List<Advance> polls) throws SQLException {
    var before = new HashSet<UUID>();
    for (Advance poll : polls) {
      if (!isFirst(connection, poll)) {
        if (!wasCommitted(connection, poll)) {
          throw new JournalException(
              Reason.REFUSED, "Another poll of this connection was committed first.");
        }
        before.add(poll.poll());
      }
    }
    return before;
  }

  private static boolean isFirst(Connection connection, Advance poll) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            update poll_group set revision = revision + 1, advanced_by = ?
            where workspace_id = ? and id = ? and revision = ?""")) {
      statement.setObject(1, poll.poll());
      statement.setInt(2, poll.workspace());
      statement.setString(3, poll.group());
      statement.setLong(4, poll.fromRevision());
      return statement.executeUpdate() > 0;
    }
  }

  private static boolean wasCommitted(Connection connection, Advance poll) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select from poll_group
            where workspace_id = ? and id = ? and revision = ? and advanced_by = ?""")) {
      statement.setInt(1, poll.workspace());
      statement.setString(2, poll.group());
      statement.setLong(3, poll.fromRevision() + 1);
      statement.setObject(4, poll.poll());
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  static void remember(Connection connection, List<Remember> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    var last = new LinkedHashMap<String, Remember>();
    entries.forEach(e -> last.put(e.workspace() + "/" + e.owner() + "/" + e.key(), e));
    put(connection, last.values().stream().filter(e -> e.value() != null).toList());
    forget(connection, last.values().stream().filter(e -> e.value() == null).toList());
  }

  private static void put(Connection connection, List<Remember> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    new Insertion<>("trigger_state", entries)
        .integer("workspace_id", Remember::workspace)
        .text("owner", Remember::owner)
        .text("key", Remember::key)
        .text("value", Remember::value)
        .execute(
            connection,
            "on conflict (workspace_id, owner, key) do update set value = excluded.value");
  }

  private static void forget(Connection connection, List<Remember> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            delete from trigger_state using unnest(?, ?, ?) as t (w, o, k)
            where workspace_id = t.w and owner = t.o and key = t.k""")) {
      new Columns<>(connection, statement, entries)
          .integer(Remember::workspace)
          .text(Remember::owner)
          .text(Remember::key);
      statement.executeUpdate();
    }
  }
}
