package org.carelay.email;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Email addresses as people write them, and bare. */
final class Addresses {
  /** Plain ASCII without blanks, quotes or brackets: what every mail server takes. */
  private static final Pattern BARE =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

  private static final Pattern NAMED = Pattern.compile("[^<>]*<([^<>]*)>");
  private static final int MAX_CHARACTERS = 254;

  private Addresses() {}

  static boolean isBare(String address) {
    return address.length() <= MAX_CHARACTERS && BARE.matcher(address).matches();
  }

  /** {@code "Avery <avery@example.org>, b@example.org"} gives both addresses without the name. */
  static List<String> split(List<String> written) {
    var bare = new ArrayList<String>();
    for (var entry : written) {
      for (var each : entry.split("[,;]")) {
        if (!each.isBlank()) {
          var named = NAMED.matcher(each.strip());
          bare.add((named.matches() ? named.group(1) : each).strip());
        }
      }
    }
    return bare;
  }

  /** Whether a value would begin another header line. */
  static boolean breaksTheLine(@Nullable String header) {
    return header != null
        && header.chars().anyMatch(each -> each == '\r' || each == '\n' || each == 0);
  }

  static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }
}
