package org.carelay.database;

import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Choice;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.database.cdc.RowChanged;

/** PostgreSQL and MariaDB databases, and the changes of others. */
public final class DatabaseConnector implements Connector<DatabaseSettings, DatabaseClient> {
  @Override
  public About about() {
    return new About(
        "database",
        "Database",
        "Reads and writes rows in PostgreSQL and MariaDB, and hears of their changes; also of changes in SQL Server, Oracle and MongoDB, which was not tried against such a server.");
  }

  @Override
  public Class<DatabaseSettings> settings() {
    return DatabaseSettings.class;
  }

  @Override
  public DatabaseClient open(DatabaseSettings settings, ConnectionContext context) {
    return new DatabaseClient(settings, context);
  }

  @Override
  public String test(DatabaseClient client) throws ConnectorException, InterruptedException {
    return client.greet();
  }

  @Override
  public List<Choice> choices(DatabaseClient client, String of, Map<String, Object> written)
      throws ConnectorException, InterruptedException {
    return switch (of) {
      case "tables" -> client.tableNames().stream().map(Choice::of).toList();
      case "columns" ->
          written.get("table") instanceof String table && !table.isBlank()
              ? client.columnNames(table).stream().map(Choice::of).toList()
              : List.of();
      default -> List.of();
    };
  }

  /** So that somebody looks after a replication slot also when all its recipes are paused. */
  @Override
  public List<Poller<DatabaseClient>> watches() {
    return List.of(new RowChanged().poller());
  }

  @Override
  public List<PollingTrigger<DatabaseClient, ?>> triggers() {
    return List.of(new RowChanged(), new RowPolled());
  }

  @Override
  public List<Action<DatabaseClient, ?, ?>> actions() {
    return List.of(
        new QueryAction(),
        new InsertAction(),
        new UpdateAction(),
        new AppendAction(),
        new DeleteAction(),
        new CallAction());
  }
}
