package org.carelay.postgres;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL server of our own: loopback only, password required, every commit on disk,
 * logical decoding on. One runtime at a time uses a data directory.
 *
 * <p>The server is not a part of this process: it outlives a killed JVM and is then adopted by the
 * next start. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Starter starter;
  private final DirectoryLock lock;
  private final String password;
  private ServerProcess server;
  private boolean stopping;
  private volatile Runnable whenDown = () -> {};

  /**
   * Where and how.
   *
   * @param dataDirectory made if absent; everything durable is in it
   * @param binariesDirectory where the server's programs are unpacked once; may be shared
   * @param port 0 for the port used last, or any free one at first
   */
  public record Config(Path dataDirectory, Path binariesDirectory, int port) {
    public Config {
      dataDirectory = dataDirectory.toAbsolutePath().normalize();
      binariesDirectory = binariesDirectory.toAbsolutePath().normalize();
    }
  }

  private EmbeddedPostgres(Starter starter, DirectoryLock lock, int port)
      throws IOException, InterruptedException {
    this.starter = starter;
    this.lock = lock;
    this.password = starter.cluster().password();
    this.server = starter.start(port);
  }

  /**
   * Starts the server, or takes over the one that a killed JVM left running. Takes some 3 s the
   * first time and half a second after that; longer if a crash left much to recover.
   *
   * @throws PostgresException with what the server said, and what to do where that is known
   */
  public static EmbeddedPostgres start(Config config) {
    try {
      Files.createDirectories(config.dataDirectory());
      var cluster = new Cluster(config.dataDirectory());
      return start(config, Account.forCluster(cluster.data()));
    } catch (IOException e) {
      throw new PostgresException(
          "Cannot use %s: %s".formatted(config.dataDirectory(), e.getMessage()), e);
    }
  }

  static EmbeddedPostgres start(Config config, Account account) {
    try {
      var binaries = Binaries.unpackedBelow(config.binariesDirectory());
      var cluster = new Cluster(config.dataDirectory());
      var lock = DirectoryLock.take(cluster.directory());
      try {
        cluster.prepare(binaries, account);
        var starter = new Starter(binaries, account, cluster);
        var postgres = new EmbeddedPostgres(starter, lock, config.port());
        postgres.watch();
        return postgres;
      } catch (IOException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new PostgresException(
          "PostgreSQL in %s cannot start: %s".formatted(config.dataDirectory(), e.getMessage()), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** The address of a database of this server, for the PostgreSQL driver. Without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(port(), URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  /** The superuser's name. */
  public String user() {
    return Cluster.USER;
  }

  /** The superuser's password; secret. */
  public String password() {
    return password;
  }

  /** The port on 127.0.0.1; the same across {@link #restart()}. */
  public synchronized int port() {
    return server.port();
  }

  /** The process id of the server, for a monitor. */
  public synchronized long pid() {
    return server.process().pid();
  }

  /** Where the server's own log is. */
  public Path logFile() {
    return starter.cluster().log();
  }

  public synchronized boolean isAlive() {
    return !stopping && server.process().isAlive();
  }

  /**
   * Names what to do when the server has ended without being asked to, such as calling {@link
   * #restart()}; runs on a thread of its own, at once if it has ended already. One end may be told
   * twice.
   */
  public void whenDown(Runnable action) {
    whenDown = action;
    if (!isAlive()) {
      Thread.startVirtualThread(() -> tellDown(server()));
    }
  }

  /** Starts the server again after it has died, on the same port. Does nothing while it lives. */
  public synchronized void restart() {
    if (stopping) {
      throw new IllegalStateException("This server was stopped.");
    }
    if (server.process().isAlive()) {
      return;
    }
    try {
      server = starter.start(server.port());
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL cannot start again: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    watch();
  }

  /** Makes a database; does nothing if it is there, whoever made it. */
  public void createDatabaseIfAbsent(String name) {
    try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), user(), password);
        var exists = connection.prepareStatement("select from pg_database where datname = ?")) {
      exists.setString(1, name);
      if (exists.executeQuery().next()) {
        return;
      }
      try (var create = connection.createStatement()) {
        create.execute("create database \"%s\"".formatted(name.replace("\"", "\"\"")));
      }
    } catch (SQLException e) {
      var madeByAnotherMeanwhile =
          "42P04".equals(e.getSQLState()) || "23505".equals(e.getSQLState());
      if (!madeByAnotherMeanwhile) {
        throw new PostgresException(
            "Cannot make the database '%s': %s".formatted(name, e.getMessage()), e);
      }
    }
  }

  /**
   * Stops the server and frees the data directory. Open transactions are rolled back. Close readers
   * of the change stream first: the server waits for them, for 10 s.
   */
  public void stop() {
    stop(PATIENCE);
  }

  synchronized void stop(Duration patience) {
    if (stopping) {
      return;
    }
    stopping = true;
    try (lock) {
      server.stop(starter.binaries(), starter.account(), patience);
    } catch (IOException e) {
      throw new PostgresException("PostgreSQL did not stop: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private synchronized void watch() {
    var watched = server.process();
    var _ = watched.onExit().thenRunAsync(() -> tellDown(watched), Thread::startVirtualThread);
  }

  private void tellDown(ProcessHandle ended) {
    if (isStopping() || !server().equals(ended)) {
      return;
    }
    LOG.warn("PostgreSQL ended without being asked to; see {}", logFile());
    try {
      whenDown.run();
    } catch (RuntimeException e) {
      LOG.error("PostgreSQL could not be brought back", e);
    }
  }

  private synchronized ProcessHandle server() {
    return server.process();
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  private static PostgresException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new PostgresException("Interrupted while PostgreSQL was starting or stopping.", e);
  }
}
