package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.carelay.engine.journal.Operation.Accept;

/** Writes accepted events, and the runs they open. */
final class EventRows {
  private EventRows() {}

  /**
   * Writes what is new.
   *
   * @param before the polls whose events are there already
   * @return the events that had been accepted before, with the id under which
   */
  static Map<UUID, UUID> accept(
      Connection connection,
      List<Accept> events,
      Set<UUID> before,
      UUID node,
      Map<String, Long> counts)
      throws SQLException {
    var duplicates = new HashMap<UUID, UUID>();
    var keyed = events.stream().filter(e -> e.poll() == null).toList();
    var fresh = fresh(connection, keyed, duplicates);
    var accepted =
        events.stream()
            .filter(e -> e.poll() == null ? fresh.test(e) : !before.contains(e.poll()))
            .toList();
    insertEvents(connection, accepted);
    insertRuns(connection, accepted.stream().filter(e -> e.opens() != null).toList(), node);
    if (!accepted.isEmpty()) {
      counts.merge("events", (long) accepted.size(), Long::sum);
    }
    if (!duplicates.isEmpty()) {
      counts.merge("deduplicated", (long) duplicates.size(), Long::sum);
    }
    return duplicates;
  }

  /** By their keys, which are kept. */
  private static Predicate<Accept> fresh(
      Connection connection, List<Accept> events, Map<UUID, UUID> duplicates) throws SQLException {
    if (events.isEmpty() || insertKeys(connection, events) == events.size()) {
      return event -> true;
    }
    var fresh = new HashSet<UUID>();
    findStanding(connection, events, fresh, duplicates);
    return event -> fresh.contains(event.run().id());
  }

  /**
   * @return how many of the keys were new
   */
  private static int insertKeys(Connection connection, List<Accept> events) throws SQLException {
    return new Insertion<>("event_key", events)
        .integer("workspace_id", Accept::workspace)
        .text("recipe", Accept::recipe)
        .text("key", Accept::key)
        .uuid("event_id", e -> e.run().id())
        .instant("accepted_at", e -> e.run().acceptedAt())
        .execute(connection, "on conflict do nothing");
  }

  /**
   * Tells events apart whose keys were not all new. A key that stands with the same event's id, but
   * not since this transaction, is our own, from a commit whose answer was lost: neither fresh nor
   * a duplicate.
   */
  private static void findStanding(
      Connection connection, List<Accept> events, Set<UUID> fresh, Map<UUID, UUID> duplicates)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select t.e, k.event_id, k.xmin = pg_current_xact_id()::xid
            from unnest(?, ?, ?, ?) as t (w, r, k, e)
            join event_key k on k.workspace_id = t.w and k.recipe = t.r and k.key = t.k""")) {
      new Columns<>(connection, statement, events)
          .integer(Accept::workspace)
          .text(Accept::recipe)
          .text(Accept::key)
          .uuid(e -> e.run().id());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var given = rows.getObject(1, UUID.class);
          var standing = rows.getObject(2, UUID.class);
          if (!given.equals(standing)) {
            duplicates.put(given, standing);
          } else if (rows.getBoolean(3)) {
            fresh.add(given);
          }
        }
      }
    }
  }

  private static void insertEvents(Connection connection, List<Accept> events) throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    new Insertion<>("event", events)
        .uuid("id", e -> e.run().id())
        .instant("accepted_at", e -> e.run().acceptedAt())
        .integer("workspace_id", Accept::workspace)
        .text("recipe", Accept::recipe)
        .integer("version", Accept::version)
        .text("key", Accept::key)
        .text("subject", Accept::subject)
        .instant("occurred_at", Accept::occurredAt)
        .text("verdict", e -> e.opens() == null ? "filtered" : "run")
        .uuid("replay_of", Accept::replayOf)
        .bytes("data", Accept::data)
        .execute(connection, "");
  }

  private static void insertRuns(Connection connection, List<Accept> events, UUID node)
      throws SQLException {
    if (events.isEmpty()) {
      return;
    }
    new Insertion<>("active", events)
        .uuid("id", e -> e.run().id())
        .instant("accepted_at", e -> e.run().acceptedAt())
        .integer("workspace_id", Accept::workspace)
        .text("recipe", Accept::recipe)
        .integer("version", Accept::version)
        .text("order_key", Accept::orderKey)
        .uuid("batch", Accept::batch)
        .text("state", e -> e.opens() == null ? "" : e.opens().id())
        .uuid("node_id", e -> e.mine() ? node : null)
        .instant(
            "next_at",
            e -> !e.mine() && e.opens() == RunState.RUNNING ? e.run().acceptedAt() : null)
        .execute(connection, "");
  }
}
