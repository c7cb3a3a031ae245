package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.carelay.connector.Condition.Measure;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.StateChange;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgConnection;

/** PostgreSQL's write-ahead log, which the server keeps for us from a replication slot on. */
final class PostgresLog implements ChangeLog {
  private final DatabaseSettings settings;
  private final String name;
  private @Nullable RetainedLog retained;
  private @Nullable Slot seen;
  private Server server = new Server("", 0);
  private @Nullable LogEnd end;

  /**
   * @param name of slot and publication
   */
  PostgresLog(DatabaseSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  public Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException, InterruptedException {
    return access.with(connection -> look(connection, request));
  }

  private Look look(Connection connection, Request request) throws SQLException, Permanent {
    var host = connection.unwrap(PgConnection.class).getQueryExecutor().getHostSpec();
    server = new Server(host.getHost(), host.getPort());
    var diagnosis = PostgresDiagnosis.of(connection, name, request.subscriptions());
    if (diagnosis.listening().isEmpty()) {
      return new Look(diagnosis, null, null, List.of());
    }
    var retained = RetainedLog.of(connection, settings, name, request.shared());
    this.retained = retained;
    seen = retained.slot();
    if (retained.isPaused()) {
      return new Look(diagnosis, null, null, retained.notices());
    }
    var elsewhere = new ReadElsewhere(LogEnd.of(connection).database(), request.shared());
    var start = Slot.ensure(connection, name, elsewhere.position());
    var end = LogEnd.of(connection);
    this.end = end;
    var now = new Since(end.place(), end.micros(), name);
    var notices = new ArrayList<>(retained.notices());
    notices.addAll(elsewhere.notices(name, request.clock().instant()));
    return new Look(diagnosis, start, now, notices);
  }

  @Override
  public Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException {
    var start = Position.parse(position);
    return new Opening(
        tables,
        position,
        PostgresProperties.of(settings, server, name, tables, start),
        new PostgresReader(start),
        server.toString(),
        null);
  }

  @Override
  public String server() {
    return server.toString();
  }

  @Override
  public void mark(Access access) throws ConnectorException, InterruptedException {
    access.with(
        connection -> {
          Slot.mark(connection);
          return true;
        });
  }

  @Override
  public List<Notice> watch(Access access) throws ConnectorException, InterruptedException {
    return access.with(
        connection -> {
          var slot = Slot.look(connection, name);
          seen = slot != null && slot.retained() > settings.mostRetained() ? null : slot;
          return slot == null ? List.of() : RetainedLog.watch(connection, settings, name, slot);
        });
  }

  @Override
  public String kept(Access access) throws ConnectorException, InterruptedException {
    var slot = access.with(connection -> Optional.ofNullable(Slot.look(connection, name)));
    return slot.map(each -> RetainedLog.sentence(each, settings.mostRetained())).orElse("");
  }

  @Override
  public Kept kept() {
    var slot = seen;
    return slot == null
        ? Kept.NOTHING
        : new Kept(
            RetainedLog.sentence(slot, settings.mostRetained()),
            List.of(
                new Measure(
                    "cdc.retained.bytes",
                    "Log that the database keeps for the changes of rows",
                    slot.retained()),
                new Measure(
                    "cdc.retained.limit.bytes",
                    "What it may keep before that is dropped",
                    settings.mostRetained()),
                new Measure(
                    "cdc.behind.bytes", "Log that was written and not yet read", slot.behind()),
                new Measure(
                    "cdc.slot.active",
                    "1 while the replication slot is being read",
                    slot.active() ? 1 : 0),
                new Measure(
                    "cdc.slot.lost",
                    "1 when the database has thrown away log that was not read",
                    slot.lost() ? 1 : 0)));
  }

  @Override
  public List<StateChange> remembered(Map<String, String> shared) {
    if (retained == null) {
      return List.of();
    }
    var changes = new ArrayList<>(retained.changes());
    if (end != null) {
      changes.addAll(new ReadElsewhere(end.database(), shared).changes(end.at()));
    }
    return changes;
  }

  @Override
  public void release(Access access) throws ConnectorException, InterruptedException {
    access.with(
        connection -> {
          Slot.drop(connection, name);
          Publication.drop(connection, name);
          return true;
        });
  }
}
