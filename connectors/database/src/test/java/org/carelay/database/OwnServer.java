package org.carelay.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.carelay.postgres.EmbeddedPostgres;
import org.carelay.postgres.SharedTestServer;

/** A server of one test alone, which it may kill, copy and put back. */
final class OwnServer {
  private OwnServer() {}

  static EmbeddedPostgres start(Path folder) {
    SharedTestServer.newDatabase(); // whose programs are unpacked already
    return EmbeddedPostgres.start(
        new EmbeddedPostgres.Config(
            folder, Path.of(System.getProperty("user.home"), ".cache/carelay/postgres"), 0));
  }

  static TestDatabase address(EmbeddedPostgres server) {
    return new TestDatabase(server.jdbcUrl("postgres"), server.user(), server.password());
  }

  /** As by SIGKILL; it may be restarted. */
  static void kill(EmbeddedPostgres server) throws Exception {
    var process = ProcessHandle.of(server.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(60, TimeUnit.SECONDS);
  }

  /** The files of a server that is stopped, or that is being backed up. */
  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var each : (Iterable<Path>) files::iterator) {
        if (!each.getFileName().toString().matches("postmaster.*|lock|port")) {
          Files.copy(
              each,
              to.resolve(from.relativize(each).toString()),
              StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
