package org.carelay.engine.store;

import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/** A connection's durable notes. */
final class Notes implements Memory {
  private final Sql sql;
  private final int workspace;
  private final String connection;

  Notes(Sql sql, int workspace, String connection) {
    this.sql = sql;
    this.workspace = workspace;
    this.connection = connection;
  }

  @Override
  public @Nullable String get(String key) {
    return sql.first(
        "select value from connection_note where workspace_id = ? and connection = ? and key = ?",
        row -> row.getString(1),
        workspace,
        connection,
        key);
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    return sql
        .list(
            "select key, value from connection_note"
                + " where workspace_id = ? and connection = ? and starts_with(key, ?)",
            row -> Map.entry(row.getString(1), row.getString(2)),
            workspace,
            connection,
            prefix)
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void put(String key, String value) {
    sql.update(
        """
        insert into connection_note (workspace_id, connection, key, value) values (?, ?, ?, ?)
        on conflict (workspace_id, connection, key)
        do update set value = excluded.value, updated_at = now()""",
        workspace,
        connection,
        key,
        value);
  }

  @Override
  public void remove(String key) {
    sql.update(
        "delete from connection_note where workspace_id = ? and connection = ? and key = ?",
        workspace,
        connection,
        key);
  }
}
