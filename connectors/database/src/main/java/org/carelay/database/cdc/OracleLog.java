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
 * Oracle's redo log, read by LogMiner for as long as the server keeps it and its archive. Never
 * tried against a live server.
 */
final class OracleLog implements ChangeLog {
  private final DatabaseSettings settings;
  private final String name;

  OracleLog(DatabaseSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  public Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException, InterruptedException {
    var container = OracleProperties.Address.of(settings.url()).container();
    return access.with(
        connection -> {
          var server = OracleState.look(connection, container);
          var diagnosis = diagnosis(connection, server, request);
          if (diagnosis.listening().isEmpty()) {
            return new Look(diagnosis, null, null, List.of());
          }
          var start = start(connection, server, stored);
          return new Look(
              diagnosis, start, new Since(server.scn() + 1, server.micros(), name), List.of());
        });
  }

  private static Diagnosis diagnosis(Connection connection, OracleState server, Request request)
      throws SQLException {
    var diagnosis = new Diagnosis();
    var common = server.notices();
    for (var each : request.subscriptions()) {
      var input = (RowChanged.Input) each.input();
      var notices = new ArrayList<>(common);
      var table = common.isEmpty() ? OracleTable.look(connection, input.table()) : null;
      if (table != null) {
        notices.addAll(table.notices(input));
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

  private static Start start(Connection connection, OracleState server, @Nullable String stored)
      throws SQLException {
    var fresh = offset(server.scn());
    if (stored == null) {
      return new Start(fresh, false, false);
    }
    var ours = Long.parseLong(LogOffset.parse(stored).get("scn"));
    return ours < OracleState.oldest(connection)
        ? new Start(fresh, true, false)
        : new Start(stored, false, false);
  }

  /** What Debezium stores when it has read up to there. */
  static String offset(long scn) {
    return "{\"scn\":\"%1$d\",\"commit_scn\":\"%1$d:1:\"}".formatted(scn);
  }

  @Override
  public Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException {
    return new Opening(
        tables,
        position,
        OracleProperties.of(settings, name, tables, position),
        new OracleReader(position),
        "",
        null);
  }
}
