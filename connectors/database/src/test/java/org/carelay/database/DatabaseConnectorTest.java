package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Action;
import org.carelay.connector.Connector;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.RemoteActionContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConnectorTest {
  @Nested
  class AsConnector extends ConnectorContract<DatabaseSettings, DatabaseClient> {
    @Override
    protected Connector<DatabaseSettings, DatabaseClient> connector() {
      return new DatabaseConnector();
    }
  }

  @Nested
  class PostgresConnection extends Connection {
    PostgresConnection() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  class MariaDbConnection extends Connection {
    MariaDbConnection() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class QueryPostgres extends Query {
    QueryPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class QueryMariaDb extends Query {
    QueryMariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class InsertPostgres extends Insert {
    InsertPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class InsertMariaDb extends Insert {
    InsertMariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class UpdatePostgres extends Update {
    UpdatePostgres() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class UpdateMariaDb extends Update {
    UpdateMariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AppendPostgres extends Append {
    AppendPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AppendMariaDb extends Append {
    AppendMariaDb() throws SQLException {
      super(TestDatabase.mariaDb());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:oracle:thin:@db:1521/x",
        "db.example.org",
        "jdbc:postgresql://db/x?user=a&password=hidden-in-url",
        "jdbc:postgresql://db/x?socketFactory=evil.Factory",
        "jdbc:mariadb://db/x?allowLocalInfile=true"
      })
  void refuses_addresses_it_should_not_follow(String url) {
    var settings = new DatabaseSettings(url, "u", "p", null, null, null, null, null);
    assertThatThrownBy(() -> TestDatabase.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hidden-in-url");
  }

  @Test
  void says_who_answers() throws Exception {
    try (var postgres = TestDatabase.postgres().open();
        var mariaDb = TestDatabase.mariaDb().open()) {
      assertThat(new DatabaseConnector().test(postgres)).startsWith("Connected to PostgreSQL 18");
      assertThat(new DatabaseConnector().test(mariaDb)).startsWith("Connected to MariaDB 1");
    }
  }

  abstract static class Connection extends ConnectionContract<DatabaseSettings, DatabaseClient> {
    private final TestDatabase database;

    Connection(TestDatabase database) {
      this.database = database;
    }

    @Override
    protected Connector<DatabaseSettings, DatabaseClient> connector() {
      return new DatabaseConnector();
    }

    @Override
    protected DatabaseSettings settings() {
      return database.settings();
    }

    @Override
    protected DatabaseSettings wrongSecret() {
      return database.wrongPassword();
    }

    @Override
    protected DatabaseSettings at(InetSocketAddress address) {
      return database.at(address);
    }
  }

  /** An action against a table of appointments. */
  abstract static class OnTable<I extends Record, O>
      extends RemoteActionContract<DatabaseClient, I, O> {
    private final TestDatabase database;
    private final DatabaseClient client;
    private final List<DatabaseClient> others = new ArrayList<>();

    OnTable(TestDatabase database) {
      this.database = database;
      this.client = database.open();
    }

    @BeforeAll
    void make_table() throws SQLException {
      database.run(
          "create table appointment (id int primary key, mrn varchar(20), status varchar(20))");
    }

    @BeforeEach
    void fill_table() throws SQLException {
      database.run(
          "delete from appointment", "insert into appointment values (1, 'A-1', 'booked')");
    }

    @AfterEach
    void close_others() {
      others.forEach(DatabaseClient::close);
      others.clear();
    }

    @AfterAll
    void close() {
      client.close();
    }

    @Override
    protected DatabaseClient client() {
      return client;
    }

    @Override
    protected DatabaseClient clientAt(InetSocketAddress address) {
      var other = TestDatabase.open(database.at(address));
      others.add(other);
      return other;
    }

    @Override
    protected Object outside() throws SQLException {
      return database.rows("select * from appointment order by id");
    }
  }

  abstract static class Query extends OnTable<QueryAction.Input, QueryAction.Output> {
    Query(TestDatabase database) {
      super(database);
    }

    @Override
    protected Action<DatabaseClient, QueryAction.Input, QueryAction.Output> action() {
      return new QueryAction();
    }

    @Override
    protected QueryAction.Input input() {
      return new QueryAction.Input(
          "select * from appointment where id = :id", Map.of("id", 1), 10, null, null);
    }
  }

  abstract static class Insert extends OnTable<InsertAction.Input, Written> {
    Insert(TestDatabase database) {
      super(database);
    }

    @Override
    protected Action<DatabaseClient, InsertAction.Input, Written> action() {
      return new InsertAction();
    }

    @Override
    protected InsertAction.Input input() {
      return new InsertAction.Input(
          "appointment", Map.of("id", 2, "mrn", "A-2", "status", "booked"), List.of("id"), null);
    }
  }

  abstract static class Update extends OnTable<UpdateAction.Input, Written> {
    Update(TestDatabase database) {
      super(database);
    }

    @Override
    protected Action<DatabaseClient, UpdateAction.Input, Written> action() {
      return new UpdateAction();
    }

    @Override
    protected UpdateAction.Input input() {
      return new UpdateAction.Input(
          "appointment", Map.of("id", 1), Map.of("status", "cancelled"), null);
    }
  }

  abstract static class Append extends OnTable<AppendAction.Input, Written> {
    Append(TestDatabase database) {
      super(database);
    }

    @Override
    protected Action<DatabaseClient, AppendAction.Input, Written> action() {
      return new AppendAction();
    }

    @Override
    protected AppendAction.Input input() {
      return new AppendAction.Input("appointment", Map.of("id", 3, "mrn", "A-3"));
    }
  }
}
