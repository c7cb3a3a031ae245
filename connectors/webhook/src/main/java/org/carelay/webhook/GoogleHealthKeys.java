package org.carelay.webhook;

import com.google.crypto.tink.PublicKeyVerify;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.signature.SignatureConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The public keys with which Google Health signs what it posts (ECDSA, P-256), fetched when they
 * are first needed, then once a day, or when a signature fits none of them, at most every five
 * minutes.
 *
 * @see <a href="https://developers.google.com/health/webhooks">Google Health: Webhooks</a>
 */
final class GoogleHealthKeys {
  static final URI PUBLISHED =
      URI.create("https://www.gstatic.com/googlehealthapi/webhooks/webhooks_public_keyset.json");

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration BETWEEN = Duration.ofMinutes(5);

  private final URI source;
  private @Nullable PublicKeyVerify keys;
  private Instant fetchedAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;

  /** What a signature proves. */
  enum Proof {
    GENUINE,
    FORGED,
    /** The keys cannot be had at the moment. */
    NO_KEYS
  }

  /**
   * @throws IllegalArgumentException if the address does not begin with https://, and is not on
   *     this machine
   */
  GoogleHealthKeys(URI source) {
    var local = "localhost".equals(source.getHost()) || "127.0.0.1".equals(source.getHost());
    if (!"https".equalsIgnoreCase(source.getScheme())
        && !(local && "http".equalsIgnoreCase(source.getScheme()))) {
      throw new IllegalArgumentException("The address of the keys must begin with https://");
    }
    this.source = source;
  }

  /**
   * @param signature as in the header: base64
   */
  synchronized Proof check(String signature, byte[] body, Instant now) {
    if (!now.isBefore(fetchedAt.plus(FRESH)) || now.isBefore(fetchedAt)) {
      fetch(now);
    }
    if (fits(signature, body)) {
      return Proof.GENUINE;
    }
    // The key may be newer than those that are known.
    if (fetch(now) && fits(signature, body)) {
      return Proof.GENUINE;
    }
    return keys == null ? Proof.NO_KEYS : Proof.FORGED;
  }

  private boolean fits(String signature, byte[] body) {
    if (keys == null) {
      return false;
    }
    try {
      keys.verify(Base64.getDecoder().decode(signature.strip()), body);
      return true;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }

  /** False where it is too early to ask again, or there is no good answer; what is known stays. */
  private boolean fetch(Instant now) {
    if (now.isBefore(triedAt.plus(BETWEEN)) && !now.isBefore(triedAt)) {
      return false;
    }
    triedAt = now;
    try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var request = HttpRequest.newBuilder(source).timeout(PATIENCE).build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        return false;
      }
      SignatureConfig.register();
      keys =
          TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(answer.body())
              .getPrimitive(RegistryConfiguration.get(), PublicKeyVerify.class);
      fetchedAt = now;
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
