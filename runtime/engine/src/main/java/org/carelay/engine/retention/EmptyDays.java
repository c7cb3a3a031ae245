package org.carelay.engine.retention;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.carelay.engine.store.Sql;

/** Drops the partitions of days of which nothing is left, so that disk space comes back. */
final class EmptyDays {
  private static final List<String> TABLES = List.of("event", "journal", "run_end");

  private final Sql sql;

  EmptyDays(Sql sql) {
    this.sql = sql;
  }

  /** Of days before an instant. */
  void drop(Instant before) {
    var last = LocalDate.ofInstant(before, ZoneOffset.UTC).minusDays(1);
    var days =
        sql.list(
            """
            select substr(relname, 7) from pg_class
            where relname ~ '^event_\\d{4}_\\d\\d_\\d\\d$' and relispartition order by 1""",
            row -> row.getString(1));
    for (var day : days) {
      if (LocalDate.parse(day.replace('_', '-')).isBefore(last)) {
        dropIfEmpty(day);
      }
    }
  }

  /** Names come from the catalogue and have the form of a date. */
  private void dropIfEmpty(String day) {
    if (!sql.inTransaction(s -> isEmpty(s, day))) {
      return;
    }
    try {
      sql.inTransaction(
          s -> {
            // Runs never wait long for this; what is busy now is dropped another hour.
            s.update("set local lock_timeout = '500ms'");
            for (var table : TABLES) {
              s.update("lock table " + table + " in access exclusive mode");
            }
            if (isEmpty(s, day)) {
              for (var table : TABLES) {
                s.update("drop table if exists " + table + "_" + day);
              }
            }
            return true;
          });
    } catch (Sql.DatabaseException e) {
      if (!(e.getCause() instanceof SQLException cause) || !"55P03".equals(cause.getSQLState())) {
        throw e;
      }
    }
  }

  private static boolean isEmpty(Sql.Statements s, String day) throws SQLException {
    for (var table : TABLES) {
      var name = table + "_" + day;
      if (s.list("select to_regclass(?) is not null", row -> row.getBoolean(1), name).getFirst()
          && !s.list("select 1 from " + name + " limit 1", row -> 1).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
