package org.carelay.acceptance;

import java.util.List;
import org.carelay.postgres.SharedTestServer;

/** On PostgreSQL, which keeps its log until it was read. */
class KilledRowChangedTest extends KilledWhileRowsChange {
  KilledRowChangedTest() {
    super(source(SharedTestServer.newDatabase()), 20_000, 100);
  }

  private static Source source(SharedTestServer.Database made) {
    return new Source(made.url(), made.user(), made.password());
  }

  @Override
  List<String> preparing() {
    return List.of("alter table reading replica identity full");
  }

  @Override
  String readers() {
    return "select count(*) from pg_replication_slots where database = current_database()";
  }

  @Override
  List<String> releasing() {
    return List.of(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
            + " where database = current_database() and not active");
  }
}
