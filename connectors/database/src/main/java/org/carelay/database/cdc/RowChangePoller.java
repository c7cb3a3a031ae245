package org.carelay.database.cdc;

import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.database.DatabaseClient;

/** Hands the question to the connection's capture, which holds what must not be opened twice. */
final class RowChangePoller implements Poller<DatabaseClient> {
  static final RowChangePoller INSTANCE = new RowChangePoller();

  private RowChangePoller() {}

  @Override
  public String id() {
    return "row-changes";
  }

  @Override
  public Result poll(DatabaseClient client, Request request)
      throws ConnectorException, InterruptedException {
    return client.capture().poll(request);
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public boolean repeats(DatabaseClient client) {
    return client.capture().repeats();
  }

  @Override
  public void committed(DatabaseClient client, Result result) {
    client.capture().committed(result);
  }
}
