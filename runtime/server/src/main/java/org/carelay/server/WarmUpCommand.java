package org.carelay.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Starts everything in a folder of its own, does the main job once in its practice clinic and ends:
 * the JVM records what that takes. Started by {@link StartupCache} only.
 */
final class WarmUpCommand {
  static final String NAME = "warm-up";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String SHEET =
      "/api/v1/practice/sheets/practice-appointments/Appointments/cells";

  private final HttpClient client;
  private final URI address;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  private WarmUpCommand(HttpClient client, URI address) {
    this.client = client;
    this.address = address;
  }

  /**
   * @param arguments the folder to work in, which the caller deletes
   */
  static int run(List<String> arguments) {
    try {
      var folder = Path.of(arguments.getFirst());
      var configuration =
          ConfigurationReader.read(Map.of("CARELAY_HOME", folder.toString(), "CARELAY_PORT", "0"));
      try (var server = Server.start(configuration, Clock.systemUTC());
          var client = HttpClient.newHttpClient()) {
        new WarmUpCommand(client, server.address()).doTheMainJob();
      }
      return 0;
    } catch (Exception e) {
      return 1;
    }
  }

  private void doTheMainJob() throws IOException, InterruptedException, TimeoutException {
    for (var path : List.of("/", "/health", "/metrics", "/api/v1/catalog", "/api/v1/nothing")) {
      send("GET", path, "");
    }
    await("/api/v1/recipes", body -> body.findPath("lastLook").isTextual());
    send("PUT", SHEET, "{\"edits\":[{\"row\":1,\"column\":5,\"text\":\"Ready\"}]}");
    await("/api/v1/runs?state=succeeded", body -> !body.path("runs").isEmpty());
  }

  private void await(String path, Predicate<JsonNode> right)
      throws IOException, InterruptedException, TimeoutException {
    while (!right.test(new ObjectMapper().readTree(send("GET", path, "")))) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(path);
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private String send(String method, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(address.resolve(path))
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json");
    return client.send(request.build(), BodyHandlers.ofString()).body();
  }
}
