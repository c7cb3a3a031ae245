package org.carelay.practice.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One call as received.
 *
 * @param path segments, not yet decoded, since {@code :} before a verb must be told from one inside
 *     a range
 * @param query decoded, in order
 */
record Request(
    String method,
    List<String> path,
    Map<String, List<String>> query,
    byte[] body,
    @Nullable String authorization) {

  static Request read(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var gzip = "gzip".equalsIgnoreCase(headers.getFirst("Content-Encoding"));
    byte[] body;
    try (var in = exchange.getRequestBody();
        var plain = gzip ? new GZIPInputStream(in) : in) {
      body = plain.readAllBytes();
    }
    var uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        List.of(uri.getRawPath().substring(1).split("/", -1)),
        pairs(uri.getRawQuery()),
        body,
        headers.getFirst("Authorization"));
  }

  @Nullable String query(String name) {
    var values = query.get(name);
    return values == null ? null : values.getFirst();
  }

  boolean flag(String name) {
    return "true".equals(query(name));
  }

  JsonNode json() {
    try {
      return Json.read(body);
    } catch (IOException malformed) {
      throw ApiError.invalid("Invalid JSON payload received.");
    }
  }

  Map<String, String> form() {
    var result = new HashMap<String, String>();
    pairs(new String(body, StandardCharsets.UTF_8))
        .forEach((name, values) -> result.put(name, values.getFirst()));
    return result;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Map<String, List<String>> pairs(@Nullable String encoded) {
    var result = new HashMap<String, List<String>>();
    if (encoded == null || encoded.isEmpty()) {
      return result;
    }
    for (var pair : encoded.split("&")) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      result
          .computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), _ -> new ArrayList<>())
          .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return result;
  }
}
