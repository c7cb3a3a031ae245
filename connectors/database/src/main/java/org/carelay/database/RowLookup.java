package org.carelay.database;

import java.time.Instant;
import org.carelay.connector.ConnectorException;

/** Whether rows are there. */
final class RowLookup {
  private RowLookup() {}

  static long count(DatabaseClient client, RowWrite key, Instant until)
      throws ConnectorException, InterruptedException {
    var dialect = client.dialect();
    var sql =
        "select count(*) from %s where %s"
            .formatted(key.table().sqlName(dialect), key.condition(dialect));
    return client.with(
        until,
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            Parameters.bind(statement, key.types(), key.values());
            try (var found = statement.executeQuery()) {
              found.next();
              return found.getLong(1);
            }
          }
        });
  }
}
