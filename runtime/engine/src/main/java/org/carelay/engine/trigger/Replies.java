package org.carelay.engine.trigger;

import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Clients;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.jspecify.annotations.Nullable;

/**
 * Messages from people that no recipe listens for: they land in attention, so that somebody reads
 * them.
 */
final class Replies {
  private static final int WORKSPACE = 1;

  private final TriggerServices services;

  Replies(TriggerServices services) {
    this.services = services;
  }

  /**
   * @return null where the path is not that of a connection's incoming messages
   */
  Hooks.@Nullable Answer receive(String path, HttpCall call) {
    for (var connector : services.catalog().connectors()) {
      for (var trigger : connector.triggers()) {
        if (trigger instanceof HttpTrigger<?, ?> pushed
            && path.startsWith(connector.about().id() + "/")) {
          var answer = receive(path, call, pushed, connector.about().id());
          if (answer != null) {
            return answer;
          }
        }
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // Input and client belong to the trigger's connector.
  private Hooks.@Nullable Answer receive(
      String path, HttpCall call, HttpTrigger<?, ?> pushed, String connectorId) {
    var connector = services.catalog().connector(connectorId);
    var parts = path.split("/", -1);
    if (connector == null || parts.length < 2) {
      return null;
    }
    var connection = parts[1];
    try {
      var trigger = (HttpTrigger<Client, Record>) pushed;
      var input = Binder.bind(Map.of(), trigger.input());
      if (!trigger.path(input, connection).equals(path)) {
        return null;
      }
      var lease = services.clients().lease(WORKSPACE, connector, connection, false);
      return switch (trigger.receive(call, input, lease.client())) {
        case HttpTrigger.Outcome.Refused(int status, var code, var message) ->
            new Hooks.Answer.Refused(status, code, message);
        case HttpTrigger.Outcome.Accepted(List<TriggerEvent> events, var reply) -> {
          var left =
              events.stream()
                  .filter(e -> !services.inbound().takes(WORKSPACE, e, services))
                  .map(e -> raise(WORKSPACE, connection, e, services))
                  .toList();
          if (!left.isEmpty()) {
            services.journal().commit(left);
          }
          yield new Hooks.Answer.Done(List.of(), reply);
        }
      };
    } catch (BindingException | Clients.NotAvailable e) {
      return null;
    }
  }

  /** A message that nobody and nothing has taken. */
  static Operation raise(
      int workspace, String connection, TriggerEvent event, TriggerServices services) {
    var message = event.data().get("message") instanceof Map<?, ?> m ? m : Map.of();
    return new Operation.Raise(
        workspace,
        "reply/" + connection + "/" + event.key(),
        "reply",
        null,
        null,
        null,
        "A reply from " + message.get("from") + ": " + message.get("body"),
        List.of("done"),
        services.ids().now());
  }
}
