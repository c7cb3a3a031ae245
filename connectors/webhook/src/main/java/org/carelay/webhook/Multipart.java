package org.carelay.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A form with files (RFC 7578): fields are texts; a file is its name, type and content, as text or
 * base64.
 */
final class Multipart {
  private static final int MOST_PARTS = 1_000;
  private static final int MOST_HEAD_BYTES = 8 * 1024;
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,200})\"|([^;\\s]{1,200}))", Pattern.CASE_INSENSITIVE);

  private final byte[] body;
  private int at;

  private Multipart(byte[] body) {
    this.body = body;
  }

  static Map<String, Object> read(byte[] body, String contentType) throws BodyException {
    var named = BOUNDARY.matcher(contentType);
    if (!named.find()) {
      throw broken("its header names no boundary");
    }
    var boundary = "--" + (named.group(1) == null ? named.group(2) : named.group(1));
    return new Multipart(body).parts(boundary.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Map<String, Object> parts(byte[] boundary) throws BodyException {
    var fields = new LinkedHashMap<String, Object>();
    at = find(boundary, 0);
    if (at < 0) {
      throw broken("its boundary is not in it");
    }
    for (var part = 0; part <= MOST_PARTS; part++) {
      at += boundary.length;
      if (startsWith("--")) {
        return fields;
      }
      var headEnd = find("\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), at);
      if (!startsWith("\r\n") || headEnd < 0 || headEnd - at > MOST_HEAD_BYTES) {
        throw broken("a part has no head");
      }
      var head = new String(body, at, headEnd - at, StandardCharsets.UTF_8);
      var begin = headEnd + 4;
      var end = find(boundary, begin);
      if (end < begin + 2) {
        throw broken("a part has no end");
      }
      var content = Arrays.copyOfRange(body, begin, end - 2);
      var name = parameter(head, "name");
      if (name == null) {
        throw broken("a part has no name");
      }
      fields.merge(name, value(head, content), Body::both);
      at = end;
    }
    throw broken("it has more than %d parts".formatted(MOST_PARTS));
  }

  private static Object value(String head, byte[] content) throws BodyException {
    var type = header(head, "content-type");
    var file = parameter(head, "filename");
    if (file == null) {
      return Body.text(content, type.toLowerCase(Locale.ROOT));
    }
    var value = new LinkedHashMap<String, Object>();
    value.put("name", file);
    value.put("type", type.isEmpty() ? "application/octet-stream" : type);
    value.put("data", Base64.getEncoder().encodeToString(content));
    return value;
  }

  private static String header(String head, String wanted) {
    for (var line : head.split("\r\n")) {
      var parts = line.split(":", 2);
      if (parts.length == 2 && parts[0].strip().equalsIgnoreCase(wanted)) {
        return parts[1].strip();
      }
    }
    return "";
  }

  private static @Nullable String parameter(String head, String name) {
    var found =
        Pattern.compile("[;\\s]" + name + "=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE)
            .matcher(header(head, "content-disposition"));
    if (!found.find()) {
      return null;
    }
    return found.group(1) == null ? found.group(2) : found.group(1);
  }

  private boolean startsWith(String text) {
    for (var index = 0; index < text.length(); index++) {
      if (at + index >= body.length || body[at + index] != text.charAt(index)) {
        return false;
      }
    }
    return true;
  }

  private int find(byte[] wanted, int from) {
    for (var start = from; start <= body.length - wanted.length; start++) {
      var index = 0;
      while (index < wanted.length && body[start + index] == wanted[index]) {
        index++;
      }
      if (index == wanted.length) {
        return start;
      }
    }
    return -1;
  }

  private static BodyException broken(String what) {
    return new BodyException("malformed-form", "The form cannot be read: %s.".formatted(what));
  }
}
