package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Subscription;
import org.jspecify.annotations.Nullable;

/** Looks at a PostgreSQL server and its tables, and publishes those that are healthy. */
final class PostgresDiagnosis {
  private final Diagnosis diagnosis = new Diagnosis();
  private final Map<String, TableState> tables = new LinkedHashMap<>();
  private final Connection connection;
  private final ServerState server;

  private PostgresDiagnosis(Connection connection) throws SQLException {
    this.connection = connection;
    this.server = ServerState.look(connection);
  }

  static Diagnosis of(Connection connection, String publication, List<Subscription> subscriptions)
      throws SQLException {
    var looking = new PostgresDiagnosis(connection);
    for (var each : subscriptions) {
      var notices = new ArrayList<>(looking.server.notices());
      var table = looking.table((RowChanged.Input) each.input(), notices);
      looking.diagnosis.notices().put(each.id(), notices);
      if (notices.isEmpty() && table != null) {
        looking.listen(each, table);
      }
    }
    looking.publish(publication);
    return looking.diagnosis;
  }

  private @Nullable TableState table(RowChanged.Input input, List<Notice> notices)
      throws SQLException {
    var table = TableState.look(connection, input.table());
    if (table == null) {
      notices.add(TableColumns.noSuchTable(input.table()));
    } else {
      notices.addAll(table.notices(input, server.user()));
    }
    return table;
  }

  private void listen(Subscription subscription, TableState table) {
    tables.put(table.fullName(), table);
    var input = (RowChanged.Input) subscription.input();
    diagnosis.listening().put(subscription.id(), table.columns().listening(input));
  }

  /** Only tables that are found healthy: publishing any other could stop the site's own updates. */
  private void publish(String publication) throws SQLException {
    var missing = Publication.ensure(connection, publication, List.copyOf(tables.values()));
    diagnosis
        .listening()
        .entrySet()
        .removeIf(
            each -> {
              var sql = missing.get(each.getValue().table());
              if (sql == null) {
                return false;
              }
              diagnosis
                  .notices()
                  .computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                  .add(notice(sql));
              return true;
            });
  }

  private static Notice notice(String sql) {
    return new Notice(
        "publication",
        "publication-missing",
        true,
        "The database user may not publish the changes of this table. Let the table's owner, or an"
            + " administrator, run: "
            + sql);
  }
}
