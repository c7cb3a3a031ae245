package org.carelay.twilio;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a reply begins, for conditions such as {@code message.keyword = '1'}.
 *
 * @param word the first word in capitals without punctuation: "Yes!" is YES; empty if there is none
 * @param more whether anything follows it that a person should read
 */
record Keyword(String word, boolean more) {
  private static final Set<String> STOP =
      Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
  // Not YES, which is an answer to a question far more often than it is a wish to hear from us
  // again.
  private static final Set<String> START = Set.of("START", "UNSTOP");
  private static final Set<String> HELP = Set.of("HELP", "INFO");

  static Keyword of(String body) {
    var text = body.strip();
    var end = 0;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    var word = text.substring(0, end).replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
    var rest = text.substring(end).replaceAll("[\\p{P}\\s]", "");
    return new Keyword(
        word.toUpperCase(Locale.ROOT), !rest.isEmpty() || (word.isEmpty() && !text.isEmpty()));
  }

  /** STOP, START or HELP where the whole message is one of Twilio's words for it. */
  @Nullable String wish() {
    if (more) {
      return null;
    }
    return STOP.contains(word)
        ? "STOP"
        : START.contains(word) ? "START" : HELP.contains(word) ? "HELP" : null;
  }
}
