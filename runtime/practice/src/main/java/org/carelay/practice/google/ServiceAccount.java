package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The one account that may use the practice Google, and its key, made at first start. */
final class ServiceAccount {
  static final String EMAIL = "carelay@practice-clinic.iam.gserviceaccount.com";
  private static final String KEY_ID = "practice-key-1";
  private final RSAPrivateCrtKey privateKey;

  private ServiceAccount(RSAPrivateCrtKey privateKey) {
    this.privateKey = privateKey;
  }

  static ServiceAccount in(Path folder) {
    var file = folder.resolve("service-account.pkcs8");
    try {
      if (Files.notExists(file)) {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        writePrivately(file, generator.generateKeyPair().getPrivate().getEncoded());
      }
      var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(file));
      return new ServiceAccount(
          (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot keep the practice key in " + file, failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(
          "The practice key in " + file + " is damaged; delete it", failure);
    }
  }

  private static void writePrivately(Path file, byte[] content) throws IOException {
    var owner = PosixFilePermissions.fromString("rw-------");
    var partial = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(partial);
    try (var channel =
        Files.newByteChannel(
            partial,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(owner))) {
      channel.write(ByteBuffer.wrap(content));
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The key file as the Google console would hand it out, but naming this token endpoint. */
  Map<String, Object> keyFile(URI tokenUri) {
    var pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(privateKey.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    var key = new LinkedHashMap<String, Object>();
    key.put("type", "service_account");
    key.put("project_id", "practice-clinic");
    key.put("private_key_id", KEY_ID);
    key.put("private_key", pem);
    key.put("client_email", EMAIL);
    key.put("client_id", "100000000000000000001");
    key.put("auth_uri", tokenUri.resolve("/auth").toString());
    key.put("token_uri", tokenUri.toString());
    return key;
  }

  /** Whether this is a signed assertion of this account. */
  boolean hasSigned(String assertion) {
    var parts = assertion.split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(publicKey());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return "RS256".equals(part(parts[0]).path("alg").asText())
          && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** The assertion's claims; look at them only after {@link #hasSigned}. */
  static JsonNode claims(String assertion) {
    try {
      return part(assertion.split("\\.", -1)[1]);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JsonNode part(String encoded) throws IOException {
    return Json.read(Base64.getUrlDecoder().decode(encoded));
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(
            new RSAPublicKeySpec(privateKey.getModulus(), privateKey.getPublicExponent()));
  }
}
