package org.carelay.engine;

import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Connections;
import org.carelay.engine.trigger.Triggers;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;

/** Changes connections so that triggers and runs follow, and tries them. */
record ConnectionDesk(
    Connections connections,
    Clients clients,
    Triggers triggers,
    RunJournal journal,
    Ids ids,
    Catalog catalog) {

  Connections.Put put(int workspace, String id, String connector, Map<String, Object> settings) {
    var put = connections.put(workspace, id, connector, settings);
    clients.forget(workspace, id);
    triggers.refresh();
    return put;
  }

  /** What cannot be given back outside is a matter for a person. */
  boolean delete(int workspace, String id) {
    var left = released(workspace, id);
    if (left != null) {
      journal.commit(
          List.of(
              new Operation.Raise(
                  workspace,
                  "deleted-connection/" + id,
                  "connection",
                  null,
                  null,
                  null,
                  "The connection \"" + id + "\" was deleted, but something is left: " + left,
                  List.of("done"),
                  ids.now())));
    }
    var deleted = connections.delete(workspace, id);
    clients.forget(workspace, id);
    triggers.refresh();
    return deleted;
  }

  private @Nullable String released(int workspace, String id) {
    try {
      return clients.release(workspace, id);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "it was not asked to give back what it keeps.";
    }
  }

  String test(int workspace, String id)
      throws ConnectorException, InterruptedException, Clients.NotAvailable {
    var shown =
        connections.list(workspace).stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElse(null);
    var connector = shown == null ? null : catalog.connector(shown.connector());
    if (connector == null) {
      throw Clients.noSuchConnection(id);
    }
    return test(workspace, connector, id);
  }

  @SuppressWarnings("unchecked") // The lease's client was opened by this connector.
  private String test(int workspace, Connector<?, ?> connector, String id)
      throws ConnectorException, InterruptedException, Clients.NotAvailable {
    var lease = clients.lease(workspace, connector, id, false);
    return ((Connector<?, Client>) connector).test(lease.client());
  }
}
