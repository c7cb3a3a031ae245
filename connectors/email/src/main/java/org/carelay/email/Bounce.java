package org.carelay.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.carelay.connector.Callback.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server reports of a mail we have sent (RFC 3464).
 *
 * @param status such as {@code 5.1.1} (RFC 3463); null where it says none
 */
record Bounce(Delivery delivery, @Nullable String status) {
  private static final Pattern STATUS = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");
  private static final int MAX_DEPTH = 4;
  private static final int MAX_BYTES = 64 * 1024;

  /** Null where a mail is no report, or one that says nothing final. */
  static @Nullable Bounce in(Part mail) {
    return find(mail, 0);
  }

  private static @Nullable Bounce find(Part part, int depth) {
    try {
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) {
        return read(part);
      }
      if (depth < MAX_DEPTH
          && part.isMimeType("multipart/*")
          && part.getContent() instanceof Multipart parts) {
        for (var index = 0; index < parts.getCount(); index++) {
          var found = find(parts.getBodyPart(index), depth + 1);
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    } catch (MessagingException | IOException | RuntimeException e) {
      // Somebody else's idea of a report.
      return null;
    }
  }

  /** One group of lines about the mail, then one for each recipient. */
  private static @Nullable Bounce read(Part part) throws MessagingException, IOException {
    byte[] bytes;
    try (var in = part.getInputStream()) {
      bytes = in.readNBytes(MAX_BYTES);
    }
    var text = new String(bytes, StandardCharsets.UTF_8);
    Bounce good = null;
    for (var group : text.replace("\r\n", "\n").split("\n\\s*\n")) {
      var lines =
          new InternetHeaders(
              new ByteArrayInputStream((group.strip() + "\n\n").getBytes(StandardCharsets.UTF_8)),
              true);
      var action = first(lines, "Action").toLowerCase(Locale.ROOT);
      if (action.startsWith("failed")) {
        return new Bounce(Delivery.UNDELIVERED, status(lines));
      }
      if (action.startsWith("delivered") || action.startsWith("expanded")) {
        good = new Bounce(Delivery.DELIVERED, null);
      }
    }
    return good;
  }

  private static @Nullable String status(InternetHeaders lines) {
    for (var name : new String[] {"Status", "Diagnostic-Code"}) {
      var number = STATUS.matcher(first(lines, name));
      if (number.find()) {
        return number.group();
      }
    }
    return null;
  }

  private static String first(InternetHeaders lines, String name) {
    var value = lines.getHeader(name, " ");
    return value == null ? "" : value.strip();
  }
}
