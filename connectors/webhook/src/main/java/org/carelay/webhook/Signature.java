package org.carelay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.webhook.WebhookAuth.Algorithm;
import org.carelay.webhook.WebhookAuth.Encoding;
import org.carelay.webhook.WebhookAuth.Hmac;
import org.jspecify.annotations.Nullable;

/** A keyed hash of the body, in any of the forms that senders use. */
final class Signature {
  static final String BODY = "{body}";
  static final String TIMESTAMP = "{timestamp}";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MOST_CHARACTERS = 1000;

  private Signature() {}

  static @Nullable Refused refuse(HttpCall call, Hmac expected, @Nullable String kept) {
    var key = Verification.orKept(expected.secret(), kept);
    if (key == null || key.isEmpty()) {
      return Verification.noKey("signing key");
    }
    var written = call.header(expected.header());
    if (written == null || written.length() > MOST_CHARACTERS) {
      return wrong("The signature is missing: the header %s.".formatted(expected.header()));
    }
    var timestamp = timestamp(call, expected);
    if (expected.timestampHeader() != null && timestamp == null) {
      return wrong(
          "The time of signing is missing: the header %s.".formatted(expected.timestampHeader()));
    }
    var computed = compute(key, expected, timestamp == null ? "" : timestamp, call.body());
    var given = decoded(unprefixed(written.strip(), expected), expected, computed.length);
    if (!Verification.same(given, computed)) {
      return wrong("The signature does not fit the body and the key.");
    }
    return timestamp == null ? null : refuseStale(timestamp, call, expected);
  }

  private static Refused wrong(String message) {
    return new Refused(401, "wrong-signature", message);
  }

  private static @Nullable String timestamp(HttpCall call, Hmac expected) {
    var written =
        expected.timestampHeader() == null ? null : call.header(expected.timestampHeader());
    return written == null || written.length() > MOST_CHARACTERS ? null : written.strip();
  }

  private static byte[] compute(String key, Hmac expected, String timestamp, byte[] body) {
    var algorithm = algorithm(expected).javaName();
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
      var content =
          expected.content() != null
              ? expected.content()
              : expected.timestampHeader() == null ? BODY : TIMESTAMP + "." + BODY;
      var around = content.replace(TIMESTAMP, timestamp).split("\\{body}", 2);
      mac.update(around[0].getBytes(StandardCharsets.UTF_8));
      mac.update(body);
      if (around.length > 1) {
        mac.update(around[1].getBytes(StandardCharsets.UTF_8));
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no " + algorithm, e);
    }
  }

  private static Algorithm algorithm(Hmac expected) {
    return Objects.requireNonNullElse(expected.algorithm(), Algorithm.SHA256);
  }

  private static String unprefixed(String written, Hmac expected) {
    if (expected.prefix() != null) {
      return written.startsWith(expected.prefix())
          ? written.substring(expected.prefix().length())
          : "";
    }
    var usual = algorithm(expected).usualPrefix();
    return written.startsWith(usual) ? written.substring(usual.length()) : written;
  }

  /** The bytes that were written, or none where they are no bytes. */
  private static byte[] decoded(String written, Hmac expected, int length) {
    var hex =
        expected.encoding() == null
            ? written.length() == 2 * length
            : expected.encoding() == Encoding.HEX;
    try {
      return hex
          ? HexFormat.of().parseHex(written)
          : Base64.getDecoder().decode(written.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static @Nullable Refused refuseStale(String timestamp, HttpCall call, Hmac expected) {
    var tolerance = Objects.requireNonNullElse(expected.tolerance(), TOLERANCE);
    try {
      var signed = instant(timestamp);
      if (Duration.between(signed, call.receivedAt()).abs().compareTo(tolerance) <= 0) {
        return null;
      }
      return new Refused(
          401,
          "stale-timestamp",
          "The post was signed more than %s from now; it may be a copy, or a clock is wrong."
              .formatted(tolerance));
    } catch (DateTimeException | ArithmeticException e) {
      return new Refused(
          401,
          "stale-timestamp",
          "The timestamp is neither seconds nor milliseconds since 1970 nor ISO-8601.");
    }
  }

  private static Instant instant(String timestamp) {
    if (timestamp.matches("[0-9]{1,11}")) {
      return Instant.ofEpochSecond(Long.parseLong(timestamp));
    }
    return timestamp.matches("[0-9]{12,15}")
        ? Instant.ofEpochMilli(Long.parseLong(timestamp))
        : Instant.parse(timestamp);
  }
}
