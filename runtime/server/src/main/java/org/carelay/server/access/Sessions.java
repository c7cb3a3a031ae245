package org.carelay.server.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Browser sessions: a signed text with its expiry, so that they survive a restart and need no
 * table. Signing out forgets one for the life of this process; changing the admin token ends all.
 */
final class Sessions {
  static final Duration LIFETIME = Duration.ofHours(12);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** When it ends, a nonce, the name, the token and the signature. */
  private static final int PARTS = 5;

  private final byte[] key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Instant> ended = new ConcurrentHashMap<>();

  /**
   * @param key differs with the installation and with the admin token
   */
  Sessions(byte[] key, Clock clock) {
    this.key = key.clone();
    this.clock = clock;
  }

  /**
   * Who is signed in.
   *
   * @param token the named token that it was done with; null for the admin token
   */
  record Who(String name, @Nullable UUID token) {}

  String start(Who who) {
    var nonce = new byte[16];
    random.nextBytes(nonce);
    var content =
        clock.instant().plus(LIFETIME).getEpochSecond()
            + "."
            + BASE64.encodeToString(nonce)
            + "."
            + BASE64.encodeToString(who.name().getBytes(StandardCharsets.UTF_8))
            + "."
            + (who.token() == null ? "" : who.token());
    return content + "." + sign(content);
  }

  /** Who a session is; null where it is none, or over. */
  @Nullable Who who(String session) {
    var parts = session.split("\\.", -1);
    if (parts.length != PARTS || !isValid(session)) {
      return null;
    }
    var name = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
    return new Who(name, parts[3].isEmpty() ? null : UUID.fromString(parts[3]));
  }

  boolean isValid(String session) {
    var dot = session.lastIndexOf('.');
    if (dot < 0 || ended.containsKey(session)) {
      return false;
    }
    var content = session.substring(0, dot);
    return same(sign(content), session.substring(dot + 1))
        && clock.instant().isBefore(expiry(content));
  }

  void end(String session) {
    if (isValid(session)) {
      ended.values().removeIf(expiry -> expiry.isBefore(clock.instant()));
      ended.put(session, expiry(session));
    }
  }

  private static Instant expiry(String session) {
    return Instant.ofEpochSecond(Long.parseLong(session.substring(0, session.indexOf('.'))));
  }

  private String sign(String content) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 must be available", e);
    }
  }

  /** Compares in a time that does not depend on where the texts differ. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
