package org.carelay.twilio;

import java.text.Normalizer;

/** Compares the words of a text as we sent it with what Twilio holds. */
final class SmsText {
  private SmsText() {}

  /** Without what Twilio may change: look-alikes ("smart encoding"), line ends, outer blanks. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\u2018\u2019\u201b\u2032\u0060\u00b4]", "'")
        .replaceAll("[\u201c\u201d\u201f\u2033\u00ab\u00bb]", "\"")
        .replaceAll("[\u2010-\u2015\u2212]", "-")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /**
   * @param plain ours, made plain
   */
  static boolean same(String plain, String theirs) {
    var other = plain(theirs);
    // A trial account's texts begin with words of Twilio's.
    return other.equals(plain)
        || (other.startsWith("Sent from your Twilio trial account") && other.endsWith(plain));
  }
}
