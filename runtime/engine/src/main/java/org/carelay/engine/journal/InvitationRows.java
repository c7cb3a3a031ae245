package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.carelay.engine.journal.Operation.Invite;

/** Writes the personal links that steps have made. */
final class InvitationRows {
  private InvitationRows() {}

  static void invite(Connection connection, List<Invite> invitations) throws SQLException {
    if (invitations.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            insert into invitation (workspace_id, id, token_hash, run_id, recipe, step, subject, page,
                                    input, starts, created_at, expires_at)
            select w, i, h, r, c, s, j, p, b, t, 'epoch'::timestamptz + a * interval '1 us',
                   'epoch'::timestamptz + e * interval '1 us'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as x (w, i, h, r, c, s, j, p, b, t, a, e)
            on conflict do nothing""")) {
      new Columns<>(connection, statement, invitations)
          .integer(Invite::workspace)
          .text(Invite::id)
          .bytes(Invite::tokenHash)
          .uuid(i -> i.run().id())
          .text(Invite::recipe)
          .text(Invite::step)
          .text(Invite::subject)
          .text(Invite::page)
          .bytes(Invite::input)
          .text(Invite::starts)
          .instant(Invite::at)
          .instant(Invite::expires);
      statement.executeUpdate();
    }
  }
}
