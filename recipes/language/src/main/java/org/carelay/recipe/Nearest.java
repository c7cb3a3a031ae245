package org.carelay.recipe;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds what somebody may have meant. */
final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /** A sentence: the name is unknown, and which known one is nearest. */
  static String unknown(String what, String name, Iterable<String> known) {
    var nearest = nearest(name, known);
    var shown = name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
    return nearest == null
        ? "There is no " + what + " \"" + shown + "\" here" + listed(known)
        : "There is no " + what + " \"" + shown + "\" here; did you mean \"" + nearest + "\"?";
  }

  private static String listed(Iterable<String> known) {
    var names = StreamSupport.stream(known.spliterator(), false).sorted().limit(12).toList();
    return names.isEmpty() ? "" : "; known are " + String.join(", ", names);
  }

  static @Nullable String nearest(String name, Iterable<String> known) {
    if (name.length() > LONGEST) {
      return null;
    }
    int limit = Math.max(2, name.length() / 3);
    return StreamSupport.stream(known.spliterator(), false)
        .filter(candidate -> distance(name, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .orElse(null);
  }

  /** Levenshtein's distance, without regard to case. */
  static int distance(String one, String other) {
    var a = one.toLowerCase(Locale.ROOT);
    var b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
