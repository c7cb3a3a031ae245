package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where PostgreSQL's log ends now.
 *
 * @param database whose log it is; the same on a standby, also after it took over
 * @param place of the end
 * @param micros since 1970, by the clock by which commits have their times
 */
record LogEnd(String database, long place, long micros) {
  Instant at() {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static LogEnd of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                select (select system_identifier from pg_control_system()) || '/' || d.oid,
                       pg_current_wal_lsn()::text,
                       (extract(epoch from clock_timestamp()) * 1000000)::bigint
                from pg_database d where d.datname = current_database()""")) {
      row.next();
      return new LogEnd(row.getString(1), Lsn.parse(row.getString(2)), row.getLong(3));
    }
  }
}
