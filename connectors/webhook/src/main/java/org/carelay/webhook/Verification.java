package org.carelay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/** Who posted? Compares in constant time, and says no more than that something is wrong. */
final class Verification {
  private Verification() {}

  /** Null if the sender is let in. */
  static @Nullable Refused refuse(HttpCall call, WebhookAuth auth, WebhookKeys keys) {
    var kept = keys.settings();
    if (auth == WebhookAuth.NONE) {
      return null;
    }
    if (auth.hmac() != null) {
      return Signature.refuse(call, auth.hmac(), kept.secret());
    }
    if (auth.profile() != null) {
      return auth.profile().refuse(call, keys);
    }
    if (auth.certificate() != null) {
      return auth.certificate().refuse(call, kept.proxySecret());
    }
    if (auth.bearer() != null) {
      return bearer(call, orKept(auth.bearer().token(), kept.token()));
    }
    if (auth.basic() != null) {
      return basic(
          call,
          orKept(auth.basic().username(), kept.username()),
          orKept(auth.basic().password(), kept.password()));
    }
    return new Refused(
        401, "nobody-allowed", "The recipe's auth is empty, so that nobody is let in.");
  }

  static @Nullable String orKept(@Nullable String inRecipe, @Nullable String kept) {
    return inRecipe == null ? kept : inRecipe;
  }

  static Refused noKey(String what) {
    return new Refused(
        401,
        "no-key-to-check",
        "There is no %s to compare with. Put it in the webhook's connection, or in the recipe's auth."
            .formatted(what));
  }

  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  private static @Nullable Refused bearer(HttpCall call, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return noKey("token");
    }
    var given = credentials(call, "Bearer ");
    return given != null && same(utf8(given), utf8(token))
        ? null
        : new Refused(401, "wrong-token", "The bearer token is missing or wrong.");
  }

  private static @Nullable Refused basic(
      HttpCall call, @Nullable String username, @Nullable String password) {
    if (username == null || password == null || password.isEmpty()) {
      return noKey("user name and password");
    }
    var given = credentials(call, "Basic ");
    return given != null && same(decoded(given), utf8(username + ":" + password))
        ? null
        : new Refused(401, "wrong-password", "The user name or password is missing or wrong.");
  }

  /** What follows the scheme's name, which has no case. */
  private static @Nullable String credentials(HttpCall call, String scheme) {
    var header = call.header("authorization");
    return header != null && header.regionMatches(true, 0, scheme, 0, scheme.length())
        ? header.substring(scheme.length()).strip()
        : null;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
