package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's change streams, which the server keeps for as long as its oplog reaches. Never tried
 * against a live server.
 */
final class MongoLog implements ChangeLog {
  private final DatabaseSettings settings;
  private final String name;
  private @Nullable MongoServer mongo;

  /**
   * @param name of Debezium's engine
   */
  MongoLog(DatabaseSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  private MongoServer opened() throws ConnectorException {
    var known = mongo;
    if (known == null) {
      known = MongoServer.open(settings);
      mongo = known;
    }
    return known;
  }

  String greeting() throws ConnectorException {
    return opened().greeting();
  }

  List<String> collections() throws ConnectorException {
    return opened().collections();
  }

  @Override
  public Look look(Access access, Request request, @Nullable String stored, boolean reading)
      throws ConnectorException {
    var asked = opened();
    var diagnosis = diagnosis(asked, request);
    if (diagnosis.listening().isEmpty()) {
      return new Look(diagnosis, null, null, List.of());
    }
    var now = asked.now();
    var since = new Since(now.place() + 1, now.micros(), name);
    if (stored != null && (reading || asked.has(LogOffset.parse(stored).get("resume_token")))) {
      return new Look(diagnosis, new Start(stored, false, false), since, List.of());
    }
    return new Look(diagnosis, new Start(now.offset(), stored != null, false), since, List.of());
  }

  private static Diagnosis diagnosis(MongoServer server, Request request)
      throws ConnectorException {
    var diagnosis = new Diagnosis();
    var common = server.notices();
    for (var each : request.subscriptions()) {
      var input = (RowChanged.Input) each.input();
      var wanted = TableName.parse(input.table());
      var notices = new ArrayList<Notice>(common);
      if (common.isEmpty()) {
        notices.addAll(server.notices(wanted));
      }
      diagnosis.notices().put(each.id(), notices);
      if (notices.isEmpty()) {
        // Documents have no fixed fields, so any may be watched.
        var columns =
            new TableColumns(
                server.database() + "." + wanted.name(), new LinkedHashSet<>(input.watched()));
        diagnosis.listening().put(each.id(), columns.listening(input));
      }
    }
    return diagnosis;
  }

  @Override
  public Opening opening(Set<String> tables, String position, Map<String, String> shared)
      throws ConnectorException {
    return new Opening(
        tables,
        position,
        MongoProperties.of(settings, name, tables, position),
        new MongoReader(position),
        "",
        null);
  }

  @Override
  public void close() {
    var known = mongo;
    if (known != null) {
      known.close();
      mongo = null;
    }
  }
}
