package org.carelay.practice.phone;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a form or a query, in order; a field may repeat. */
record FormFields(Map<String, List<String>> values) {
  /**
   * @throws IllegalArgumentException if a percent sign is not followed by two digits
   */
  static FormFields parse(@Nullable String encoded) {
    var values = new LinkedHashMap<String, List<String>>();
    if (encoded != null && !encoded.isEmpty()) {
      for (var pair : encoded.split("&", -1)) {
        var equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new FormFields(values);
  }

  static String encode(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The first value; null where the field is absent or empty. */
  @Nullable String first(String name) {
    var all = values.get(name);
    return all == null || all.getFirst().isEmpty() ? null : all.getFirst();
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
