package org.carelay.push;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/** One post to a push service, made once. */
final class PushCall {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MAX_ANSWER_BYTES = 256 * 1024;

  private PushCall() {}

  /** A success. */
  static HttpResponse<byte[]> make(HttpRequest request, Duration left) throws ConnectorException {
    var answer = exchange(request, left.compareTo(LONGEST) < 0 ? left : LONGEST);
    if (answer.statusCode() / 100 == 2) {
      return answer;
    }
    throw refused(answer);
  }

  private static HttpResponse<byte[]> exchange(HttpRequest request, Duration patience)
      throws ConnectorException {
    // A kept connection may be closed at the moment it is used again, and then nobody knows.
    var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    try {
      return client
          .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES))
          .get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw lost();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      client.shutdownNow();
    }
  }

  private static OutcomeUnknown lost() {
    return new OutcomeUnknown(
        "no-answer", "The push service gave no answer; it may have taken the note.", null);
  }

  private static ConnectorException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException _,
          UnknownHostException _,
          UnresolvedAddressException _,
          ConnectException _,
          NoRouteToHostException _ ->
          new Retryable("unreachable", "The push service could not be reached.", null);
      case SSLHandshakeException _ ->
          new AuthenticationFailed(
              "certificate-not-trusted", "The push service's certificate is not trusted.", null);
      case null, default -> lost();
    };
  }

  private static ConnectorException refused(HttpResponse<byte[]> answer) {
    var status = answer.statusCode();
    var after =
        answer
            .headers()
            .firstValue("Retry-After")
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(null);
    if (status == 429 || status == 503 && after != null) {
      return new Retryable(
          "throttled", "The push service asks to try later (%d).".formatted(status), after, null);
    }
    if (status >= 500) {
      return new OutcomeUnknown(
          "server-error",
          "The push service failed (%d); it may have taken the note.".formatted(status),
          null);
    }
    return switch (status) {
      case 404, 410 ->
          new Permanent(
              "subscription-gone",
              "The person's browser or app takes no more notes (%d). Remove the subscription."
                  .formatted(status),
              null);
      case 401, 403 ->
          new AuthenticationFailed(
              "keys-refused",
              "The push service refuses our keys for this recipient (%d).".formatted(status),
              null);
      case 413 -> new Permanent("too-large", "The note is too long for the push service.", null);
      default ->
          new Permanent(
              "refused", "The push service refuses the note (%d).".formatted(status), null);
    };
  }
}
