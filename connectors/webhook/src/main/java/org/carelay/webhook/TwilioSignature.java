package org.carelay.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Twilio signs the address with all fields behind it; of a body that is no form, the address names
 * the hash. Behind a proxy the port may or may not be part of it.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">Twilio: Security</a>
 */
final class TwilioSignature {
  private TwilioSignature() {}

  static @Nullable Refused refuse(HttpCall call, String token) {
    var written = call.header("x-twilio-signature");
    if (written == null) {
      return wrong(call);
    }
    try {
      var given = Base64.getDecoder().decode(written.strip());
      var fits =
          bodyFits(call)
              && (Verification.same(given, sign(call.url().toString() + fields(call), token))
                  || Verification.same(given, sign(otherPort(call.url()) + fields(call), token)));
      return fits ? null : wrong(call);
    } catch (IllegalArgumentException | BodyException e) {
      return wrong(call);
    }
  }

  private static Refused wrong(HttpCall call) {
    return new Refused(
        401,
        "wrong-signature",
        "The signature does not fit the address %s and the auth token; check the public URL."
            .formatted(call.url().toString().split("\\?", 2)[0]));
  }

  private static boolean isForm(HttpCall call) {
    var type = call.header("content-type");
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  private static boolean bodyFits(HttpCall call) throws BodyException {
    if (isForm(call) || call.body().length == 0) {
      return true;
    }
    var query = call.url().getRawQuery();
    var named = query == null ? null : Body.form(query).get("bodySHA256");
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(call.body());
      return named instanceof String hex
          && Verification.same(
              HexFormat.of().parseHex(hex.toLowerCase(java.util.Locale.ROOT)), hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }

  /** Names and values in the order of the names, without anything between. */
  private static String fields(HttpCall call) throws BodyException {
    if (!isForm(call)) {
      return "";
    }
    var text = new StringBuilder();
    new TreeMap<>(Body.form(new String(call.body(), StandardCharsets.UTF_8)))
        .forEach(
            (name, value) ->
                (value instanceof List<?> all ? all : List.of(value))
                    .stream().distinct().sorted().forEach(one -> text.append(name).append(one)));
    return text.toString();
  }

  private static byte[] sign(String text, String token) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no HmacSHA1", e);
    }
  }

  private static String otherPort(URI address) {
    var text = address.toString();
    return address.getPort() < 0
        ? text.replaceFirst("^(https://[^/?]+)", "$1:443").replaceFirst("^(http://[^/?]+)", "$1:80")
        : text.replaceFirst(":" + address.getPort(), "");
  }
}
