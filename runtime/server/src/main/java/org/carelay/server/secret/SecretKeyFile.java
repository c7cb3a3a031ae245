package org.carelay.server.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The file that holds the key for secrets at rest: 32 random bytes as one line of Base64. */
public final class SecretKeyFile {
  private static final int KEY_BYTES = 32;

  private SecretKeyFile() {}

  /**
   * Reads the key a site provides.
   *
   * @throws Unusable with a sentence that says what to do; never with the content
   */
  public static byte[] read(Path file) throws Unusable {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new Unusable(
            "Everybody on this machine may read the secret key file "
                + file
                + ": restrict it with chmod 600.",
            null);
      }
      var key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == KEY_BYTES) {
        return key;
      }
    } catch (IOException e) {
      throw new Unusable("The secret key file " + file + " cannot be read.", e);
    } catch (IllegalArgumentException e) {
      // Not Base64: said below; the exception would quote the content.
      throw notAKey(file);
    }
    throw notAKey(file);
  }

  /** As {@link #read}; makes the file, readable by its owner only, where there is none. */
  public static byte[] readOrCreate(Path file) throws Unusable {
    if (Files.exists(file)) {
      return read(file);
    }
    var key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    var line = Base64.getEncoder().encodeToString(key) + "\n";
    var folder = file.toAbsolutePath().getParent();
    try {
      // Written whole under another name first: a crash must not leave an empty key behind.
      var draft = Files.createTempFile(folder, "key", ".draft"); // made readable by its owner only
      Files.writeString(draft, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unusable("The secret key file " + file + " cannot be created.", e);
    }
    return key;
  }

  private static Unusable notAKey(Path file) {
    return new Unusable(
        "The secret key file "
            + file
            + " must hold 32 bytes as Base64, as made by: openssl rand -base64 32",
        null);
  }

  /** The file cannot be used; the message says what to do. */
  public static final class Unusable extends Exception {
    Unusable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
