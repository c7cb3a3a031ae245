package org.carelay.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.carelay.connector.ActionContext;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.http.Outgoing.Repeat;
import org.jspecify.annotations.Nullable;

/** An API. Each request goes out once; what may be repeated is for the engine to repeat. */
final class HttpApi implements Client {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int MOST_REDIRECTS = 5;

  private final HttpSettings settings;
  private final Addresses addresses;
  private final @Nullable Credential credential;
  private final HttpClient reading;

  /** A header that says who we are. */
  private record Credential(String header, String value) {
    @Override
    public String toString() {
      return "Credential[" + header + "]";
    }
  }

  /**
   * An answer, whatever its status.
   *
   * @param body null where the API acted, and the rest of its answer was lost
   */
  record Raw(int status, HttpHeaders headers, byte @Nullable [] body) {}

  /**
   * @throws IllegalArgumentException if the settings contradict each other
   */
  HttpApi(HttpSettings settings) {
    this.settings = settings;
    addresses =
        new Addresses(
            settings.baseUrl(), settings.hosts(), Boolean.TRUE.equals(settings.plainHttp()));
    credential = credential(settings);
    reading = newClient();
  }

  Addresses addresses() {
    return addresses;
  }

  /** What the connection's test reads. */
  URI testAddress() throws Permanent {
    return addresses.of(settings.testPath() == null ? "" : settings.testPath(), null);
  }

  /**
   * Sends a request and follows where it is sent on, if it may be repeated; a success, or a status
   * that the step wants to see.
   */
  Raw exchange(Outgoing request, ActionContext context)
      throws ConnectorException, InterruptedException {
    return exchange(request, context.clock(), context.deadline());
  }

  Raw exchange(Outgoing request, Clock clock, Instant deadline)
      throws ConnectorException, InterruptedException {
    var next = request;
    for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
      var answer = once(next, clock, deadline);
      var status = answer.status();
      var location = answer.headers().firstValue("location");
      if (status / 100 == 2
          || status == 303 && request.mayRepeat() == Repeat.NEVER
          || request.limits().answers().contains(status)) {
        return answer;
      }
      if (status / 100 != 3 || location.isEmpty() || !request.method().equals("GET")) {
        throw Failures.refused(
            status, answer.headers().firstValue("retry-after"), request.mayRepeat());
      }
      next = next.to(addresses.onward(next.address(), location.get()));
    }
    throw new Permanent("redirected", "The API sends us on in a circle.", null);
  }

  private Raw once(Outgoing request, Clock clock, Instant deadline)
      throws ConnectorException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Before the request");
    }
    var left = Duration.between(clock.instant(), deadline);
    var patience =
        left.compareTo(request.limits().timeout()) < 0 ? left : request.limits().timeout();
    if (!patience.isPositive()) {
      throw new Retryable("too-late", "The time for this step was over before it began.", null);
    }
    return switch (request.mayRepeat()) {
      case FREELY -> once(request, patience, reading);
      // A kept connection may be closed at the very moment it is used again, and then nobody knows.
      case NEVER -> {
        var fresh = newClient();
        try {
          yield once(request, patience, fresh);
        } finally {
          fresh.shutdownNow();
        }
      }
    };
  }

  private Raw once(Outgoing request, Duration patience, HttpClient client)
      throws ConnectorException, InterruptedException {
    var limited = BodyHandlers.limiting(BodyHandlers.ofByteArray(), request.limits().maxBytes());
    var head = new AtomicReference<HttpResponse.@Nullable ResponseInfo>();
    var answer =
        client.sendAsync(
            toHttp(request),
            info -> {
              head.set(info);
              return limited.apply(info);
            });
    try {
      // The request's own timeout ends with the headers; this one includes the body.
      var whole = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Raw(whole.statusCode(), whole.headers(), whole.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return acted(head.get(), request.mayRepeat())
          .orElseThrow(() -> Failures.lost("there was none in time", request.mayRepeat()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      var acted = acted(head.get(), request.mayRepeat());
      if (acted.isPresent()) {
        return acted.get();
      }
      throw Failures.noAnswer(e.getCause(), request.mayRepeat());
    }
  }

  /** An API that said 2xx has acted, even if the rest of its answer was too long or got lost. */
  private static Optional<Raw> acted(HttpResponse.@Nullable ResponseInfo head, Repeat repeat) {
    return head != null && head.statusCode() / 100 == 2 && repeat == Repeat.NEVER
        ? Optional.of(new Raw(head.statusCode(), head.headers(), null))
        : Optional.empty();
  }

  private HttpRequest toHttp(Outgoing request) {
    var builder = HttpRequest.newBuilder(request.address()).header("User-Agent", "Carelay");
    if (addresses.isOurs(request.address())) {
      request.headers().forEach(builder::setHeader);
      if (credential != null) {
        builder.setHeader(credential.header(), credential.value());
      }
    }
    var content = request.content();
    if (content == null) {
      return builder.method(request.method(), BodyPublishers.noBody()).build();
    }
    return builder
        .setHeader("Content-Type", content.type())
        .method(request.method(), BodyPublishers.ofByteArray(content.bytes()))
        .build();
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  private static @Nullable Credential credential(HttpSettings settings) {
    var ways =
        (settings.token() == null ? 0 : 1)
            + (settings.password() == null ? 0 : 1)
            + (settings.key() == null ? 0 : 1);
    if (ways > 1) {
      throw new IllegalArgumentException("Give one of bearer token, password and key, not several");
    }
    if ((settings.username() == null) != (settings.password() == null)) {
      throw new IllegalArgumentException("Give both user name and password, or neither");
    }
    if ((settings.keyHeader() == null) != (settings.key() == null)) {
      throw new IllegalArgumentException("Give both key header and key, or neither");
    }
    if (settings.token() != null) {
      return checked(new Credential("Authorization", "Bearer " + settings.token().strip()));
    }
    if (settings.password() != null) {
      var pair = settings.username() + ":" + settings.password();
      var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      return new Credential("Authorization", "Basic " + encoded);
    }
    return settings.keyHeader() == null
        ? null
        : checked(new Credential(settings.keyHeader().strip(), String.valueOf(settings.key())));
  }

  private static Credential checked(Credential credential) {
    var odd =
        credential.value().chars().anyMatch(each -> each < ' ' || each > '~')
            || !credential.header().matches("[A-Za-z0-9-]+");
    if (odd) {
      throw new IllegalArgumentException("A token or key is one line of plain letters and digits");
    }
    return credential;
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }

  @Override
  public String toString() {
    return "HttpApi[" + settings.baseUrl().getHost() + "]";
  }
}
