package org.carelay.email;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an answer begins, for conditions such as {@code message.keyword = '1'}.
 *
 * @param word the first word in capitals without punctuation: "Yes!" is YES; empty if there is none
 * @param more whether anything follows it that a person should read
 */
record Keyword(String word, boolean more) {
  private static final Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT");
  private static final Set<String> START = Set.of("START", "UNSTOP", "SUBSCRIBE");

  static Keyword of(String text) {
    var words = text.strip().split("\\s+", 2);
    var word = words[0].replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    var rest = words.length < 2 ? "" : words[1].replaceAll("[\\p{P}\\s]", "");
    return new Keyword(
        word.toUpperCase(Locale.ROOT), !rest.isEmpty() || word.isEmpty() && !text.isBlank());
  }

  /** STOP or START where the whole of it is a word for that. */
  @Nullable String wish() {
    if (more) {
      return null;
    }
    return STOP.contains(word) ? "STOP" : START.contains(word) ? "START" : null;
  }
}
