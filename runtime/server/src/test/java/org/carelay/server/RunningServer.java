package org.carelay.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A whole Carelay in this process, with a database of its own, and a client for it. */
public final class RunningServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningServer(Server server) {
    this.server = server;
  }

  /** Starts one on a free port; by default in mode practice. */
  public static RunningServer start(Path home, String... namesAndValues)
      throws StartFailed, InvalidConfiguration {
    return new RunningServer(Server.start(configuration(home, namesAndValues), Clock.systemUTC()));
  }

  /** Starts one whose time a test decides. */
  public static RunningServer start(Path home, Clock clock)
      throws StartFailed, InvalidConfiguration {
    return new RunningServer(Server.start(configuration(home), clock));
  }

  public static Configuration configuration(Path home, String... namesAndValues)
      throws InvalidConfiguration {
    var environment = new HashMap<>(Map.of("CARELAY_HOME", home.toString(), "CARELAY_PORT", "0"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return ConfigurationReader.read(environment);
  }

  /** Opens the practice clinic's own database. */
  public Connection clinic() throws SQLException {
    var settings =
        Objects.requireNonNull(
            Objects.requireNonNull(services().practice()).connection("database"));
    return DriverManager.getConnection(
        String.valueOf(settings.get("url")),
        String.valueOf(settings.get("username")),
        String.valueOf(settings.get("password")));
  }

  /** An answer with its body as text. */
  public record Answer(int status, HttpResponse<byte[]> response) {
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(text(), e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The code of a problem; empty where this is none. */
    public String code() {
      return header("Content-Type").startsWith("application/problem+json")
          ? json().path("code").asText()
          : "";
    }
  }

  public Services services() {
    return server.services();
  }

  public URI address() {
    return server.address();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .timeout(Duration.ofSeconds(60));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  public Answer get(String path) {
    return send(request(path));
  }

  public Answer post(String path, String json) {
    return send(json(path).POST(BodyPublishers.ofString(json)));
  }

  public Answer put(String path, String json) {
    return send(json(path).PUT(BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
