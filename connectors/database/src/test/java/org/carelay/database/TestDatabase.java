package org.carelay.database;

import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.MariaDbServer;
import org.carelay.postgres.SharedTestServer;
import org.jspecify.annotations.Nullable;

/** An empty database on a real server, looked at by plain JDBC. */
record TestDatabase(String url, String user, String password) {
  static TestDatabase postgres() {
    var made = SharedTestServer.newDatabase();
    return new TestDatabase(made.url(), made.user(), made.password());
  }

  static TestDatabase mariaDb() throws SQLException {
    var made = MariaDbServer.newDatabase();
    return new TestDatabase(made.url(), made.user(), made.password());
  }

  DatabaseSettings settings() {
    return new DatabaseSettings(url, user, password, null, null, null, null, null);
  }

  DatabaseSettings settings(ZoneId zone) {
    return new DatabaseSettings(url, user, password, null, null, null, zone, null);
  }

  DatabaseSettings wrongPassword() {
    return new DatabaseSettings(url, user, "not-the-password", null, null, null, null, null);
  }

  DatabaseSettings at(InetSocketAddress address) {
    var moved = url.replaceFirst("//[^/]+/", "//127.0.0.1:" + address.getPort() + "/");
    return new DatabaseSettings(moved, user, password, null, null, null, null, null);
  }

  DatabaseClient open() {
    return open(settings());
  }

  static DatabaseClient open(DatabaseSettings settings) {
    return open(settings, Clock.systemUTC());
  }

  static DatabaseClient open(DatabaseSettings settings, Clock clock) {
    var context =
        new ConnectionContext(
            "test", URI.create("https://carelay.example.org"), clock, new InMemoryMemory());
    return new DatabaseConnector().open(settings, context);
  }

  /** Polls return soon where nothing was changed. */
  DatabaseClient openForListening() {
    var context =
        new ConnectionContext(
            "test",
            URI.create("https://carelay.example.org"),
            Clock.systemUTC(),
            new InMemoryMemory());
    return new DatabaseClient(settings(), context, Duration.ofMillis(900));
  }

  void run(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Every value of every row, as text. */
  List<List<@Nullable String>> rows(String sql) throws SQLException {
    var all = new ArrayList<List<@Nullable String>>();
    try (var connection = connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery(sql)) {
      while (found.next()) {
        var row = new ArrayList<@Nullable String>();
        for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        all.add(row);
      }
    }
    return all;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
