package org.carelay.server;

import java.net.URI;
import java.time.Clock;
import org.carelay.engine.Engine;
import org.carelay.engine.store.Clients;
import org.carelay.practice.PracticeClinic;
import org.carelay.recipe.Catalog;
import org.carelay.schedule.Calendars;
import org.carelay.workers.Functions;
import org.jspecify.annotations.Nullable;

/**
 * The running parts that requests are answered with.
 *
 * @param practice null outside mode practice
 * @param publicUrl how the outside reaches this server, without a slash at the end
 */
public record Services(
    Engine engine,
    Catalog catalog,
    Functions functions,
    Calendars calendars,
    @Nullable PracticeClinic practice,
    URI publicUrl,
    Clock clock) {
  /** The one workspace there is until there are more; every row in the database names it. */
  public static final int WORKSPACE = 1;

  /** An opened connection, for what the server itself offers with it. */
  public Clients.Lease lease(String connectorId, String connection) throws Clients.NotAvailable {
    var connector = catalog.connector(connectorId);
    if (connector == null) {
      throw Clients.noSuchConnection(connection);
    }
    return engine.clients().lease(WORKSPACE, connector, connection, false);
  }
}
