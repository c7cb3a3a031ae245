package org.carelay.push;

import com.zerodeplibs.webpush.EncryptedPushMessage;
import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** Notes to browsers: encrypted for the browser (RFC 8291), signed by us (RFC 8292). */
final class WebPush {
  private static final Duration SIGNED_FOR = Duration.ofHours(12);
  private static final Set<String> SERVICES =
      Set.of("fcm.googleapis.com", "updates.push.services.mozilla.com", "web.push.apple.com");
  private static final List<String> SERVICE_DOMAINS =
      List.of(".push.apple.com", ".notify.windows.com", ".push.services.mozilla.com");

  private final VAPIDKeyPair keys;
  private final String contact;
  private final Set<String> hosts;
  private final @Nullable URI root;
  private final Clock clock;

  /**
   * @throws IllegalArgumentException if the keys are no pair
   */
  WebPush(PushSettings.Vapid vapid, PushSettings settings, Clock clock) {
    try {
      var privateKey = privateKey(decoded(vapid.privateKey()));
      var publicBytes = decoded(vapid.publicKey());
      requirePair(privateKey, publicKey(publicBytes));
      keys =
          VAPIDKeyPairs.of(
              PrivateKeySources.ofECPrivateKey(privateKey),
              PublicKeySources.ofUncompressedBytes(publicBytes));
    } catch (GeneralSecurityException | RuntimeException e) {
      // Without its cause, which may quote the key.
      throw new IllegalArgumentException(
          "The keys for browsers must be a VAPID pair in base64url, as made by \"npx web-push"
              + " generate-vapid-keys\"");
    }
    this.contact = settings.contact().strip();
    this.root = settings.rootUrl();
    this.clock = clock;
    hosts = new HashSet<>(SERVICES);
    for (var host : settings.hosts() == null ? List.<String>of() : settings.hosts()) {
      hosts.add(host.strip().toLowerCase(Locale.ROOT));
    }
  }

  HttpRequest request(Target.Browser browser, byte[] content, Note note) throws ConnectorException {
    var endpoint = allowed(browser.endpoint());
    var encrypted = encrypted(browser, content);
    var signed =
        VAPIDJWTParam.getBuilder()
            .resourceURLString(endpoint.toString())
            .expirationTime(clock.instant().plus(SIGNED_FOR))
            .subject(contact)
            .build();
    return HttpRequest.newBuilder(root == null ? endpoint : redirected(endpoint, root))
        .header("Authorization", keys.generateAuthorizationHeaderValue(signed))
        .header("Content-Type", encrypted.mediaType())
        .header("Content-Encoding", encrypted.contentEncoding())
        .header("TTL", String.valueOf(note.ttl().toSeconds()))
        .header("Urgency", note.urgency().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .header("Topic", note.topic())
        .POST(BodyPublishers.ofByteArray(encrypted.toBytes()))
        .build();
  }

  private static EncryptedPushMessage encrypted(Target.Browser browser, byte[] content)
      throws Permanent {
    try {
      return MessageEncryptions.of()
          .encrypt(
              UserAgentMessageEncryptionKeyInfo.of(browser.p256dh(), browser.auth()),
              PushMessage.of(content));
    } catch (RuntimeException e) {
      throw new Permanent(
          "bad-subscription", "The keys of the subscription are not a browser's.", null);
    }
  }

  /** A subscription is what some browser said; it must not make us ask any other machine. */
  URI allowed(URI endpoint) throws Permanent {
    var host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
    if ("https".equalsIgnoreCase(endpoint.getScheme())
        && endpoint.getRawUserInfo() == null
        && (endpoint.getPort() < 0 || endpoint.getPort() == 443)
        && (hosts.contains(host) || SERVICE_DOMAINS.stream().anyMatch(host::endsWith))) {
      return endpoint;
    }
    throw new Permanent(
        "push-service-not-allowed",
        "The subscription is at a push service that the connection does not allow.",
        null);
  }

  static URI redirected(URI endpoint, URI root) {
    var query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
    return URI.create(root.toString().replaceAll("/+$", "") + endpoint.getRawPath() + query);
  }

  private static byte[] decoded(String base64) {
    return Base64.getUrlDecoder().decode(base64.strip().replace("=", ""));
  }

  private static ECPrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
    if (scalar.length != 32) {
      throw new IllegalArgumentException("A private key has 32 bytes");
    }
    var spec = new ECPrivateKeySpec(new BigInteger(1, scalar), curve());
    return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
  }

  private static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
    if (point.length != 65 || point[0] != 4) {
      throw new IllegalArgumentException("A public key has 65 bytes");
    }
    var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    var spec = new ECPublicKeySpec(new ECPoint(x, y), curve());
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static void requirePair(ECPrivateKey privateKey, ECPublicKey publicKey)
      throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(privateKey);
    signature.update((byte) 1);
    var signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update((byte) 1);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException("The keys do not belong together");
    }
  }
}
