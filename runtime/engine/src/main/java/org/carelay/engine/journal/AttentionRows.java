package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.carelay.engine.journal.Operation.Close;
import org.carelay.engine.journal.Operation.Raise;

/** Writes what a person must decide. */
final class AttentionRows {
  private AttentionRows() {}

  static void raise(Connection connection, List<Raise> matters) throws SQLException {
    for (Raise matter : matters) {
      try (var statement =
          connection.prepareStatement(
              """
              insert into attention (workspace_id, source, kind, recipe, run_id, step, message,
                                     decisions, since)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?)
              on conflict (workspace_id, source) where closed_at is null
              do update set message = excluded.message, decisions = excluded.decisions""")) {
        statement.setInt(1, matter.workspace());
        statement.setString(2, matter.source());
        statement.setString(3, matter.kind());
        statement.setString(4, matter.recipe());
        statement.setObject(5, matter.run());
        statement.setString(6, matter.step());
        statement.setString(7, matter.message().replace('\0', ' '));
        statement.setArray(
            8, connection.createArrayOf("text", matter.decisions().toArray(String[]::new)));
        statement.setTimestamp(9, Timestamp.from(matter.at()));
        statement.executeUpdate();
      }
    }
  }

  static void close(Connection connection, List<Close> matters) throws SQLException {
    for (Close matter : matters) {
      try (var statement =
          connection.prepareStatement(
              "update attention set closed_at = ?, decision = ?"
                  + " where workspace_id = ? and source = ? and closed_at is null")) {
        statement.setTimestamp(1, Timestamp.from(matter.at()));
        statement.setString(2, matter.decision());
        statement.setInt(3, matter.workspace());
        statement.setString(4, matter.source());
        statement.executeUpdate();
      }
    }
  }
}
