package org.carelay.practice.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a stored mail as a mail program would show it. */
final class MailReader {
  static final String RECEIVED_AT = "X-Practice-Received";
  static final String DELIVERED_TO = "Delivered-To";

  private static final int MAX_DEPTH = 10;

  private final List<Mail.Attachment> attachments = new ArrayList<>();
  private @Nullable String text;
  private @Nullable String html;

  private MailReader() {}

  static Mail read(String id, byte[] raw) {
    var reader = new MailReader();
    try {
      var message =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
      reader.part(message, 0);
      var subject = message.getSubject();
      return new Mail(
          id,
          header(message, "From", ""),
          List.of(orEmpty(message.getHeader(DELIVERED_TO))),
          message.getMessageID(),
          subject == null ? "" : subject,
          receivedAt(message),
          reader.text,
          reader.html,
          reader.attachments);
    } catch (MessagingException | IOException e) {
      // What cannot be read as a mail is still shown, so that nothing sent goes unseen.
      return new Mail(
          id,
          "",
          List.of(),
          null,
          "(not readable as a mail)",
          Instant.EPOCH,
          new String(raw, StandardCharsets.UTF_8),
          null,
          List.of());
    }
  }

  private void part(Part part, int depth) throws MessagingException, IOException {
    if (depth < MAX_DEPTH
        && part.isMimeType("multipart/*")
        && part.getContent() instanceof Multipart inside) {
      for (var index = 0; index < inside.getCount(); index++) {
        BodyPart each = inside.getBodyPart(index);
        part(each, depth + 1);
      }
    } else if (!isFile(part) && text == null && part.isMimeType("text/plain")) {
      text = shown(part, depth);
    } else if (!isFile(part) && html == null && part.isMimeType("text/html")) {
      html = shown(part, depth);
    } else {
      attachments.add(attachment(part));
    }
  }

  /** SMTP ends the last line of a mail where its writer may not have. */
  private static String shown(Part part, int depth) throws MessagingException, IOException {
    var content = part.getContent().toString();
    return depth == 0 && content.endsWith("\r\n")
        ? content.substring(0, content.length() - 2)
        : content;
  }

  private static boolean isFile(Part part) throws MessagingException {
    return Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
  }

  private static Mail.Attachment attachment(Part part) throws MessagingException, IOException {
    var name = part.getFileName();
    var type = part.getContentType();
    var end = type.indexOf(';');
    try (InputStream content = part.getInputStream()) {
      return new Mail.Attachment(
          name == null ? "unnamed" : MimeUtility.decodeText(name),
          (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT),
          (int) content.transferTo(OutputStream.nullOutputStream()));
    }
  }

  private static String header(MimeMessage message, String name, String otherwise)
      throws MessagingException, IOException {
    var value = message.getHeader(name, ", ");
    return value == null ? otherwise : MimeUtility.decodeText(MimeUtility.unfold(value));
  }

  private static Instant receivedAt(MimeMessage message) throws MessagingException {
    // The first is ours; a sender may have written another.
    var values = orEmpty(message.getHeader(RECEIVED_AT));
    return values.length == 0 ? Instant.EPOCH : Instant.parse(values[0]);
  }

  private static String[] orEmpty(String @Nullable [] values) {
    return values == null ? new String[0] : values;
  }
}
