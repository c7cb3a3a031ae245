package org.carelay.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.carelay.engine.Json;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;

/** Named, sealed settings for connectors. */
public final class Connections {
  private final Sql sql;
  private final Clock clock;
  private final Catalog catalog;
  private final Sealing sealing;

  public Connections(Sql sql, Clock clock, Catalog catalog, Sealing sealing) {
    this.sql = sql;
    this.clock = clock;
    this.catalog = catalog;
    this.sealing = sealing;
  }

  /** A connection as it may be shown: without secrets. */
  public record Shown(
      String id, String connector, int version, Instant updatedAt, Map<String, Object> settings) {}

  /** A connection as it is used. */
  record Stored(String id, String connector, int version, byte[] sealed) {}

  /** What came of a {@link #put}. */
  public sealed interface Put {
    record Created() implements Put {}

    record Replaced() implements Put {}

    record Refused(List<InputProblem> problems) implements Put {}
  }

  /**
   * Creates or replaces. A secret that is left out keeps its value where the connector stays the
   * same, so that a form without secrets can be saved.
   */
  public Put put(int workspace, String id, String connectorId, Map<String, Object> settings) {
    var connector = catalog.connector(connectorId);
    if (connector == null) {
      return new Put.Refused(
          List.of(
              new InputProblem(
                  "/connector",
                  "unknown-connector",
                  "There is no connector \"" + connectorId + "\".")));
    }
    var before = stored(workspace, id);
    var complete =
        before != null && before.connector().equals(connectorId)
            ? Secrets.completed(connector.settings(), settings, open(workspace, before))
            : settings;
    try {
      Binder.bind(complete, connector.settings());
    } catch (BindingException e) {
      return new Put.Refused(e.problems());
    }
    var told = Secrets.inAddresses(connector.settings(), complete, "");
    if (!told.isEmpty()) {
      return new Put.Refused(told);
    }
    sql.update(
        """
        insert into connection (workspace_id, id, connector, version, settings, updated_at)
        values (?, ?, ?, 1, ?, ?)
        on conflict (workspace_id, id) do update
          set connector = excluded.connector, version = connection.version + 1,
              settings = excluded.settings, updated_at = excluded.updated_at""",
        workspace,
        id,
        connectorId,
        sealing.seal(Json.bytes(complete), about(workspace, id)),
        clock.instant());
    return before == null ? new Put.Created() : new Put.Replaced();
  }

  public List<Shown> list(int workspace) {
    return sql.list(
        "select id, connector, version, settings, updated_at from connection"
            + " where workspace_id = ? order by id",
        row -> {
          var stored =
              new Stored(
                  row.getString("id"),
                  row.getString("connector"),
                  row.getInt("version"),
                  row.getBytes("settings"));
          return new Shown(
              stored.id(),
              stored.connector(),
              stored.version(),
              Sql.instant(row, "updated_at"),
              withoutSecrets(workspace, stored));
        },
        workspace);
  }

  /**
   * @return false where there is none
   */
  public boolean delete(int workspace, String id) {
    return sql.update("delete from connection where workspace_id = ? and id = ?", workspace, id)
        > 0;
  }

  /** The names of those that were saved with another key than ours, and so cannot be used. */
  public List<String> sealedOtherwise(int workspace) {
    return sql
        .list(
            "select id, connector, version, settings from connection where workspace_id = ?"
                + " order by id",
            Connections::stored,
            workspace)
        .stream()
        .filter(stored -> !opens(workspace, stored))
        .map(Stored::id)
        .toList();
  }

  private boolean opens(int workspace, Stored stored) {
    try {
      sealing.open(stored.sealed(), about(workspace, stored.id()));
      return true;
    } catch (IllegalStateException e) {
      return false; // as Sealing says of another key
    }
  }

  /** The names of a connector's connections. */
  List<String> of(int workspace, String connector) {
    return sql.list(
        "select id from connection where workspace_id = ? and connector = ? order by id",
        row -> row.getString(1),
        workspace,
        connector);
  }

  @Nullable Stored stored(int workspace, String id) {
    return sql.first(
        "select id, connector, version, settings from connection where workspace_id = ? and id = ?",
        Connections::stored,
        workspace,
        id);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(row.getString(1), row.getString(2), row.getInt(3), row.getBytes(4));
  }

  Map<String, Object> open(int workspace, Stored stored) {
    return Json.map(sealing.open(stored.sealed(), about(workspace, stored.id())));
  }

  private Map<String, Object> withoutSecrets(int workspace, Stored stored) {
    var connector = catalog.connector(stored.connector());
    if (connector == null) {
      return Map.of();
    }
    return Secrets.without(connector.settings(), open(workspace, stored));
  }

  private static String about(int workspace, String id) {
    return "connection/" + workspace + "/" + id;
  }
}
