package org.carelay.sheets;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.carelay.connector.ConnectorException;

/**
 * What a failed call means. Google's own message is not passed on, since it may quote a cell; its
 * status and reason choose one of our sentences.
 */
final class Failures {
  static final String NOT_FOUND = "spreadsheet-not-found";
  static final String NOT_SHARED = "spreadsheet-not-shared";
  static final String REJECTED = "google-rejected";

  private static final int NOT_IMPLEMENTED = 501;

  private final String email;
  private final Backoff backoff;

  Failures(String email, Backoff backoff) {
    this.email = email;
    this.backoff = backoff;
  }

  /**
   * @param writing whether the call may have changed something when its answer was lost
   */
  ConnectorException of(IOException failure, boolean writing) {
    if (failure instanceof HttpResponseException answer) {
      return answered(answer, writing);
    }
    if (failure instanceof Retryable signIn) {
      return signIn.isRetryable() ? signInUnreachable(failure) : revoked(failure);
    }
    if (failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || failure instanceof NoRouteToHostException) {
      return new ConnectorException.Retryable(
          "google-unreachable",
          "Google cannot be reached. Check the network, or the root address of the connection.",
          backoff.failed(),
          failure);
    }
    return writing
        ? new ConnectorException.OutcomeUnknown(
            "google-no-answer",
            "The connection to Google broke before it answered; the sheet may or may not have been"
                + " changed.",
            failure)
        : new ConnectorException.Retryable(
            "google-no-answer",
            "Google did not answer as expected. It is asked again.",
            backoff.failed(),
            failure);
  }

  private ConnectorException answered(HttpResponseException answer, boolean writing) {
    var content = answer.getContent() == null ? "" : answer.getContent();
    return switch (answer.getStatusCode()) {
      case 401 -> revoked(answer);
      case 403 -> forbidden(answer, content);
      case 404 ->
          new ConnectorException.Permanent(
              NOT_FOUND,
              "There is no such spreadsheet, or it is not shared with "
                  + email
                  + ". Check its id, and share it with this address.",
              answer);
      case 429 -> busy(answer);
      case 400 ->
          new ConnectorException.Permanent(
              REJECTED,
              "Google rejected the request. Check the names of spreadsheet and sheet, and whether"
                  + " the cells are protected.",
              answer);
      default -> {
        if (answer.getStatusCode() < 500 || answer.getStatusCode() == NOT_IMPLEMENTED) {
          yield new ConnectorException.Permanent(
              REJECTED, "Google refused with status " + answer.getStatusCode() + ".", answer);
        }
        yield writing
            ? new ConnectorException.OutcomeUnknown(
                "google-failed",
                "Google failed while writing (status "
                    + answer.getStatusCode()
                    + "); the sheet may or may not have been changed.",
                answer)
            : new ConnectorException.Retryable(
                "google-failed",
                "Google has trouble (status " + answer.getStatusCode() + "). It is asked again.",
                backoff.failed(),
                answer);
      }
    };
  }

  private ConnectorException forbidden(HttpResponseException answer, String content) {
    if (content.contains("ateLimitExceeded") || content.contains("RATE_LIMIT_EXCEEDED")) {
      return busy(answer);
    }
    if (content.contains("SERVICE_DISABLED") || content.contains("accessNotConfigured")) {
      return new ConnectorException.AuthenticationFailed(
          "google-api-disabled",
          "The Google Sheets API is not turned on in the service account's project. Turn it on in"
              + " the Google Cloud console.",
          answer);
    }
    return new ConnectorException.Permanent(
        NOT_SHARED,
        "The spreadsheet is not shared with "
            + email
            + ", or only for reading. Open it, press Share and add this address as an editor.",
        answer);
  }

  private ConnectorException busy(IOException answer) {
    return new ConnectorException.Retryable(
        "google-quota",
        "Google's quota for this minute is used up. It is asked again in a while.",
        backoff.failed(),
        answer);
  }

  private ConnectorException signInUnreachable(IOException failure) {
    return new ConnectorException.Retryable(
        "google-sign-in-unreachable",
        "Google's sign-in cannot be reached. It is asked again in a while.",
        backoff.failed(),
        failure);
  }

  private ConnectorException revoked(IOException failure) {
    return new ConnectorException.AuthenticationFailed(
        "google-credential-revoked",
        "Google no longer accepts the key of "
            + email
            + ": it was revoked or deleted, or this machine's clock is wrong. Reconnect with a new"
            + " key.",
        failure);
  }
}
