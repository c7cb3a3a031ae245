package org.carelay.connector;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request from outside.
 *
 * @param url the address as the sender sees it: the configured public base URL, path and query
 * @param headers names in lower case
 * @param body the bytes as received, for signatures
 */
public record HttpCall(
    String method, URI url, Map<String, List<String>> headers, byte[] body, Instant receivedAt) {
  /** The first value of a header, by any case of its name. */
  public @Nullable String header(String name) {
    var values = headers.get(name.toLowerCase(java.util.Locale.ROOT));
    return values == null || values.isEmpty() ? null : values.getFirst();
  }
}
