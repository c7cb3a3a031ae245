package org.carelay.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings up the server of one cluster, in whatever state the last one left it. */
record Starter(Binaries binaries, Account account, Cluster cluster) {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** While the children of a killed server let go of its memory and its port. */
  private static final Duration LEFTOVERS_GONE_WITHIN = Duration.ofSeconds(20);

  /**
   * Starts the server, or takes over one that is running.
   *
   * @param wantedPort 0 for the port of last time, or any
   */
  ServerProcess start(int wantedPort) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + LEFTOVERS_GONE_WITHIN.toNanos();
    while (true) {
      var adopted = adopt();
      if (adopted.isPresent()) {
        LOG.info("Took over the PostgreSQL already running on port {}", adopted.get().port());
        return adopted.get();
      }
      var port = wantedPort == 0 ? freePort() : wantedPort;
      try {
        var started = ServerProcess.start(binaries, account, cluster, port);
        Files.writeString(cluster.port(), String.valueOf(port));
        LOG.info("PostgreSQL is ready on port {}", port);
        return started;
      } catch (PostgresException e) {
        if (portTaken(e) && wantedPort != 0) {
          throw new PostgresException(
              "Port %d on 127.0.0.1 is taken by another program. Stop that program or choose another port."
                  .formatted(port),
              e);
        }
        var passing = portTaken(e) || leftoversInTheWay(e);
        if (!passing || System.nanoTime() - deadline > 0) {
          throw e;
        }
        Thread.sleep(Duration.ofMillis(100));
      }
    }
  }

  /** The server that still runs on our data, once it answers; one that is dying never does. */
  private Optional<ServerProcess> adopt() throws IOException, InterruptedException {
    var deadline = System.nanoTime() + ServerProcess.READY_WITHIN.toNanos();
    while (true) {
      var file = PostmasterPid.in(cluster.data());
      if (file.isEmpty()) {
        return Optional.empty();
      }
      var running = file.get().server(cluster.data());
      if (running.isEmpty()) {
        if (ProcessHandle.of(file.get().pid()).isPresent()) {
          PostmasterPid.disown(cluster.data());
        }
        return Optional.empty();
      }
      var found = new ServerProcess(running.get(), file.get().port());
      if (file.get().status().equals("stopping")) {
        found.stop(binaries, account, Duration.ofSeconds(10));
        return Optional.empty();
      }
      if (file.get().ready() && found.answers()) {
        return Optional.of(found);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new PostgresException(
            "A PostgreSQL (process %d) runs on %s but does not answer. End it, then start again."
                .formatted(file.get().pid(), cluster.data()));
      }
      Thread.sleep(ServerProcess.POLL);
    }
  }

  private static boolean portTaken(PostgresException failure) {
    return String.valueOf(failure.getMessage()).contains("Address already in use");
  }

  /** Children of a killed server end by themselves, but not at once. */
  private static boolean leftoversInTheWay(PostgresException failure) {
    return String.valueOf(failure.getMessage()).contains("pre-existing shared memory block");
  }

  /** The port of last time, so that addresses people noted stay right; else any. */
  private int freePort() throws IOException {
    if (Files.exists(cluster.port())) {
      var last = Files.readString(cluster.port()).strip();
      if (last.matches("\\d{1,5}") && free(Integer.parseInt(last))) {
        return Integer.parseInt(last);
      }
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean free(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
