package org.carelay.email;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/**
 * An address as a token that only this connection can make and read, so that nobody can end the
 * mails of somebody else, and a link in a log names nobody. The key is a note of the connection; it
 * opens nothing else.
 */
final class SealedAddress {
  private static final String KEY = "unsubscribe-key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_CHARACTERS = 800;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Memory memory;

  SealedAddress(Memory memory) {
    this.memory = memory;
  }

  String seal(String address) {
    var nonce = random(NONCE_BYTES);
    try {
      var sealed =
          cipher(Cipher.ENCRYPT_MODE, key(), nonce)
              .doFinal(address.getBytes(StandardCharsets.UTF_8));
      var both = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(both.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has AES.", e);
    }
  }

  /** Null where this connection has not made it. */
  @Nullable String open(String token) {
    if (token.length() > MOST_CHARACTERS || memory.get(KEY) == null) {
      return null;
    }
    try {
      var both = Base64.getUrlDecoder().decode(token);
      if (both.length <= NONCE_BYTES) {
        return null;
      }
      var nonce = new byte[NONCE_BYTES];
      System.arraycopy(both, 0, nonce, 0, NONCE_BYTES);
      var plain =
          cipher(Cipher.DECRYPT_MODE, key(), nonce)
              .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] key() {
    var known = memory.get(KEY);
    if (known == null) {
      memory.put(KEY, Base64.getEncoder().encodeToString(random(KEY_BYTES)));
      // Another node may have been quicker or later: what stands is everybody's.
      known = String.valueOf(memory.get(KEY));
    }
    return Base64.getDecoder().decode(known);
  }

  private static byte[] random(int bytes) {
    var random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
