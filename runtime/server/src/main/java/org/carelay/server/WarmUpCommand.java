package org.carelay.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.carelay.server.secret.SecretBox;

/**
 * Loads what a start loads and ends: the JVM records which classes those are. Touches neither the
 * home folder nor a database. Started by {@link StartupCache} only.
 */
final class WarmUpCommand {
  static final String NAME = "warm-up";

  private WarmUpCommand() {}

  static int run() {
    try {
      var folder = Files.createTempDirectory("carelay-warm-up");
      try {
        warmUp(folder);
      } finally {
        delete(folder);
      }
      return 0;
    } catch (Exception e) {
      return 1;
    }
  }

  private static void warmUp(Path folder) throws Exception {
    var configuration =
        ConfigurationReader.read(Map.of("CARELAY_HOME", folder.toString(), "CARELAY_PORT", "0"));
    try (var web = WebServer.start(configuration, new SecretBox(new byte[32]), Clock.systemUTC());
        var client = HttpClient.newHttpClient()) {
      for (var path : List.of("/", "/api/v1/session", "/api/v1/recipes", "/metrics", "/nothing")) {
        get(client, web.address().resolve(path));
      }
    }
  }

  private static void get(HttpClient client, URI address) throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
