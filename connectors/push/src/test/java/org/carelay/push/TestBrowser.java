package org.carelay.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser's side of RFC 8291, written from the RFC and not from our library. */
final class TestBrowser {
  private final byte[] publicKey;
  private final PrivateKey privateKey;
  private final byte[] auth;

  TestBrowser(byte[] publicKey, PrivateKey privateKey, byte[] auth) {
    this.publicKey = publicKey;
    this.privateKey = privateKey;
    this.auth = auth;
  }

  static TestBrowser create() throws GeneralSecurityException {
    var pair = newPair();
    return new TestBrowser(raw((ECPublicKey) pair.getPublic()), pair.getPrivate(), new byte[16]);
  }

  static KeyPair newPair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  Map<String, Object> subscription(String endpoint) {
    return Map.of(
        "endpoint", endpoint, "keys", Map.of("p256dh", text(publicKey), "auth", text(auth)));
  }

  String read(byte[] message) throws GeneralSecurityException {
    var in = ByteBuffer.wrap(message);
    var salt = take(in, 16);
    in.getInt();
    var sender = take(in, in.get());
    var agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(privateKey);
    agreement.doPhase(publicKey(sender), true);
    var keyInfo = join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), publicKey, sender);
    var ikm = hkdf(auth, agreement.generateSecret(), keyInfo, 32);
    var key =
        hkdf(salt, ikm, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
    var nonce =
        hkdf(salt, ikm, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    var padded = cipher.doFinal(take(in, in.remaining()));
    var end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    var extracted = hmac(salt, secret);
    return Arrays.copyOf(hmac(extracted, join(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  static byte[] raw(ECPublicKey key) {
    return join(new byte[] {4}, fixed(key.getW().getAffineX()), fixed(key.getW().getAffineY()));
  }

  static byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    var length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  static PrivateKey privateKey(byte[] scalar) throws GeneralSecurityException {
    var spec = new ECPrivateKeySpec(new BigInteger(1, scalar), curve());
    return KeyFactory.getInstance("EC").generatePrivate(spec);
  }

  static ECPublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    var x = new BigInteger(1, Arrays.copyOfRange(raw, 1, 33));
    var y = new BigInteger(1, Arrays.copyOfRange(raw, 33, 65));
    var spec = new ECPublicKeySpec(new ECPoint(x, y), curve());
    return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static byte[] take(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static byte[] join(byte[]... parts) {
    var all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (var part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
