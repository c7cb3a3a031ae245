package org.carelay.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The practice clinic's database, filled once and then kept as people leave it. Needs the
 * PostgreSQL driver on the class path.
 */
public final class ClinicDatabase {
  /** The name of its database, of its schema and of its user. */
  public static final String NAME = "practice_clinic";

  private ClinicDatabase() {}

  /**
   * Where a database is and who may use it.
   *
   * @param url for the PostgreSQL driver, without credentials
   */
  public record Address(String url, String user, String password) {
    @Override
    public String toString() {
      return "Address[" + user + "]";
    }
  }

  /**
   * Fills a database that is there for practice alone, and gives it a user of its own, who can do
   * nothing outside it but follow its changes.
   *
   * @param owner may create users
   * @return the address for the practice connection; its password is new at every call
   */
  public static Address inDatabase(Address owner) throws SQLException {
    try (var connection = open(owner)) {
      var random = new byte[16];
      new SecureRandom().nextBytes(random);
      var password = HexFormat.of().formatHex(random);
      inTransaction(
          connection,
          () -> {
            try (var statement = connection.createStatement()) {
              statement.execute(
                  """
                  do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then
                      create role %1$s;
                    end if;
                  end $$"""
                      .formatted(NAME));
              statement.execute(
                  "alter role %s login replication password '%s'".formatted(NAME, password));
              statement.execute("grant all on schema public to " + NAME);
              // Publishing the changes of its tables needs this right besides owning them.
              statement.execute("grant create on database " + NAME + " to " + NAME);
              statement.execute("set local role " + NAME);
            }
            fill(connection, "public");
          });
      return new Address(owner.url(), NAME, password);
    }
  }

  /**
   * Fills a schema of its own in somebody else's database, with that user's rights.
   *
   * @throws SQLException if the user may not create a schema there
   */
  public static Address inSchema(Address user) throws SQLException {
    try (var connection = open(user)) {
      inTransaction(
          connection,
          () -> {
            try (var statement = connection.createStatement()) {
              statement.execute("create schema if not exists " + NAME);
              statement.execute("set local search_path to " + NAME);
            }
            fill(connection, NAME);
          });
    }
    var parameter = (user.url().contains("?") ? "&" : "?") + "currentSchema=" + NAME;
    return new Address(user.url() + parameter, user.user(), user.password());
  }

  private static void fill(Connection connection, String schema) throws SQLException {
    try (var exists = connection.prepareStatement("select to_regclass(?) is not null")) {
      exists.setString(1, schema + ".patient");
      var row = exists.executeQuery();
      row.next();
      if (row.getBoolean(1)) {
        return;
      }
    }
    try (var statement = connection.createStatement()) {
      statement.execute(script());
    }
  }

  private static String script() {
    try (var stream = ClinicDatabase.class.getResourceAsStream("clinic.sql")) {
      return new String(
          Objects.requireNonNull(stream, "clinic.sql").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private static void inTransaction(Connection connection, Work work) throws SQLException {
    connection.setAutoCommit(false);
    work.run();
    connection.commit();
  }

  private static Connection open(Address address) throws SQLException {
    return DriverManager.getConnection(address.url(), address.user(), address.password());
  }
}
