package org.carelay.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** Bodies as JSON values, and back; numbers stay exact. */
final class Decoded {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9._:+-]+)", Pattern.CASE_INSENSITIVE);

  private Decoded() {}

  /**
   * @param type the header {@code Content-Type}
   * @throws Permanent where JSON was announced and it is none
   */
  static @Nullable Object body(byte[] bytes, String type) throws Permanent {
    var media = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    if (bytes.length == 0) {
      return null;
    }
    if (media.equals("application/json") || media.endsWith("+json") || media.equals("text/json")) {
      try {
        return JSON.readValue(bytes, Object.class);
      } catch (IOException e) {
        throw new Permanent(
            "malformed-answer", "The API announced JSON, and its answer is none.", null);
      }
    }
    if (media.startsWith("text/")
        || media.endsWith("/xml")
        || media.endsWith("+xml")
        || media.equals("application/x-ndjson")) {
      return new String(bytes, charset(type));
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] json(Object value) throws Permanent {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new Permanent("bad-body", "The body cannot be written as JSON.", null);
    }
  }

  /** Without what belongs to the transport or lets somebody in. */
  static Map<String, String> headers(HttpHeaders headers) {
    var kept = new TreeMap<String, String>();
    headers
        .map()
        .forEach(
            (name, values) -> {
              var plain = name.toLowerCase(Locale.ROOT);
              if (!plain.startsWith(":") && !plain.contains("cookie")) {
                kept.put(plain, String.join(", ", values));
              }
            });
    return kept;
  }

  /**
   * What stands at a path of names and dots, such as {@code meta.next}; null where nothing does.
   */
  static @Nullable Object at(@Nullable Object value, String path) {
    var found = value;
    for (var name : List.of(path.split("\\."))) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  private static Charset charset(String type) {
    var named = CHARSET.matcher(type);
    try {
      return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
