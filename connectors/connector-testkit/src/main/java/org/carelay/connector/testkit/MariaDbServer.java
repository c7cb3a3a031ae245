package org.carelay.connector.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The system's MariaDB on a data directory and a port of its own: one for the JVM. */
public final class MariaDbServer {
  private static final String USER = "carelay";
  private static final String PASSWORD = "correct-horse-battery";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Process process;
  private final int port;

  private MariaDbServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** An empty database, and who may do everything there. */
  public record Database(String url, String user, String password) {}

  /** Needs MariaDB's driver on the class path, and {@code mariadbd} on the path of programs. */
  public static Database newDatabase() throws SQLException {
    var server = Holder.SERVER;
    var name = "test_" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(server.url(""), USER, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("create database " + name + " character set utf8mb4");
    }
    return new Database(server.url(name), USER, PASSWORD);
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }

  private static final class Holder {
    static final MariaDbServer SERVER = start();

    private static MariaDbServer start() {
      try {
        var folder = Files.createTempDirectory("carelay-mariadb");
        run(
            program("mariadb-install-db"),
            "--no-defaults",
            "--datadir=" + folder.resolve("data"),
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--user=" + System.getProperty("user.name"));
        var port = freePort();
        var process =
            new ProcessBuilder(
                    program("mariadbd"),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--datadir=" + folder.resolve("data"),
                    "--socket=" + folder.resolve("socket"),
                    "--pid-file=" + folder.resolve("pid"),
                    "--bind-address=127.0.0.1",
                    "--port=" + port,
                    "--innodb-buffer-pool-size=64M",
                    "--default-time-zone=+05:45",
                    "--server-id=7",
                    "--log-bin=" + folder.resolve("log-of-changes"),
                    "--binlog-format=ROW",
                    "--binlog-row-image=FULL")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(process, folder)));
        var server = new MariaDbServer(process, port);
        server.awaitReady();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String program(String name) {
      return Stream.concat(
              Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/bin"))
          .map(folder -> Path.of(folder, name))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .findFirst()
          .orElseThrow(
              () ->
                  new AssertionError(
                      "These tests need MariaDB, which is not installed. Run: apt-get install -y mariadb-server"));
    }

    private static void run(String... command) throws IOException, InterruptedException {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError(List.of(command) + " ended with " + process.exitValue());
      }
    }

    private static int freePort() throws IOException {
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    private static void discard(Process process, Path folder) {
      try {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        try (var files = Files.walk(folder)) {
          files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Until it lets root in, who then makes the user of the tests. */
  private void awaitReady() throws InterruptedException {
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (true) {
      try (var connection = DriverManager.getConnection(url(""), "root", "");
          var statement = connection.createStatement()) {
        statement.execute("create user " + USER + "@'%' identified by '" + PASSWORD + "'");
        statement.execute("grant all on *.* to " + USER + "@'%' with grant option");
        statement.execute("drop user if exists ''@localhost");
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          throw new AssertionError("MariaDB does not start", e);
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }
}
