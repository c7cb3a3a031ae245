package org.carelay.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a note goes. {@link #address()} holds all of it, so that what the gate approves is enough.
 */
sealed interface Target {
  ObjectMapper JSON = new ObjectMapper();
  String FCM = "fcm:";

  /** As text: the gate's address, and what {@link #of(Object)} reads. */
  String address();

  /**
   * A browser.
   *
   * @param endpoint at its push service
   * @param p256dh its public key in base64url
   * @param auth its secret in base64url
   */
  record Browser(URI endpoint, String p256dh, String auth) implements Target {
    @Override
    public String address() {
      var keys = JSON.createObjectNode().put("p256dh", p256dh).put("auth", auth);
      return JSON.createObjectNode()
          .put("endpoint", endpoint.toString())
          .<com.fasterxml.jackson.databind.node.ObjectNode>set("keys", keys)
          .toString();
    }
  }

  /** An app, by its registration token at Firebase. */
  record App(String token) implements Target {
    @Override
    public String address() {
      return FCM + token;
    }
  }

  /**
   * A browser's subscription as an object or as JSON text, or {@code fcm:} with a token; null where
   * it is neither.
   */
  static @Nullable Target of(@Nullable Object written) {
    return switch (written) {
      case Map<?, ?> map -> browser(JSON.valueToTree(map));
      case String text when text.strip().startsWith(FCM) ->
          app(text.strip().substring(FCM.length()));
      case String text when text.strip().startsWith("{") -> parsed(text);
      case null, default -> null;
    };
  }

  private static @Nullable Target app(String token) {
    return token.matches("[A-Za-z0-9_:-]{10,4096}") ? new App(token) : null;
  }

  private static @Nullable Target parsed(String text) {
    try {
      return browser(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static @Nullable Target browser(JsonNode subscription) {
    var endpoint = subscription.path("endpoint").asText("");
    var p256dh = subscription.path("keys").path("p256dh").asText("").replace("=", "");
    var auth = subscription.path("keys").path("auth").asText("").replace("=", "");
    try {
      return !endpoint.isEmpty()
              && p256dh.matches("[A-Za-z0-9_-]{86,88}")
              && auth.matches("[A-Za-z0-9_-]{21,24}")
          ? new Browser(URI.create(endpoint), p256dh, auth)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
