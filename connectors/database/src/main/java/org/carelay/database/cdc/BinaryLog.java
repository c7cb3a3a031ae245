package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.StateChange;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * The binary log of MariaDB and MySQL, which the server throws away by age, whether it was read or
 * not: it keeps nothing for one reader.
 */
final class BinaryLog implements ChangeLog {
  /** The library does not say when the server cuts a reader off; it gives a sign every 3 s. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final DatabaseSettings settings;
  private final String name;
  private @Nullable TableHistory history;
  private Source source = new Source(new Server("", 0), true);

  BinaryLog(DatabaseSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  public Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException, InterruptedException {
    return access.with(connection -> look(connection, request, stored, reading));
  }

  private Look look(
      Connection connection, Request request, @Nullable String stored, boolean reading)
      throws SQLException {
    var server = BinaryLogServer.look(connection);
    var address = connection.unwrap(org.mariadb.jdbc.Connection.class).getClient().getHostAddress();
    source = new Source(new Server(address.host, address.port), server.isMariaDb());
    var tables = new LinkedHashMap<String, BinaryLogTable>();
    var diagnosis = diagnosis(connection, server, request, tables);
    if (diagnosis.listening().isEmpty()) {
      return new Look(diagnosis, null, null, List.of());
    }
    var end = server.end(connection);
    var start = start(connection, server, stored, reading ? null : end);
    var known = history;
    if (known == null || stored == null || start.gap()) {
      known =
          stored == null || start.gap() ? new TableHistory() : TableHistory.of(request.shared());
      history = known;
    }
    for (var each : tables.values()) {
      if (!known.defines(each.columns().fullName())) {
        known.define(
            each.database(),
            each.columns().fullName(),
            each.definition(connection),
            BinaryLogPosition.parse(start.position()));
      }
    }
    return new Look(diagnosis, start, new Since(end.place(), now(connection), name), List.of());
  }

  /**
   * @param end absent where the log cannot be gone
   */
  private static Start start(
      Connection connection,
      BinaryLogServer server,
      @Nullable String stored,
      @Nullable BinaryLogPosition end)
      throws SQLException {
    if (stored != null
        && (end == null || server.has(connection, BinaryLogPosition.parse(stored)))) {
      return new Start(stored, false, false);
    }
    var from = end == null ? server.end(connection) : end;
    return new Start(from.text(), stored != null, false);
  }

  private static Diagnosis diagnosis(
      Connection connection,
      BinaryLogServer server,
      Request request,
      Map<String, BinaryLogTable> tables)
      throws SQLException {
    var diagnosis = new Diagnosis();
    var common = server.notices();
    for (var each : request.subscriptions()) {
      var input = (RowChanged.Input) each.input();
      var notices = new ArrayList<>(common);
      var table = BinaryLogTable.look(connection, input.table());
      if (table == null) {
        notices.add(TableColumns.noSuchTable(input.table()));
      } else {
        notices.addAll(table.columns().missing(input));
        if (common.isEmpty() && !server.logs(connection, table.database())) {
          notices.add(notLogged(table.database()));
        }
      }
      diagnosis.notices().put(each.id(), notices);
      if (notices.isEmpty() && table != null) {
        diagnosis.listening().put(each.id(), table.columns().listening(input));
        tables.put(table.columns().fullName(), table);
      }
    }
    return diagnosis;
  }

  private static Notice notLogged(String database) {
    return new Notice(
        "database-not-logged",
        "database-not-logged",
        true,
        "The server leaves the database %s out of its log. Change the lines binlog_do_db and binlog_ignore_db in the server's configuration, and restart it."
            .formatted(database));
  }

  private static long now(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select unix_timestamp(now(6))")) {
      row.next();
      return ChronoUnit.MICROS.between(
          Instant.EPOCH,
          Instant.EPOCH.plusNanos(row.getBigDecimal(1).movePointRight(9).longValue()));
    }
  }

  @Override
  public Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException {
    var known = history == null ? TableHistory.of(shared) : history;
    var start = BinaryLogPosition.parse(position).forServer();
    return new Opening(
        tables,
        position,
        BinaryLogProperties.of(settings, name, tables, new BinaryLogStart(source, start, known)),
        new BinaryLogReader(position),
        server(),
        SILENCE);
  }

  @Override
  public List<StateChange> remembered(Map<String, String> shared) {
    return history == null ? List.of() : history.unsaved(shared);
  }

  @Override
  public String server() {
    return source.server().toString();
  }

  /** Which server is read, of those in the connection's address. */
  record Source(Server server, boolean mariaDb) {}

  /** Where to read from, and what the tables were like there. */
  record BinaryLogStart(Source source, BinaryLogPosition position, TableHistory history) {}
}
