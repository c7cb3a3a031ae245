package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller.Request;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server's change tables, which its Agent fills, and empties by age whether they were read or
 * not. Never tried against a live server.
 */
final class SqlServerLog implements ChangeLog {
  private final DatabaseSettings settings;
  private final String name;

  SqlServerLog(DatabaseSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  public Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException, InterruptedException {
    return access.with(
        connection -> {
          var diagnosis = diagnosis(connection, request);
          if (diagnosis.listening().isEmpty()) {
            return new Look(diagnosis, null, null, List.of());
          }
          var end = SqlServerState.end(connection);
          var now = new Since(SqlServerReader.place(end) + 1, SqlServerState.now(connection), name);
          return new Look(diagnosis, start(connection, stored, end), now, List.of());
        });
  }

  private static Diagnosis diagnosis(Connection connection, Request request) throws SQLException {
    var diagnosis = new Diagnosis();
    var server = SqlServerState.look(connection);
    var common = server.notices();
    for (var each : request.subscriptions()) {
      var input = (RowChanged.Input) each.input();
      var notices = new ArrayList<>(common);
      var table = common.isEmpty() ? SqlServerTable.look(connection, input.table()) : null;
      if (table != null) {
        notices.addAll(table.notices(input, server.user()));
      } else if (common.isEmpty()) {
        notices.add(TableColumns.noSuchTable(input.table()));
      }
      diagnosis.notices().put(each.id(), notices);
      if (notices.isEmpty() && table != null) {
        diagnosis.listening().put(each.id(), table.columns().listening(input));
      }
    }
    return diagnosis;
  }

  private static Start start(Connection connection, @Nullable String stored, String end)
      throws SQLException {
    var fresh = "{\"commit_lsn\":\"%s\",\"event_serial_no\":1}".formatted(end);
    if (stored == null) {
      return new Start(fresh, false, false);
    }
    return SqlServerState.isGone(connection, LogOffset.parse(stored).get("commit_lsn"))
        ? new Start(fresh, true, false)
        : new Start(stored, false, false);
  }

  @Override
  public Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException {
    return new Opening(
        tables,
        position,
        SqlServerProperties.of(settings, name, tables, position),
        new SqlServerReader(position),
        "",
        null);
  }
}
