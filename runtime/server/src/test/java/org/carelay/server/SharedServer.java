package org.carelay.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** One practice server for all tests that leave no traces for each other; ends with the JVM. */
public final class SharedServer {
  private SharedServer() {}

  public static RunningServer get() {
    return Holder.SERVER;
  }

  private static final class Holder {
    static final RunningServer SERVER = start();

    private static RunningServer start() {
      try {
        var home = Files.createTempDirectory("carelay-server-test");
        var server = RunningServer.start(home.resolve("home"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(server, home)));
        return server;
      } catch (IOException | StartFailed | InvalidConfiguration e) {
        throw new IllegalStateException(e);
      }
    }

    private static void discard(RunningServer server, Path home) {
      server.close();
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
