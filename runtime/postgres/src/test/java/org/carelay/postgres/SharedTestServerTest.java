package org.carelay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class SharedTestServerTest {
  @Test
  void lends_empty_databases_of_one_server_in_an_odd_zone() throws Exception {
    var first = SharedTestServer.newDatabase();
    var second = SharedTestServer.newDatabase();
    assertThat(first.url()).isNotEqualTo(second.url());
    try (var connection =
            DriverManager.getConnection(second.url(), second.user(), second.password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select current_setting('TimeZone'), (select count(*) from pg_tables where schemaname = 'public')")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo(SharedTestServer.ZONE);
      assertThat(rows.getInt(2)).isZero();
    }
  }
}
