package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.journal.Operation.Accept;

/** Writes accepted events, and the runs they open. */
final class EventRows {
  private EventRows() {}

  /**
   * @return the events that had been accepted before, with the id under which
   */
  static Map<UUID, UUID> accept(
      Connection connection, List<Accept> events, UUID node, Map<String, Long> counts)
      throws SQLException {
    if (events.isEmpty()) {
      return Map.of();
    }
    var fresh = new HashSet<UUID>();
    try (var statement =
        connection.prepareStatement(
            """
            insert into event_key (workspace_id, recipe, key, event_id, accepted_at)
            select w, r, k, e, 'epoch'::timestamptz + a * interval '1 us'
            from unnest(?, ?, ?, ?, ?) as t (w, r, k, e, a)
            on conflict do nothing returning event_id""")) {
      new Columns<>(connection, statement, events)
          .integer(Accept::workspace)
          .text(Accept::recipe)
          .text(Accept::key)
          .uuid(e -> e.run().id())
          .instant(e -> e.run().acceptedAt());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          fresh.add(rows.getObject(1, UUID.class));
        }
      }
    }
    var accepted = events.stream().filter(e -> fresh.contains(e.run().id())).toList();
    insertEvents(connection, accepted);
    insertRuns(connection, accepted.stream().filter(e -> e.opens() != null).toList(), node);
    counts.merge("events", (long) accepted.size(), Long::sum);
    if (accepted.size() == events.size()) {
      return Map.of();
    }
    var duplicates =
        findEarlier(
            connection, events.stream().filter(e -> !fresh.contains(e.run().id())).toList());
    counts.merge("deduplicated", (long) duplicates.size(), Long::sum);
    return duplicates;
  }

  /** A key that stands with the same event id is our own, from a commit whose answer was lost. */
  private static Map<UUID, UUID> findEarlier(Connection connection, List<Accept> repeated)
      throws SQLException {
    var earlier = new HashMap<UUID, UUID>();
    try (var statement =
        connection.prepareStatement(
            """
            select t.e, k.event_id from unnest(?, ?, ?, ?) as t (w, r, k, e)
            join event_key k on k.workspace_id = t.w and k.recipe = t.r and k.key = t.k""")) {
      new Columns<>(connection, statement, repeated)
          .integer(Accept::workspace)
          .text(Accept::recipe)
          .text(Accept::key)
          .uuid(e -> e.run().id());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var given = rows.getObject(1, UUID.class);
          var standing = rows.getObject(2, UUID.class);
          if (!given.equals(standing)) {
            earlier.put(given, standing);
          }
        }
      }
    }
    return earlier;
  }

  private static void insertEvents(Connection connection, List<Accept> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            insert into event (id, accepted_at, workspace_id, recipe, version, key, subject, occurred_at,
                               verdict, replay_of, data)
            select e, 'epoch'::timestamptz + a * interval '1 us', w, r, v, k, j,
                   'epoch'::timestamptz + o * interval '1 us', d, p, b
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as t (e, a, w, r, v, k, j, o, d, p, b)""")) {
      new Columns<>(connection, statement, events)
          .uuid(e -> e.run().id())
          .instant(e -> e.run().acceptedAt())
          .integer(Accept::workspace)
          .text(Accept::recipe)
          .integer(Accept::version)
          .text(Accept::key)
          .text(Accept::subject)
          .instant(Accept::occurredAt)
          .text(e -> e.opens() == null ? "filtered" : "run")
          .uuid(Accept::replayOf)
          .bytes(Accept::data);
      statement.executeUpdate();
    }
  }

  private static void insertRuns(Connection connection, List<Accept> events, UUID node)
      throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    try (var statement =
        connection.prepareStatement(
            """
            insert into active (id, accepted_at, workspace_id, recipe, version, order_key, batch,
                                state, node_id, next_at)
            select e, 'epoch'::timestamptz + a * interval '1 us', w, r, v, o, b, s, n,
                   'epoch'::timestamptz + x * interval '1 us'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as t (e, a, w, r, v, o, b, s, n, x)""")) {
      new Columns<>(connection, statement, events)
          .uuid(e -> e.run().id())
          .instant(e -> e.run().acceptedAt())
          .integer(Accept::workspace)
          .text(Accept::recipe)
          .integer(Accept::version)
          .text(Accept::orderKey)
          .uuid(Accept::batch)
          .text(e -> e.opens() == null ? "" : e.opens().id())
          .uuid(e -> e.mine() ? node : null)
          .instant(e -> !e.mine() && e.opens() == RunState.RUNNING ? e.run().acceptedAt() : null);
      statement.executeUpdate();
    }
  }
}
