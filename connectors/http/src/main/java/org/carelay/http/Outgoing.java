package org.carelay.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param headers of the recipe; not given to other hosts
 * @param mayRepeat what may be done about a lost answer
 */
record Outgoing(
    String method,
    URI address,
    Map<String, String> headers,
    @Nullable Content content,
    Limits limits,
    Repeat mayRepeat) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /** Credentials belong in the connection; the rest is the transport's own business. */
  private static final Set<String> NOT_FOR_RECIPES =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "host",
          "connection",
          "content-length",
          "expect",
          "transfer-encoding",
          "upgrade");

  /** A body with its type. */
  record Content(byte[] bytes, String type) {}

  /**
   * How much patience there is, and which answers are no failures.
   *
   * @param answers statuses besides 2xx that the recipe wants to see
   */
  record Limits(Duration timeout, int maxBytes, List<Integer> answers) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 5 * 1024 * 1024;

    static Limits of(
        @Nullable Duration timeout, @Nullable Integer maxBytes, @Nullable List<Integer> answers) {
      return new Limits(
          timeout == null ? TIMEOUT : timeout,
          maxBytes == null ? MAX_BYTES : Math.max(1, maxBytes),
          answers == null ? List.of() : answers);
    }
  }

  /** Whether the same request may be sent again when nobody knows what became of it. */
  enum Repeat {
    FREELY,
    NEVER
  }

  Outgoing to(URI other) {
    return new Outgoing(method, other, headers, content, limits, mayRepeat);
  }

  /** With no more than this many bytes to read. */
  Outgoing atMost(int bytes) {
    var less = new Limits(limits.timeout(), bytes, limits.answers());
    return new Outgoing(method, address, headers, content, less, mayRepeat);
  }

  /**
   * @throws Permanent where a header is not for recipes to set, or would end its line
   */
  static Map<String, String> checked(@Nullable Map<String, String> headers) throws Permanent {
    if (headers == null) {
      return Map.of();
    }
    for (var header : headers.entrySet()) {
      var problem = problem(header.getKey(), header.getValue());
      if (problem != null) {
        throw new Permanent("bad-header", problem, null);
      }
    }
    return headers;
  }

  static @Nullable String problem(String name, @Nullable String value) {
    if (!NAME.matcher(name).matches()) {
      return "A header's name has letters, digits and - only.";
    }
    if (NOT_FOR_RECIPES.contains(name.toLowerCase(Locale.ROOT))) {
      return "The header "
          + name
          + " is not for recipes to set; credentials belong in the connection.";
    }
    return value != null
            && value.chars().anyMatch(each -> each < ' ' && each != '\t' || each == 127)
        ? "The header " + name + " must be one line."
        : null;
  }
}
