package org.carelay.twilio;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether an address can be meant for the whole internet, judged by its name alone. */
final class PublicAddress {
  private static final Pattern PRIVATE =
      Pattern.compile(
          "127\\..*|10\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|0\\..*"
              + "|\\[(::1|::|f[cd][0-9a-f]{2}:.*|fe80:.*)]");
  private static final Pattern LOCAL_NAME =
      Pattern.compile(".*\\.(local|localhost|localdomain|internal|lan|home\\.arpa|test|invalid)");

  private PublicAddress() {}

  static boolean isPublic(URI url) {
    var host = url.getHost();
    if (host == null) {
      return false;
    }
    var name = host.toLowerCase(Locale.ROOT);
    // Brackets hold an IPv6 address; a name without a dot is known only inside.
    return (name.contains(".") || name.startsWith("["))
        && !PRIVATE.matcher(name).matches()
        && !LOCAL_NAME.matcher(name).matches();
  }
}
