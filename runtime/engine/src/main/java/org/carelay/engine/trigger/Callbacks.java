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
  private final TriggerServices services;

  public Callbacks(TriggerServices services) {
    this.catalog = services.catalog();
    this.clients = services.clients();
    this.services = services;
  }

  /** Lets the connector judge a post; genuine news is recorded. */
  @SuppressWarnings("unchecked") // The lease's client was opened by the callback's connector.
  public Callback.Outcome receive(
      int workspace, String connection, String callbackId, HttpCall call) {
    for (var connector : catalog.connectors()) {
      for (var callback : connector.callbacks()) {
        if (callback.id().equals(callbackId)) {
          try {
            var lease = clients.lease(workspace, connector, connection, false);
            var outcome = ((Callback<Client>) callback).receive(call, lease.client());
            return outcome instanceof Callback.Outcome.Refused || call.method().equals("POST")
                ? record(workspace, outcome)
                : seen(outcome);
          } catch (Clients.NotAvailable e) {
            // Another connector may give a callback of the same name to this connection.
            continue;
          }
        }
      }
    }
    return new Callback.Outcome.Refused(404, "unknown-callback", "Nobody expects news here.");
  }

  private Callback.Outcome record(int workspace, Callback.Outcome outcome) {
    switch (outcome) {
      case Callback.Outcome.Receipt receipt -> services.receipts().accept(workspace, receipt);
      case Callback.Outcome.OptOut(var address) ->
          services.inbound().optOut(workspace, address, services);
      case Callback.Outcome.Page _, Callback.Outcome.Refused _ -> {}
    }
    return outcome;
  }

  /** Looking changes nothing. */
  private static Callback.Outcome seen(Callback.Outcome outcome) {
    return outcome instanceof Callback.Outcome.Page
        ? outcome
        : new Callback.Outcome.Refused(405, "post-only", "News is posted here.");
  }
}
