package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import org.carelay.engine.journal.JournalException.Reason;
import org.carelay.engine.journal.Operation.Advance;
import org.carelay.engine.journal.Operation.Remember;

/** Writes what triggers remember. */
final class PollRows {
  private PollRows() {}

  static void advance(Connection connection, List<Advance> polls) throws SQLException {
    for (Advance poll : polls) {
      try (var statement =
          connection.prepareStatement(
              """
              update poll_group set revision = ?, advanced_by = ?
              where workspace_id = ? and id = ?
                and (revision = ? or revision = ? and advanced_by = ?)""")) {
        statement.setLong(1, poll.fromRevision() + 1);
        statement.setObject(2, poll.poll());
        statement.setInt(3, poll.workspace());
        statement.setString(4, poll.group());
        statement.setLong(5, poll.fromRevision());
        statement.setLong(6, poll.fromRevision() + 1);
        statement.setObject(7, poll.poll());
        if (statement.executeUpdate() == 0) {
          throw new JournalException(
              Reason.REFUSED, "Another poll of this connection was committed first.");
        }
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
