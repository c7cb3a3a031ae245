package org.carelay.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.carelay.twilio.ExchangeFailed.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Carries each request of Twilio's library to the configured address exactly once, within 15
 * seconds.
 *
 * <p>The library's own transport repeats any request, POST included, up to three times on a 5xx,
 * and has fixed timeouts of more than 30 seconds. Anything but a 2xx leaves as {@link
 * ExchangeFailed}, since the library forgets the HTTP status of an answer that is not JSON.
 */
final class SingleAttempt extends com.twilio.http.HttpClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration TOTAL = Duration.ofSeconds(15);
  private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI baseUrl;
  private final Duration total;
  private final HttpClient http;

  SingleAttempt(URI baseUrl) {
    this(baseUrl, CONNECT, TOTAL);
  }

  SingleAttempt(URI baseUrl, Duration connect, Duration total) {
    this.baseUrl = baseUrl;
    this.total = total;
    http =
        HttpClient.newBuilder()
            // One request per connection at a time: a broken connection concerns one message only.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(
      Request request, int[] retryCodes, int retries, long delayMillis) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    var answer = exchange(toHttp(request));
    if (answer.statusCode() / 100 != 2) {
      throw new ExchangeFailed(
          new Failure.Refused(answer.statusCode(), code(answer.body()), after(answer)));
    }
    return new Response(new String(answer.body(), StandardCharsets.UTF_8), answer.statusCode());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request) {
    var answer =
        http.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      // The request's own timeout ends with the headers; this one includes the body.
      return answer.get(total.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new ExchangeFailed(
          new Failure.NoAnswer("no answer within " + total.toSeconds() + " s"));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new ExchangeFailed(new Failure.Interrupted());
    } catch (ExecutionException e) {
      throw new ExchangeFailed(failure(e.getCause()));
    }
  }

  private static Failure failure(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _ ->
          new Failure.NotSent("no connection within " + CONNECT.toSeconds() + " s");
      case UnknownHostException _ -> new Failure.NotSent("its name is not known");
      case UnresolvedAddressException _ -> new Failure.NotSent("its name is not known");
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          new Failure.NotSent("its name is not known");
      case ConnectException _, NoRouteToHostException _ ->
          new Failure.NotSent("the connection was refused");
      case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
          new Failure.NotSent("its certificate is not trusted");
      // Only ever said of the first bytes, before anything of ours is sent.
      case SSLException plain
          when String.valueOf(plain.getMessage()).startsWith("Unsupported or unrecognized") ->
          new Failure.NotSent("it does not speak TLS");
      case null -> new Failure.NoAnswer("the connection broke");
      default -> new Failure.NoAnswer("the connection broke: " + cause.getClass().getSimpleName());
    };
  }

  private HttpRequest toHttp(Request request) {
    var asked = URI.create(request.constructURL().toString());
    var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    var builder =
        HttpRequest.newBuilder(URI.create(baseUrl + asked.getRawPath() + query))
            .header("Accept", "application/json")
            .header("User-Agent", "Carelay");
    if (request.requiresAuthentication()) {
      builder.header("Authorization", request.getAuthString());
    }
    request
        .getHeaderParams()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    if (request.getMethod() == HttpMethod.POST) {
      builder.header("Content-Type", "application/x-www-form-urlencoded");
      return builder.POST(BodyPublishers.ofString(request.encodeFormBody())).build();
    }
    return builder.method(request.getMethod().toString(), BodyPublishers.noBody()).build();
  }

  private static @Nullable Integer code(byte[] body) {
    try {
      var code = JSON.readTree(body).path("code");
      return code.canConvertToInt() ? code.intValue() : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Duration after(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(null);
  }
}
