package org.carelay.engine.effect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.carelay.engine.journal.RunKey;
import org.jspecify.annotations.Nullable;

/** The name of an effect in the ledger: 32 hexadecimal digits, without personal data. */
public final class LedgerKey {
  private LedgerKey() {}

  /** Any outside change that is not a message: one per step of a run. */
  public static String of(RunKey run, String path) {
    return hash("step", run.id().toString(), path);
  }

  /**
   * A message: the same whatever run, version, channel or day it comes from.
   *
   * @param touch which of several messages about the same occurrence
   */
  public static String of(
      String recipe, String purpose, String subject, String occurrence, @Nullable String touch) {
    return hash("message", recipe, purpose, subject, occurrence, touch == null ? "" : touch);
  }

  /** Under which a person is told that a message did not arrive. */
  public static String undelivered(String key) {
    return "undelivered/" + key;
  }

  /** The parts are told apart by their lengths, so that no two lists of parts look the same. */
  private static String hash(String... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
