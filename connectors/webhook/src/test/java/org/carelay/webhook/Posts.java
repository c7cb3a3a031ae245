package org.carelay.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.HttpCall;

/** A post under construction: {@code post("{}").with("x-a", "b").call()}. */
record Posts(String query, Map<String, List<String>> headers, byte[] body) {
  static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");

  static Posts post(String body) {
    return post(body.getBytes(StandardCharsets.UTF_8));
  }

  static Posts post(byte[] body) {
    return new Posts("", Map.of("content-type", List.of("application/json")), body);
  }

  Posts with(String name, String... values) {
    var all = new HashMap<>(headers);
    all.put(name, List.of(values));
    return new Posts(query, all, body);
  }

  Posts without(String name) {
    var all = new HashMap<>(headers);
    all.remove(name);
    return new Posts(query, all, body);
  }

  Posts at(String query) {
    return new Posts(query, headers, body);
  }

  HttpCall call() {
    var url = URI.create("https://carelay.example.org/hooks/heart-rate" + query);
    return new HttpCall("POST", url, headers, body, NOW);
  }
}
