package org.carelay.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The whole runtime as a process of its own, as {@code ./carelay run} starts it. */
final class RuntimeProcess implements AutoCloseable {
  private static final String TOKEN = "bench-token-0123456789";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path home;
  private final int port;

  private RuntimeProcess(Process process, Path home, int port) {
    this.process = process;
    this.home = home;
    this.port = port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** The process of its embedded database, whose children do the work. */
  long databasePid() throws IOException {
    try (var files = Files.walk(home)) {
      var file = files.filter(each -> each.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    }
  }

  int port() {
    return port;
  }

  /**
   * @param folder holds {@code connections.json} and {@code recipes}; takes data and log
   */
  static RuntimeProcess start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseCompactObjectHeaders",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            "org.carelay.server.Carelay",
            "run");
    var environment = builder.environment();
    environment.put("CARELAY_HOME", folder.resolve("home").toString());
    environment.put("CARELAY_PORT", String.valueOf(port));
    environment.put("CARELAY_MODE", "live");
    environment.put("CARELAY_ADMIN_TOKEN", TOKEN);
    environment.put("CARELAY_RECIPES", folder.resolve("recipes").toString());
    environment.put("CARELAY_CONNECTIONS", folder.resolve("connections.json").toString());
    var log = folder.resolve("runtime.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(log);
    var runtime = new RuntimeProcess(builder.start(), folder.resolve("home"), port);
    runtime.awaitReady(folder);
    return runtime;
  }

  private void awaitReady(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!healthy()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new IOException(
            "The runtime did not start:\n" + Files.readString(folder.resolve("runtime.log")));
      }
      LockSupport.parkNanos(100_000_000);
    }
  }

  private boolean healthy() throws InterruptedException {
    try {
      return get("/health").startsWith("{");
    } catch (IOException e) {
      return false;
    }
  }

  /** The body of a GET that succeeded. */
  String get(String path) throws IOException, InterruptedException {
    var response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(Duration.ofSeconds(20))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress("127.0.0.1", 0));
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
