package org.carelay.email;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens (RFC 6749): by client credentials, or by a refresh token where there is one. A
 * token is used until shortly before it ends.
 */
final class TokenSource implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration BEFORE_ITS_END = Duration.ofMinutes(1);
  private static final int MAX_ANSWER_BYTES = 256 * 1024;
  private static final int MOST_SECONDS = 24 * 3600;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final OAuth oauth;
  private final Clock clock;
  private final HttpClient http;
  private @Nullable Token token;

  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "Token[until " + until + "]";
    }
  }

  /**
   * @throws IllegalArgumentException if the token address is not one
   */
  TokenSource(OAuth oauth, Clock clock) {
    if (!isSafe(oauth.tokenUrl())) {
      throw new IllegalArgumentException("The token address must begin with https://");
    }
    if (oauth.clientSecret() == null && oauth.refreshToken() == null) {
      throw new IllegalArgumentException("Give a client secret, a refresh token, or both");
    }
    this.oauth = oauth;
    this.clock = clock;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  private static boolean isSafe(URI address) {
    var host = String.valueOf(address.getHost());
    return "https".equalsIgnoreCase(address.getScheme())
        || "http".equalsIgnoreCase(address.getScheme())
            && (host.equals("localhost") || host.startsWith("127."));
  }

  /** A token that is good for a while. */
  synchronized String token() throws ConnectorException {
    var known = token;
    if (known == null || !clock.instant().isBefore(known.until())) {
      known = fresh();
      token = known;
    }
    return known.value();
  }

  /** The mail server did not take the token; the next one is asked for anew. */
  synchronized void forget() {
    token = null;
  }

  private Token fresh() throws ConnectorException {
    var request =
        HttpRequest.newBuilder(oauth.tokenUrl())
            .timeout(WAIT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(BodyPublishers.ofString(form()))
            .build();
    try {
      return read(
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Retryable("interrupted", "The step was stopped before anything was sent.", null);
    } catch (ConnectException e) {
      throw new Retryable("token-unreachable", "The token address could not be reached.", null);
    } catch (IOException e) {
      throw new Retryable("token-unreachable", "The token address gave no whole answer.", null);
    }
  }

  private Token read(HttpResponse<byte[]> answer) throws ConnectorException, IOException {
    var status = answer.statusCode();
    if (status == 429 || status >= 500) {
      throw new Retryable(
          "token-unreachable", "The token address is busy (%d).".formatted(status), null);
    }
    if (status != 200) {
      throw new AuthenticationFailed(
          "token-refused",
          "No token is given out for the mail server (%d). Check client id, secret, consent and scope."
              .formatted(status),
          null);
    }
    var json = JSON.readTree(answer.body());
    var value = json.path("access_token").asText("");
    if (value.isEmpty()) {
      throw new AuthenticationFailed(
          "token-refused", "The token address answers without a token. Check it.", null);
    }
    var seconds = Math.clamp(json.path("expires_in").asLong(0), 0, MOST_SECONDS);
    return new Token(value, clock.instant().plusSeconds(seconds).minus(BEFORE_ITS_END));
  }

  private String form() {
    var fields = new LinkedHashMap<String, @Nullable String>();
    fields.put("grant_type", oauth.refreshToken() == null ? "client_credentials" : "refresh_token");
    fields.put("refresh_token", oauth.refreshToken());
    fields.put("client_id", oauth.clientId());
    fields.put("client_secret", oauth.clientSecret());
    fields.put("scope", oauth.scope());
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(TokenSource::encoded)
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Map.Entry<String, @Nullable String> field) {
    var value = String.valueOf(field.getValue());
    return field.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  @Override
  public String toString() {
    return "TokenSource[" + oauth.tokenUrl().getHost() + "]";
  }
}
