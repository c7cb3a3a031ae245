package org.carelay.webhook;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was posted, as JSON values: JSON, forms, XML, text, and anything else as base64. */
final class Body {
  private static final int MOST_FIELDS = 10_000;

  private Body() {}

  /**
   * @param contentType the header, where there is one
   * @throws BodyException if it is not what it says
   */
  static @Nullable Object read(byte[] body, @Nullable String contentType) throws BodyException {
    var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    var media = type.split(";", 2)[0].strip();
    if (media.equals("application/json") || media.endsWith("+json") || media.equals("text/json")) {
      return JsonBody.read(body);
    }
    if (media.equals("application/x-www-form-urlencoded")) {
      // Curl says "form" of everything, and a form never begins like this.
      return looksLikeJson(body) ? JsonBody.read(body) : form(text(body, type));
    }
    if (media.equals("multipart/form-data")) {
      return Multipart.read(body, String.valueOf(contentType));
    }
    if (media.equals("text/xml") || media.equals("application/xml") || media.endsWith("+xml")) {
      return XmlBody.read(body);
    }
    if (media.startsWith("text/")) {
      return text(body, type);
    }
    return media.isEmpty() ? guess(body) : Base64.getEncoder().encodeToString(body);
  }

  private static @Nullable Object guess(byte[] body) throws BodyException {
    if (looksLikeJson(body)) {
      return JsonBody.read(body);
    }
    try {
      return text(body, "");
    } catch (BodyException e) {
      return Base64.getEncoder().encodeToString(body);
    }
  }

  private static boolean looksLikeJson(byte[] body) {
    for (var each : body) {
      if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
        return each == '{' || each == '[';
      }
    }
    return false;
  }

  static String text(byte[] body, String type) throws BodyException {
    var charset = charset(type);
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body))
          .toString();
    } catch (CharacterCodingException e) {
      throw new BodyException("malformed-text", "The body is not text in " + charset + ".");
    }
  }

  private static Charset charset(String type) throws BodyException {
    var at = type.indexOf("charset=");
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    var name = type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new BodyException("unknown-charset", "The charset of the body is not known here.");
    }
  }

  /** Fields by name; one that is given several times is a list. Also reads query strings. */
  static Map<String, Object> form(String text) throws BodyException {
    var fields = new LinkedHashMap<String, Object>();
    if (text.isEmpty()) {
      return fields;
    }
    var pairs = text.split("&", MOST_FIELDS + 1);
    if (pairs.length > MOST_FIELDS) {
      throw new BodyException(
          "too-many-fields", "A form has at most %d fields.".formatted(MOST_FIELDS));
    }
    for (var pair : pairs) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        fields.merge(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "", Body::both);
      }
    }
    return fields;
  }

  static Object both(Object earlier, Object later) {
    var values =
        earlier instanceof List<?> list
            ? new ArrayList<Object>(list)
            : new ArrayList<>(List.of(earlier));
    values.add(later);
    return values;
  }

  private static String decoded(String text) throws BodyException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BodyException(
          "malformed-form", "The form has a % that is not followed by two hex digits.");
    }
  }
}
