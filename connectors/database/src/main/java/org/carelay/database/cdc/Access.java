package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.carelay.connector.ConnectorException;
import org.carelay.database.DatabaseSettings;

/** What the opened connection lends to its change capture. */
public interface Access {
  DatabaseSettings settings();

  Clock clock();

  /** How long a poll waits for changes. */
  Duration waits();

  /** Whose clocks are meant by times without a zone. */
  ZoneId zone(ZoneId recipes);

  /** Does something with a pooled connection in auto-commit, and types what goes wrong. */
  <T> T with(Work<T> work) throws ConnectorException, InterruptedException;

  /** Closes idle connections: a session keeps the rights that it began with. */
  void renew();

  /** Something done with a connection. */
  interface Work<T> {
    T with(Connection connection) throws SQLException, ConnectorException, InterruptedException;
  }
}
