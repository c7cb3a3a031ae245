package org.carelay.practice.phone;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs posts as Twilio does: HMAC-SHA1 over the address and the sorted form fields. */
public final class TwilioSignature {
  /** The header that carries it. */
  public static final String HEADER = "X-Twilio-Signature";

  private TwilioSignature() {}

  /** The header's value for a form posted to {@code url}. */
  public static String sign(String authToken, URI url, Map<String, String> form) {
    var signed = new StringBuilder(url.toString());
    new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This Java runtime cannot sign with HMAC-SHA1", e);
    }
  }
}
