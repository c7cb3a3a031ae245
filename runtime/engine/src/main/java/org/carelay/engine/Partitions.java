package org.carelay.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.carelay.engine.store.Sql;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Daily partitions, made ahead, so that purging a day is dropping a table. */
final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int DAYS_AHEAD = 7;
  private static final List<String> TABLES = List.of("event", "journal", "run_end");

  private Partitions() {}

  /** Makes those that are missing from tomorrow on; today's rows may stand in the default one. */
  static void ensure(Sql sql, Instant now) {
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (int ahead = 1; ahead <= DAYS_AHEAD; ahead++) {
      var day = today.plusDays(ahead);
      for (String table : TABLES) {
        ensure(sql, table, day);
      }
    }
  }

  /** Rows of a clock that was ahead stand in the default one; those of that day then stay there. */
  private static void ensure(Sql sql, String table, LocalDate day) {
    try {
      // Names and dates are made here, not given from outside.
      sql.update(
          "create table if not exists "
              + table
              + "_"
              + day.toString().replace('-', '_')
              + " partition of "
              + table
              + " for values from ('"
              + day
              + "T00:00:00Z') to ('"
              + day.plusDays(1)
              + "T00:00:00Z')");
    } catch (Sql.DatabaseException e) {
      if (!e.isInTheWay()) {
        throw e;
      }
      LOG.info("Rows of {} stand where no partition can be made any more; that is harmless", day);
    }
  }
}
