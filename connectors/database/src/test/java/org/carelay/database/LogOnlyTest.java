package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases whose driver the site adds. */
class LogOnlyTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:sqlserver://db.example.org;databaseName=clinic, mssql-jdbc",
    "jdbc:oracle:thin:@//db.example.org:1521/ORCL, ojdbc11"
  })
  void names_the_jar_that_is_missing_and_where_it_belongs(String url, String jar) {
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(jar)
        .hasMessageContaining("into the folder drivers of CARELAY_HOME");
  }

  @Test
  void credentials_have_fields_of_their_own() {
    assertThatThrownBy(() -> open("mongodb://carelay:secret@db.example.org/clinic"))
        .hasMessageContaining("in their own fields")
        .hasMessageNotContaining("secret");
  }

  @Test
  void rows_are_neither_read_nor_written() {
    try (var client = open("mongodb://db.example.org/clinic?replicaSet=rs0")) {
      assertThatThrownBy(client::refuseIfReadOnly)
          .hasMessageContaining("hears of changes in MongoDB")
          .hasMessageContaining("database.row-changed");
      assertThatThrownBy(() -> client.columnNames("visit")).hasMessageContaining("MongoDB");
    }
  }

  private static DatabaseClient open(String url) {
    var settings = new DatabaseSettings(url, "carelay", "secret", null, null, null, null, null);
    return new DatabaseConnector()
        .open(
            settings,
            new ConnectionContext(
                "clinic",
                URI.create("https://carelay.example.org"),
                Clock.systemUTC(),
                new InMemoryMemory()));
  }
}
