package org.carelay.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.http.Outgoing.Repeat;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, and whether the same request may be sent again. Messages never quote what an API
 * says: it may be about a patient.
 */
final class Failures {
  private Failures() {}

  /** There was no whole answer. */
  static ConnectorException noAnswer(@Nullable Throwable cause, Repeat repeat) {
    return switch (cause) {
      case HttpConnectTimeoutException _ -> notSent("it could not be connected to in time");
      case UnknownHostException _, UnresolvedAddressException _ -> notSent("its name is not known");
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          notSent("its name is not known");
      case ConnectException _, NoRouteToHostException _ -> notSent("the connection was refused");
      case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
          new AuthenticationFailed(
              "certificate-not-trusted",
              "The API's certificate is not trusted or is for another name.",
              null);
      // Only ever said of the first bytes, before anything of ours is sent.
      case SSLException plain
          when String.valueOf(plain.getMessage()).startsWith("Unsupported or unrecognized") ->
          notSent("it does not speak TLS there");
      case IOException tooLong
          when String.valueOf(tooLong.getMessage()).startsWith("body exceeds capacity") ->
          new Permanent(
              "answer-too-large",
              "The API's answer is too large. Ask for less, or raise the step's maxBytes.",
              null);
      case null -> lost("the connection broke", repeat);
      default -> lost("the connection broke", repeat);
    };
  }

  static ConnectorException lost(String why, Repeat repeat) {
    return switch (repeat) {
      case FREELY ->
          new Retryable("no-answer", "The API gave no whole answer: %s.".formatted(why), null);
      case NEVER ->
          new OutcomeUnknown(
              "no-answer",
              "The API gave no whole answer: %s. It may have acted all the same.".formatted(why),
              null);
    };
  }

  /**
   * A status that is no success.
   *
   * @param retryAfter the header of that name
   */
  static ConnectorException refused(int status, Optional<String> retryAfter, Repeat repeat) {
    var after =
        retryAfter
            .filter(value -> value.matches("\\d{1,6}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(null);
    if (status == 503 && after != null) {
      return new Retryable("throttled", "The API asks to try later (503).", after, null);
    }
    return switch (status) {
      case 401, 403 ->
          new AuthenticationFailed(
              "sign-in-refused",
              "The API refuses us (%d). Check the connection's credentials and their rights."
                  .formatted(status),
              null);
      case 408, 425, 429 ->
          new Retryable(
              "throttled", "The API asks to try later (%d).".formatted(status), after, null);
      case 501, 505 ->
          new Permanent(
              "refused", "The API does not know this method (%d).".formatted(status), null);
      default ->
          status >= 500 || status == 301 || status == 302 ? unsure(status, repeat) : no(status);
    };
  }

  private static ConnectorException unsure(int status, Repeat repeat) {
    return switch (repeat) {
      case FREELY -> new Retryable("server-error", "The API failed (%d).".formatted(status), null);
      case NEVER ->
          new OutcomeUnknown(
              "server-error",
              "The API failed (%d). It may have acted all the same.".formatted(status),
              null);
    };
  }

  private static Permanent no(int status) {
    return status / 100 == 3
        ? new Permanent(
            "redirected",
            "The API has moved (%d). Put its new address into the connection.".formatted(status),
            null)
        : new Permanent(
            "refused",
            "The API says no (%d). Check the step's address and body; the answer is not kept."
                .formatted(status),
            null);
  }

  private static Retryable notSent(String why) {
    return new Retryable("unreachable", "The API was not reached: %s.".formatted(why), null);
  }
}
