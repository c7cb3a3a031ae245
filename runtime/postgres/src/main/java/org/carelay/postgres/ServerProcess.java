package org.carelay.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running server.
 *
 * @param process the postmaster; a child of ours, or adopted
 * @param port on the loopback address
 */
record ServerProcess(ProcessHandle process, int port) {
  /** Recovery after a crash reads all changes since the last checkpoint; failing it is worse. */
  static final Duration READY_WITHIN = Duration.ofMinutes(5);

  static final Duration POLL = Duration.ofMillis(10);

  private static final int ANSWERS_WITHIN_MILLIS = 2000;
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 0xd2, 0x16, 0x2f};

  /** Everything that differs from PostgreSQL's defaults. */
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("wal_level", "logical"),
          Map.entry("max_slot_wal_keep_size", "4GB"),
          Map.entry("shared_buffers", "128MB"),
          Map.entry("max_connections", "200"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_checkpoints", "off"),
          // Errors and statements quote values, and values are about patients: the log keeps
          // what concerns the server itself. Applications get their errors in any case.
          Map.entry("log_min_messages", "log"),
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_error_verbosity", "terse"));

  /** Starts a server and waits until it accepts connections. */
  static ServerProcess start(Binaries binaries, Account account, Cluster cluster, int port)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("-D", cluster.data().toString(), "-p", "" + port));
    SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      // In a session of its own, so that Ctrl-C stops us first, and we stop the server.
      command.add("/usr/bin/setsid");
    }
    command.addAll(account.command(binaries.program("postgres"), arguments));
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    var log = new ServerLog(cluster.log());
    log.rotate();
    var from = log.sizeBytes();
    var server = new ServerProcess(builder.start().toHandle(), port);
    try {
      server.awaitReady(cluster);
      return server;
    } catch (PostgresException e) {
      server.process.destroyForcibly();
      throw new PostgresException(e.getMessage() + "\n" + log.since(from), e);
    } catch (InterruptedException e) {
      server.process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Whether it does its work: says whether it speaks TLS, which the protocol asks before anything
   * else (PostgreSQL, "Message Flow", 54.2.10). The system alone would still take the connection.
   */
  boolean answers() {
    try (var socket = new Socket()) {
      socket.setSoTimeout(ANSWERS_WITHIN_MILLIS);
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, ANSWERS_WITHIN_MILLIS);
      socket.getOutputStream().write(SSL_REQUEST);
      return socket.getInputStream().read() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the server says it is ready, however long it recovers from a crash. */
  void awaitReady(Cluster cluster) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!PostmasterPid.in(cluster.data())
        .filter(file -> file.pid() == process.pid() && file.ready())
        .isPresent()) {
      if (!process.isAlive()) {
        throw new PostgresException("PostgreSQL stopped while starting. It said:");
      }
      if (System.nanoTime() - deadline > 0) {
        throw new PostgresException(
            "PostgreSQL is not ready after %s. It said:".formatted(READY_WITHIN));
      }
      Thread.sleep(POLL);
    }
  }

  /**
   * Stops it: rolls back what is open, and writes everything to disk. If that takes longer than
   * {@code patience} (it waits for readers of the change stream), stops at once; the next start
   * then recovers, and nothing committed is lost.
   */
  void stop(Binaries binaries, Account account, Duration patience)
      throws IOException, InterruptedException {
    signal("INT", binaries, account);
    if (ended(patience)) {
      return;
    }
    signal("QUIT", binaries, account);
    if (!ended(Duration.ofSeconds(10))) {
      process.destroyForcibly();
    }
  }

  boolean ended(Duration within) throws InterruptedException {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      return !process.isAlive();
    }
  }

  private void signal(String name, Binaries binaries, Account account)
      throws IOException, InterruptedException {
    var arguments = List.of("kill", name, String.valueOf(process.pid()));
    new ProcessBuilder(account.command(binaries.program("pg_ctl"), arguments))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
