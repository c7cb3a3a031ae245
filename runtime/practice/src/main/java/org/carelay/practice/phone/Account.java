package org.carelay.practice.phone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The practice account. Its token is made at first start and kept: one that everybody knows would
 * let anybody sign replies for this clinic.
 */
record Account(String sid, String token) {
  static Account in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var path = folder.resolve("account.txt");
    if (!Files.exists(path)) {
      var draft = folder.resolve("account.draft");
      Files.deleteIfExists(draft);
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.createFile(
            draft,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Files.writeString(
          draft,
          "AC" + hex() + "\n" + hex() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.WRITE);
      Files.move(draft, path);
    }
    var lines = Files.readAllLines(path);
    return new Account(lines.get(0), lines.get(1));
  }

  /** Whether an Authorization header names this account and its token. */
  boolean admits(@Nullable String authorization) {
    var expected =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8));
    return authorization != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            authorization.getBytes(StandardCharsets.UTF_8));
  }

  /** 32 random digits. */
  static String hex() {
    var bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
