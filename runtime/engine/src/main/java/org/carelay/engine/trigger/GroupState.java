package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.StateChange;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Sql;

/** What a group's polls remember, read once and kept in step with what is committed. */
final class GroupState {
  private final Sql sql;
  private final PollGroup group;
  private final Map<String, Map<String, String>> byOwner = new HashMap<>();
  private long revision;

  GroupState(Sql sql, PollGroup group) {
    this.sql = sql;
    this.group = group;
    this.revision = readRevision();
  }

  long revision() {
    return revision;
  }

  Map<String, String> shared() {
    return of("poller/" + group.id());
  }

  Map<String, String> subscription(String recipe) {
    return of("recipe/" + recipe);
  }

  List<Operation> sharedChanges(List<StateChange> changes) {
    return operations("poller/" + group.id(), changes);
  }

  List<Operation> subscriptionChanges(String recipe, List<StateChange> changes) {
    return operations("recipe/" + recipe, changes);
  }

  /** After the commit of a poll. */
  void committed(List<Operation> operations) {
    revision++;
    for (Operation operation : operations) {
      if (operation instanceof Operation.Remember entry) {
        var entries = byOwner.computeIfAbsent(entry.owner(), o -> new HashMap<>());
        if (entry.value() == null) {
          entries.remove(entry.key());
        } else {
          entries.put(entry.key(), entry.value());
        }
      }
    }
  }

  private Map<String, String> of(String owner) {
    return byOwner.computeIfAbsent(owner, this::read);
  }

  private Map<String, String> read(String owner) {
    var entries = new HashMap<String, String>();
    sql.list(
            "select key, value from trigger_state where workspace_id = ? and owner = ?",
            row -> Map.entry(row.getString(1), row.getString(2)),
            group.workspace(),
            owner)
        .forEach(e -> entries.put(e.getKey(), e.getValue()));
    return entries;
  }

  private List<Operation> operations(String owner, List<StateChange> changes) {
    var operations = new ArrayList<Operation>();
    for (StateChange change : changes) {
      operations.add(
          new Operation.Remember(group.workspace(), owner, change.key(), change.value()));
    }
    return operations;
  }

  private long readRevision() {
    sql.update(
        "insert into poll_group (workspace_id, id) values (?, ?) on conflict do nothing",
        group.workspace(),
        group.id());
    return sql.list(
            "select revision from poll_group where workspace_id = ? and id = ?",
            row -> row.getLong(1),
            group.workspace(),
            group.id())
        .getFirst();
  }
}
