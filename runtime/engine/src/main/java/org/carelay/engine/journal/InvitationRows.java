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
    new Insertion<>("invitation", invitations)
        .integer("workspace_id", Invite::workspace)
        .text("id", Invite::id)
        .bytes("token_hash", Invite::tokenHash)
        .uuid("run_id", i -> i.run().id())
        .text("recipe", Invite::recipe)
        .text("step", Invite::step)
        .text("subject", Invite::subject)
        .text("page", Invite::page)
        .bytes("input", Invite::input)
        .text("starts", Invite::starts)
        .instant("created_at", Invite::at)
        .instant("expires_at", Invite::expires)
        .execute(connection, "on conflict do nothing");
  }
}
