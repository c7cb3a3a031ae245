package org.carelay.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.auth.oauth2.ServiceAccountCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/** Notes to apps by Firebase's HTTP v1 API. */
final class Fcm {
  private static final String ROOT = "https://fcm.googleapis.com";
  private static final List<String> SCOPES =
      List.of("https://www.googleapis.com/auth/firebase.messaging");

  private final ServiceAccountCredentials account;
  private final String root;

  /**
   * @throws IllegalArgumentException if the key is not a service account's
   */
  Fcm(PushSettings.Firebase firebase, @Nullable URI standIn) {
    account = account(firebase.serviceAccountKey());
    root = standIn == null ? ROOT : standIn.toString().replaceAll("/+$", "");
  }

  private static ServiceAccountCredentials account(Object keyFile) {
    try {
      var text =
          keyFile instanceof String written ? written : Target.JSON.writeValueAsString(keyFile);
      var key = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      var account =
          ServiceAccountCredentials.fromStream(key).toBuilder()
              .setDefaultRetriesEnabled(false)
              .setScopes(SCOPES)
              .build();
      if (account.getProjectId() != null) {
        return account;
      }
    } catch (IOException | RuntimeException unusable) {
      // Without its cause, which may quote the key.
      throw new IllegalArgumentException(NO_KEY);
    }
    throw new IllegalArgumentException(NO_KEY);
  }

  private static final String NO_KEY =
      "\"serviceAccountKey\" is not the JSON key of a Firebase project's service account";

  /** Gets a token; nothing is sent. */
  String signIn() throws ConnectorException {
    try {
      account.refreshIfExpired();
      var token = account.getAccessToken();
      if (token != null) {
        return token.getTokenValue();
      }
    } catch (IOException e) {
      throw e instanceof com.google.auth.Retryable again && again.isRetryable()
          ? new Retryable("unreachable", "Google gives out no token now.", null)
          : isConnection(e)
              ? new Retryable("unreachable", "Google could not be reached for a token.", null)
              : new AuthenticationFailed(
                  "key-refused", "Google refuses the service account's key.", null);
    }
    throw new AuthenticationFailed("key-refused", "Google gives out no token.", null);
  }

  private static boolean isConnection(Throwable failure) {
    for (var each = failure; each != null; each = each.getCause()) {
      if (each instanceof java.net.SocketException
          || each instanceof java.net.UnknownHostException
          || each instanceof java.net.SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  HttpRequest request(Target.App app, Note note) throws ConnectorException {
    var message = Target.JSON.createObjectNode();
    message.put("token", app.token());
    message.putObject("notification").put("title", note.title()).put("body", note.body());
    var ttl = note.ttl().toSeconds();
    message
        .putObject("android")
        .put("ttl", ttl + "s")
        .put("collapse_key", note.topic())
        .put("priority", note.urgency() == Note.Urgency.HIGH ? "high" : "normal");
    message
        .putObject("webpush")
        .putObject("headers")
        .put("TTL", String.valueOf(ttl))
        .put("Urgency", note.urgency().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (note.link() != null) {
      message.withObject("/webpush/fcm_options").put("link", note.link());
      message.putObject("data").put("link", note.link());
    }
    var body = Target.JSON.createObjectNode().set("message", message).toString();
    var address = root + "/v1/projects/" + account.getProjectId() + "/messages:send";
    return HttpRequest.newBuilder(URI.create(address))
        .header("Authorization", "Bearer " + signIn())
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  /** The name that Firebase gives the message; null where it says none. */
  static @Nullable String name(HttpResponse<byte[]> answer) {
    try {
      var name =
          Target.JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)).path("name");
      return name.isTextual() ? name.asText() : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
