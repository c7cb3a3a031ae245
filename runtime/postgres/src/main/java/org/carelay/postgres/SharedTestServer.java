package org.carelay.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for tests: one server for the JVM, a new database for whoever asks. Started by
 * the first call, stopped and deleted when the JVM ends.
 *
 * <p>Sessions are deliberately not in UTC, so that code which relies on the session's zone fails
 * its tests: since the driver gives every session the JVM's default zone, that is set to {@link
 * #ZONE}.
 */
public final class SharedTestServer {
  /** No whole hour off UTC, and no daylight saving. */
  public static final String ZONE = "Asia/Kathmandu";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private SharedTestServer() {}

  /**
   * One database.
   *
   * @param url for the PostgreSQL driver, without credentials
   */
  public record Database(String url, String user, String password) {}

  /** Makes an empty database. */
  public static Database newDatabase() {
    var server = server();
    var name = "test_" + DATABASES.incrementAndGet();
    server.createDatabaseIfAbsent(name);
    return new Database(server.jdbcUrl(name), server.user(), server.password());
  }

  /** The server itself, for tests that kill or restart it. */
  public static EmbeddedPostgres server() {
    return Holder.SERVER;
  }

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
      try {
        var data = Files.createTempDirectory("carelay-test-postgres");
        var server = EmbeddedPostgres.start(new EmbeddedPostgres.Config(data, binaries(), 0));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(server, data)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void discard(EmbeddedPostgres server, Path data) {
      server.stop();
      try {
        Folders.delete(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Shared by all modules and kept between builds, since unpacking takes two seconds. */
    private static Path binaries() {
      var home = Path.of(System.getProperty("user.home"));
      return Files.isWritable(home)
          ? home.resolve(".cache/carelay/postgres")
          : Path.of(System.getProperty("java.io.tmpdir"), "carelay-postgres");
    }
  }
}
