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
              "update poll_group set revision = revision + 1"
                  + " where workspace_id = ? and id = ? and revision = ?")) {
        statement.setInt(1, poll.workspace());
        statement.setString(2, poll.group());
        statement.setLong(3, poll.fromRevision());
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
    write(
        connection,
        last.values().stream().filter(e -> e.value() != null).toList(),
        """
        insert into trigger_state (workspace_id, owner, key, value)
        select * from unnest(?, ?, ?, ?)
        on conflict (workspace_id, owner, key) do update set value = excluded.value""",
        true);
    write(
        connection,
        last.values().stream().filter(e -> e.value() == null).toList(),
        """
        delete from trigger_state using unnest(?, ?, ?) as t (w, o, k)
        where workspace_id = t.w and owner = t.o and key = t.k""",
        false);
  }

  private static void write(
      Connection connection, List<Remember> entries, String sql, boolean withValue)
      throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(sql)) {
      var columns =
          new Columns<>(connection, statement, entries)
              .integer(Remember::workspace)
              .text(Remember::owner)
              .text(Remember::key);
      if (withValue) {
        columns.text(Remember::value);
      }
      statement.executeUpdate();
    }
  }
}
