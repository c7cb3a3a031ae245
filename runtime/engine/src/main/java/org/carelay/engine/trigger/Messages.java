package org.carelay.engine.trigger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.Operation;

/** What people have written, as one poll found it: each message is taken once for all recipes. */
final class Messages {
  private final PollGroup group;
  private final TriggerServices services;
  private final Map<String, Boolean> taken = new HashMap<>();

  Messages(PollGroup group, TriggerServices services) {
    this.group = group;
    this.services = services;
  }

  /** The events that recipes shall see. */
  List<TriggerEvent> left(List<TriggerEvent> events) {
    return events.stream().filter(event -> !taken(event)).toList();
  }

  /** For a person: the messages for which there is neither a recipe nor a run that waits. */
  List<Operation> unheard(List<TriggerEvent> messages) {
    var connection = group.connection() == null ? group.id() : group.connection();
    return left(messages).stream()
        .map(event -> Replies.raise(group.workspace(), connection, event, services))
        .toList();
  }

  private boolean taken(TriggerEvent event) {
    return taken.computeIfAbsent(
        event.key(), _ -> services.inbound().takes(group.workspace(), event, services));
  }
}
