package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.engine.journal.Operation.Append;
import org.carelay.engine.journal.Operation.End;
import org.carelay.engine.journal.Operation.Park;

/** Writes what happens to runs. */
final class RunRows {
  private RunRows() {}

  static void append(Connection connection, List<Append> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    new Insertion<>("journal", entries)
        .uuid("run_id", e -> e.run().id())
        .instant("accepted_at", e -> e.run().acceptedAt())
        .integer("seq", Append::seq)
        .instant("recorded_at", Append::at)
        .text("kind", e -> e.kind().id())
        .text("step", Append::step)
        .bytes("body", Append::body)
        .execute(connection, "on conflict do nothing");
  }

  static void park(Connection connection, List<Park> parks) throws SQLException {
    if (parks.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            update active set state = t.s, node_id = null,
                   next_at = 'epoch'::timestamptz + t.n * interval '1 us'
            from unnest(?, ?, ?) as t (r, s, n) where active.id = t.r""")) {
      new Columns<>(connection, statement, parks)
          .uuid(p -> p.run().id())
          .text(p -> p.state().id())
          .instant(Park::nextAt);
      statement.executeUpdate();
    }
  }

  static void end(Connection connection, List<End> ends, Map<String, Long> counts)
      throws SQLException {
    if (ends.isEmpty()) {
      return;
    }
    var insertion =
        new Insertion<>("run_end", ends)
            .uuid("run_id", e -> e.run().id())
            .instant("accepted_at", e -> e.run().acceptedAt())
            .integer("workspace_id", End::workspace)
            .text("recipe", End::recipe)
            .text("state", e -> e.state().id())
            .instant("ended_at", End::at)
            .text("error_code", End::errorCode)
            .text("error_message", End::errorMessage);
    try (var statement = insertion.prepare(connection, "on conflict do nothing returning state");
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        counts.merge("runs." + rows.getString(1), 1L, Long::sum);
      }
    }
    try (var statement =
        connection.prepareStatement("delete from active using unnest(?) as t (r) where id = t.r")) {
      new Columns<>(connection, statement, ends).uuid(e -> e.run().id());
      statement.executeUpdate();
    }
    wakeNext(connection, ends.stream().filter(e -> e.orderKey() != null).toList());
  }

  /** The first run that is queued behind an ended one becomes due. */
  private static void wakeNext(Connection connection, List<End> ended) throws SQLException {
    if (ended.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            update active set next_at = 'epoch'::timestamptz + t.n * interval '1 us'
            from unnest(?, ?, ?, ?) as t (w, r, k, n)
            where id = (select id from active q
                        where q.workspace_id = t.w and q.recipe = t.r and q.order_key = t.k
                          and q.state = 'queued' and q.next_at is null
                        order by q.id limit 1)""")) {
      new Columns<>(connection, statement, ended)
          .integer(End::workspace)
          .text(End::recipe)
          .text(e -> Objects.requireNonNull(e.orderKey()))
          .instant(End::at);
      statement.executeUpdate();
    }
  }
}
