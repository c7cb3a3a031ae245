package org.carelay.server.forms;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a form as a browser posts them. */
final class SentFields {
  static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_FIELDS = 2_000;

  /** What no keyboard writes, and databases refuse. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\r\\t]]");

  private SentFields() {}

  /** Null where this is no form. */
  static @Nullable Map<String, List<String>> read(byte[] body) {
    var fields = new LinkedHashMap<String, List<String>>();
    var parts = new String(body, StandardCharsets.UTF_8).split("&", MOST_FIELDS + 1);
    if (parts.length > MOST_FIELDS) {
      return null;
    }
    try {
      for (var part : parts) {
        int equals = part.indexOf('=');
        var name = decoded(equals < 0 ? part : part.substring(0, equals));
        if (!name.isEmpty()) {
          fields
              .computeIfAbsent(name, same -> new ArrayList<>())
              .add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
      }
      return fields;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String decoded(String text) {
    return CONTROL.matcher(URLDecoder.decode(text, StandardCharsets.UTF_8)).replaceAll("");
  }
}
