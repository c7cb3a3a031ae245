package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database can tell each recipe what it wants to hear.
 *
 * @param listening by subscription: the table, and the watched columns by their real names
 * @param notices by subscription
 */
record Diagnosis(Map<String, Listening> listening, Map<String, List<Notice>> notices) {
  /** What one healthy subscription listens to. */
  record Listening(RowChanged.Input input, TableState table, Set<String> watched) {
    boolean wants(RowChange change) {
      return change.table().equals(table.fullName())
          && input.wants(change.operation())
          && !change.lacksBefore()
          && (change.operation() != RowOperation.UPDATE
              || watched.isEmpty()
              || change.changed().stream().anyMatch(watched::contains));
    }
  }

  /** The tables that can be published. */
  Set<String> tables() {
    var tables = new LinkedHashSet<String>();
    listening.values().forEach(each -> tables.add(each.table().fullName()));
    return tables;
  }

  static Diagnosis of(Connection connection, String publication, List<Subscription> subscriptions)
      throws SQLException {
    var server = ServerState.look(connection);
    var diagnosis = new Diagnosis(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (var each : subscriptions) {
      var notices = new ArrayList<>(server.notices());
      var listening = look(connection, (RowChanged.Input) each.input(), server.user(), notices);
      diagnosis.notices().put(each.id(), notices);
      if (notices.isEmpty() && listening != null) {
        diagnosis.listening().put(each.id(), listening);
      }
    }
    diagnosis.publish(connection, publication);
    return diagnosis;
  }

  private static @Nullable Listening look(
      Connection connection, RowChanged.Input input, String user, List<Notice> notices)
      throws SQLException {
    var table = TableState.look(connection, input.table());
    if (table == null) {
      notices.add(
          new Notice(
              "no-such-table",
              "no-such-table",
              true,
              "There is no table '%s', or this user may not see it. Correct the recipe, or the table."
                  .formatted(input.table())));
      return null;
    }
    notices.addAll(table.notices(input, user));
    var watched = new LinkedHashSet<String>();
    for (var each : input.watched()) {
      var column = table.column(each);
      if (column != null) {
        watched.add(column);
      }
    }
    return new Listening(input, table, watched);
  }

  /** Only tables that are found healthy: publishing any other could stop the site's own updates. */
  private void publish(Connection connection, String publication) throws SQLException {
    var tables = new LinkedHashMap<String, TableState>();
    listening.values().forEach(each -> tables.put(each.table().fullName(), each.table()));
    var missing = Publication.ensure(connection, publication, List.copyOf(tables.values()));
    if (missing.isEmpty()) {
      return;
    }
    listening
        .entrySet()
        .removeIf(
            each -> {
              var sql = missing.get(each.getValue().table().fullName());
              if (sql == null) {
                return false;
              }
              notices.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(notice(sql));
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
