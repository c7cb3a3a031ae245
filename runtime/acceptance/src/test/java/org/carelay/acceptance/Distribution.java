package org.carelay.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The runtime as a process of its own, started from the distribution folder. */
final class Distribution implements AutoCloseable {
  static final String TOKEN = "acceptance-token-0123456789";
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Path LIB = Path.of("..", "server", "target", "carelay", "lib");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final int port;
  private String heap = "512m";
  private @Nullable Process process;

  /**
   * @param home its data folder; also takes its log
   */
  Distribution(Path home) throws IOException {
    this.home = home;
    this.port = freePort();
    environment.put("CARELAY_HOME", home.resolve("data").toString());
    environment.put("CARELAY_PORT", String.valueOf(port));
    environment.put("CARELAY_ADMIN_TOKEN", TOKEN);
  }

  Distribution with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** How much memory its objects may take, such as {@code 256m}. */
  Distribution heap(String size) {
    heap = size;
    return this;
  }

  /** As a newcomer has it: no token, so that a visitor of this machine is let in. */
  Distribution visitors() {
    environment.remove("CARELAY_ADMIN_TOKEN");
    return this;
  }

  /** A file for {@code CARELAY_CONNECTIONS}. */
  Distribution connections(List<Map<String, Object>> connections) throws IOException {
    var file = home.resolve("connections.json");
    JSON.writeValue(file.toFile(), Map.of("connections", connections));
    return with("CARELAY_CONNECTIONS", file.toString());
  }

  /** A folder for {@code CARELAY_RECIPES}. */
  Distribution recipe(String name, String json) throws IOException {
    var folder = Files.createDirectories(home.resolve("recipes"));
    Files.writeString(folder.resolve(name + ".json"), json);
    return with("CARELAY_RECIPES", folder.toString());
  }

  void start() throws IOException {
    var jar = LIB.toRealPath().resolve("carelay-server-0.1.0.jar");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-jar",
            jar.toString(),
            "run");
    builder.environment().keySet().removeIf(name -> name.startsWith("CARELAY_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("runtime.log").toFile()));
    process = builder.start();
  }

  void startAndWait() throws IOException {
    start();
    awaitReady();
  }

  void awaitReady() {
    await(Duration.ofSeconds(60), "the runtime to be ready", this::healthy);
  }

  private boolean healthy() {
    if (process == null || !process.isAlive()) {
      throw new AssertionError("The runtime ended; see " + home.resolve("runtime.log"));
    }
    try {
      return send("GET", "/health", null).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** SIGTERM. */
  int stop() throws InterruptedException {
    if (process == null) {
      throw new IllegalStateException("Not started.");
    }
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The runtime did not stop.");
    }
    return process.exitValue();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  JsonNode get(String path) throws IOException {
    var response = send("GET", path, null);
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  HttpResponse<String> send(String method, String path, @Nullable Object body) throws IOException {
    var request =
        HttpRequest.newBuilder(url(path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(
                        body instanceof byte[] bytes ? bytes : JSON.writeValueAsBytes(body)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted.", e);
    }
  }

  /** The embedded database's own process, or -1. */
  long databasePid() throws IOException {
    try (var files = Files.walk(home.resolve("data"))) {
      var file = files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElse(null);
      return file == null ? -1 : Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  /** Looks often, until it is true or the time is up. */
  static void await(Duration limit, String what, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Waited " + limit + " in vain for " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      stop();
    }
  }
}
