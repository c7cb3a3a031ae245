package org.carelay.engine.store;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.carelay.engine.Json;
import org.carelay.recipe.TriggerUse;

/** Names the post that a run waits for, so that it is found among all that wait. */
public final class Posts {
  private Posts() {}

  /**
   * @param listen where it comes in; holds keys, so only its hash is kept
   * @param value what tells it from others, such as the id of an order
   */
  public static String address(TriggerUse listen, Object value) {
    var parts = Arrays.asList(listen.uses(), listen.connection(), listen.with(), text(value));
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(Json.bytes(parts));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be available", e);
    }
  }

  /** A number is the same as its text: one system sends 7 and another "7". */
  private static String text(Object value) {
    return value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : String.valueOf(value);
  }

  /** True where a value tells nothing apart. */
  public static boolean isBlank(Object value) {
    return value instanceof String text && text.isBlank();
  }
}
