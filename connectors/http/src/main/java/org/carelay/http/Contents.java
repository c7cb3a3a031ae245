package org.carelay.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** What is sent to an API that acts, and what it says then. */
final class Contents {
  private Contents() {}

  static Outgoing.@Nullable Content of(
      @Nullable Object body,
      @Nullable Map<String, Object> form,
      @Nullable Map<String, String> headers)
      throws Permanent {
    if (body != null && form != null) {
      throw new Permanent("body-twice", "Give either a body or a form.", null);
    }
    if (form != null) {
      return new Outgoing.Content(utf8(encoded(form)), "application/x-www-form-urlencoded");
    }
    if (body == null) {
      return null;
    }
    return body instanceof String text
        ? new Outgoing.Content(utf8(text), type(headers, "text/plain; charset=utf-8"))
        : new Outgoing.Content(Decoded.json(body), type(headers, "application/json"));
  }

  /** It has acted, so what cannot be read of its answer is no failure. */
  static Answer answer(HttpApi.Raw raw, ActionContext context) {
    Object body = null;
    if (raw.body() == null) {
      context.log("The API has acted, but its answer was lost or too large.");
    } else {
      try {
        body = Decoded.body(raw.body(), raw.headers().firstValue("content-type").orElse(""));
      } catch (Permanent e) {
        context.log("The API has acted, but its answer cannot be read: " + e.getMessage());
      }
    }
    return new Answer(raw.status(), Decoded.headers(raw.headers()), body, null, 1);
  }

  private static String type(@Nullable Map<String, String> headers, String otherwise) {
    if (headers != null) {
      for (var header : headers.entrySet()) {
        if (header.getKey().equalsIgnoreCase("content-type")) {
          return header.getValue();
        }
      }
    }
    return otherwise;
  }

  private static String encoded(Map<String, Object> form) {
    return form.entrySet().stream()
        .flatMap(
            field ->
                (field.getValue() instanceof List<?> list ? list : List.of(field.getValue()))
                    .stream().map(value -> encoded(field.getKey()) + "=" + encoded(value)))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(Object value) {
    return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
