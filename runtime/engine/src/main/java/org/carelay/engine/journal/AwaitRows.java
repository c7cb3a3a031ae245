package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.carelay.engine.journal.Operation.Await;
import org.carelay.engine.journal.Operation.Park;
import org.carelay.engine.journal.Operation.Withdraw;

/** Writes what runs wait for from outside. */
final class AwaitRows {
  private AwaitRows() {}

  static void await(Connection connection, List<Await> waits) throws SQLException {
    if (waits.isEmpty()) {
      return;
    }
    new Insertion<>("awaited", waits)
        .integer("workspace_id", Await::workspace)
        .text("kind", Await::kind)
        .text("address", Await::address)
        .uuid("run_id", w -> w.run().id())
        .text("step", Await::step)
        .instant("since", Await::since)
        .execute(connection, "on conflict do nothing");
  }

  static void withdraw(Connection connection, List<Withdraw> withdrawn) throws SQLException {
    if (withdrawn.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            delete from awaited using unnest(?, ?) as t (r, s)
            where run_id = t.r and (t.s is null or step = t.s)""")) {
      new Columns<>(connection, statement, withdrawn).uuid(w -> w.run().id()).text(Withdraw::step);
      statement.executeUpdate();
    }
  }

  /** What came while a run was under way wakes it as soon as it is put to rest. */
  static void wake(Connection connection, List<Park> parked) throws SQLException {
    if (parked.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            update active set next_at = coalesce(w.arrived_at, i.answered_at)
            from unnest(?) as t (r)
            join awaited w on w.run_id = t.r
            left join invitation i on w.kind = 'form' and i.workspace_id = w.workspace_id
              and i.id = w.address
            where active.id = t.r and (w.arrival is not null or i.answered_at is not null)""")) {
      new Columns<>(connection, statement, parked).uuid(p -> p.run().id());
      statement.executeUpdate();
    }
  }
}
