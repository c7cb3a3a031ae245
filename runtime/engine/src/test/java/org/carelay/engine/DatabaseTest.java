package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void leaves_a_database_alone_that_a_newer_version_has_used() throws Exception {
    var database = SharedTestServer.newDatabase();
    try (var pool = Database.open(database.url(), database.user(), database.password());
        var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          """
          insert into flyway_schema_history
            (installed_rank, version, description, type, script, installed_by, execution_time, success)
          values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', current_user, 1, true)""");
    }

    assertThatThrownBy(
            () -> Database.open(database.url(), database.user(), database.password()).close())
        .hasMessageContaining("a newer Carelay has used it");
  }
}
