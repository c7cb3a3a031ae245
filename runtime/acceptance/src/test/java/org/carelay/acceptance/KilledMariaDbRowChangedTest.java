package org.carelay.acceptance;

import java.sql.SQLException;
import java.util.List;
import org.carelay.connector.testkit.MariaDbServer;

/** On MariaDB, whose log does not know its readers. */
class KilledMariaDbRowChangedTest extends KilledWhileRowsChange {
  KilledMariaDbRowChangedTest() throws SQLException {
    super(source(MariaDbServer.newDatabase()), 6_000, 5);
  }

  private static Source source(MariaDbServer.Database made) {
    return new Source(made.url(), made.user(), made.password());
  }

  @Override
  List<String> preparing() {
    return List.of();
  }

  @Override
  String readers() {
    return "select count(*) from information_schema.processlist where command like 'Binlog Dump%'";
  }

  @Override
  List<String> releasing() {
    return List.of();
  }
}
