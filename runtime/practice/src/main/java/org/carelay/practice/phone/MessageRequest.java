package org.carelay.practice.phone;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A form posted to Messages.json, checked as Twilio checks it. */
record MessageRequest(
    String to, String from, String body, List<String> media, @Nullable URI statusCallback) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
  static final int MAX_CHARACTERS = 1600;

  /** Twilio's own numbers for trying out what goes wrong. */
  private static final Set<String> NEVER_VALID = Set.of("+15005550001");

  private static final Set<String> NOT_MOBILE = Set.of("+15005550009");

  static MessageRequest of(FormFields form, String serviceNumber) throws ApiError {
    var to = form.first("To");
    if (to == null) {
      throw new ApiError(400, 21604, "A 'To' phone number is required.");
    }
    if (!E164.matcher(to).matches() || NEVER_VALID.contains(to)) {
      throw new ApiError(400, 21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    if (NOT_MOBILE.contains(to)) {
      throw new ApiError(400, 21614, "'To' number is not a valid mobile number");
    }
    var from = form.first("From");
    if (from == null) {
      if (form.first("MessagingServiceSid") == null) {
        throw new ApiError(400, 21603, "A 'From' phone number is required.");
      }
      from = serviceNumber;
    }
    if (!E164.matcher(from).matches()) {
      throw new ApiError(400, 21212, "The 'From' number " + from + " is not a valid phone number.");
    }
    if (from.equals(to)) {
      throw new ApiError(400, 21266, "'To' and 'From' number cannot be the same");
    }
    var body = form.first("Body");
    var media = form.all("MediaUrl");
    if (body == null && media.isEmpty()) {
      throw new ApiError(400, 21602, "Message body is required.");
    }
    if (body != null && body.length() > MAX_CHARACTERS) {
      throw new ApiError(
          400, 21617, "The concatenated message body exceeds the 1600 character limit");
    }
    return new MessageRequest(
        to, from, body == null ? "" : body, media, callback(form.first("StatusCallback")));
  }

  private static @Nullable URI callback(@Nullable String written) throws ApiError {
    if (written == null) {
      return null;
    }
    try {
      var url = URI.create(written);
      if (url.getHost() != null
          && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw invalidCallback();
    }
    throw invalidCallback();
  }

  private static ApiError invalidCallback() {
    return new ApiError(400, 21609, "The StatusCallback URL is not a valid URL.");
  }
}
