package org.carelay.engine.trigger;

import org.carelay.connector.Callback;
import org.carelay.connector.Client;
import org.carelay.connector.HttpCall;
import org.carelay.engine.store.Clients;
import org.carelay.recipe.Catalog;

/** What providers post about earlier effects. */
public final class Callbacks {
  private final Catalog catalog;
  private final Clients clients;
  private final Receipts receipts;

  public Callbacks(Catalog catalog, Clients clients, Receipts receipts) {
    this.catalog = catalog;
    this.clients = clients;
    this.receipts = receipts;
  }

  /** Lets the connector judge a post; a genuine receipt is recorded. */
  @SuppressWarnings("unchecked") // The lease's client was opened by the callback's connector.
  public Callback.Outcome receive(
      int workspace, String connection, String callbackId, HttpCall call) {
    for (var connector : catalog.connectors()) {
      for (var callback : connector.callbacks()) {
        if (callback.id().equals(callbackId)) {
          try {
            var lease = clients.lease(workspace, connector, connection, false);
            var outcome = ((Callback<Client>) callback).receive(call, lease.client());
            if (outcome instanceof Callback.Outcome.Receipt receipt) {
              receipts.accept(workspace, receipt);
            }
            return outcome;
          } catch (Clients.NotAvailable e) {
            // Another connector may give a callback of the same name to this connection.
            continue;
          }
        }
      }
    }
    return new Callback.Outcome.Refused(404, "unknown-callback", "Nobody expects news here.");
  }
}
