package org.carelay.twilio;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.carelay.connector.HttpCall;
import org.jspecify.annotations.Nullable;

/**
 * A form that Twilio posted and signed.
 *
 * @param fields as posted; where a name repeats, the last
 */
record SignedForm(Map<String, String> fields) {
  private static final int MAX_BYTES = 64 * 1024;

  /** What reading one comes to. */
  sealed interface Reading {
    record Genuine(SignedForm form) implements Reading {}

    record Refused(int status, String code, String message) implements Reading {}
  }

  /** Checks the signature against the public address, with and without its port. */
  static Reading read(HttpCall call, TwilioClient client) {
    if (!call.method().equals("POST")) {
      return new Reading.Refused(405, "method-not-allowed", "Twilio must be set to post here");
    }
    if (call.body().length > MAX_BYTES) {
      return new Reading.Refused(413, "too-large", "This is more than Twilio ever posts");
    }
    var signature = call.header("x-twilio-signature");
    if (signature == null) {
      return new Reading.Refused(403, "not-signed", "The X-Twilio-Signature header is missing");
    }
    Map<String, String> fields;
    try {
      fields = parse(new String(call.body(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return new Reading.Refused(400, "not-a-form", "The body is not a form");
    }
    if (!client.validator().validate(call.url().toString(), fields, signature)) {
      return new Reading.Refused(
          403,
          "wrong-signature",
          "The signature does not fit the address "
              + call.url()
              + " and the connection's auth token; check the public URL and the token");
    }
    return new Reading.Genuine(new SignedForm(fields));
  }

  /** The value; null where it is absent or blank. */
  @Nullable String field(String name) {
    var value = fields.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The message's SID, under its new or its old name; null if there is none fit to be a key. */
  @Nullable String messageSid() {
    var sid = field("MessageSid") == null ? field("SmsSid") : field("MessageSid");
    return sid != null && sid.matches("[A-Za-z0-9_-]{1,100}") ? sid : null;
  }

  static Map<String, String> parse(String body) {
    var fields = new LinkedHashMap<String, String>();
    if (body.isEmpty()) {
      return fields;
    }
    for (var pair : body.split("&", -1)) {
      var equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      fields.put(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return fields;
  }
}
