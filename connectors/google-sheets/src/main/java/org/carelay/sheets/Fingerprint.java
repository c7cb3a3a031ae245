package org.carelay.sheets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Short hashes that stand for values in stored state, so that no patient's data is kept there.
 *
 * <p>A cell's is 30 bits in five characters: one change in a thousand million goes unseen. A row
 * key's is 96 bits, so that two keys never meet.
 */
final class Fingerprint {
  /** A blank cell. */
  static final String BLANK = ".";

  /** A cell nothing is known of, such as one in a column that has just come. */
  static final String UNKNOWN = "*";

  private static final int CELL_LENGTH = 5;
  private static final char[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray();

  private Fingerprint() {}

  /** FNV-1a over both, mixed once more; 0 for a blank cell. */
  static long cell(String name, String text) {
    if (text.isEmpty()) {
      return 0;
    }
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ 0xffff) * 0x100000001b3L;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  static String shown(long cell) {
    return cell == 0 ? BLANK : digits(cell, CELL_LENGTH);
  }

  /** Of a whole row: the sum of its cells, so that the order of columns does not matter. */
  static String sum(long cells) {
    return digits(cells, 10);
  }

  private static String digits(long hash, int length) {
    var result = new char[length];
    for (var i = 0; i < length; i++) {
      result[i] = DIGITS[(int) (hash >>> (6 * i)) & 63];
    }
    return new String(result);
  }

  /** The cells of one stored text, in order. */
  static List<String> split(String cells) {
    var result = new ArrayList<String>();
    for (var i = 0; i < cells.length(); ) {
      var one = cells.charAt(i);
      var end = one == '.' || one == '*' ? i + 1 : Math.min(cells.length(), i + CELL_LENGTH);
      result.add(cells.substring(i, end));
      i = end;
    }
    return result;
  }

  /** Of a row's key. */
  static String key(List<String> texts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var text : texts) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest.digest(), 12));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
