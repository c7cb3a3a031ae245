package org.carelay.server;

import com.zaxxer.hikari.HikariDataSource;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.carelay.engine.Database;
import org.carelay.postgres.EmbeddedPostgres;
import org.carelay.postgres.PostgresException;
import org.carelay.practice.ClinicDatabase;
import org.carelay.server.Configuration.OutsideDatabase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's database: the embedded server in the home folder, or one of the site's own. */
final class Storage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Storage.class);
  private static final String NAME = "carelay";

  private final HikariDataSource pool;
  private final @Nullable EmbeddedPostgres embedded;
  private final ClinicDatabase.Address address;

  private Storage(@Nullable EmbeddedPostgres embedded, ClinicDatabase.Address address) {
    this.embedded = embedded;
    this.address = address;
    this.pool = Database.open(address.url(), address.user(), address.password());
  }

  /**
   * Starts or reaches the database and brings its tables up to date.
   *
   * @throws StartFailed with what to do
   */
  static Storage open(Configuration configuration) throws StartFailed {
    var outside = configuration.database();
    return outside == null ? embedded(configuration.home()) : outside(outside);
  }

  private static Storage embedded(Path home) throws StartFailed {
    EmbeddedPostgres server;
    try {
      server =
          EmbeddedPostgres.start(
              new EmbeddedPostgres.Config(home.resolve("database"), home.resolve("postgres"), 0));
    } catch (PostgresException e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
    try {
      server.whenDown(server::restart);
      server.createDatabaseIfAbsent(NAME);
      return new Storage(
          server,
          new ClinicDatabase.Address(server.jdbcUrl(NAME), server.user(), server.password()));
    } catch (RuntimeException e) {
      server.close();
      throw new StartFailed("The embedded database cannot be used: " + reason(e), e);
    }
  }

  private static Storage outside(OutsideDatabase database) throws StartFailed {
    try {
      return new Storage(
          null,
          new ClinicDatabase.Address(
              database.url(),
              Objects.requireNonNullElse(database.user(), ""),
              Objects.requireNonNullElse(database.password(), "")));
    } catch (RuntimeException e) {
      throw new StartFailed("The database of CARELAY_DATABASE_URL cannot be used: " + reason(e), e);
    }
  }

  private static String reason(Throwable thrown) {
    var deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest instanceof UnknownHostException
        ? "there is no host named " + deepest.getMessage() + "."
        : String.valueOf(deepest.getMessage());
  }

  DataSource pool() {
    return pool;
  }

  /** The practice clinic's database beside ours; null where we may not make one. */
  ClinicDatabase.@Nullable Address clinic() {
    try {
      if (embedded == null) {
        return ClinicDatabase.inSchema(address);
      }
      embedded.createDatabaseIfAbsent(ClinicDatabase.NAME);
      return ClinicDatabase.inDatabase(
          new ClinicDatabase.Address(
              embedded.jdbcUrl(ClinicDatabase.NAME), embedded.user(), embedded.password()));
    } catch (SQLException e) {
      log.warn(
          "There is no practice database: the user of CARELAY_DATABASE_URL may not make a schema"
              + " named {} (SQLSTATE {})",
          ClinicDatabase.NAME,
          e.getSQLState());
      return null;
    }
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
