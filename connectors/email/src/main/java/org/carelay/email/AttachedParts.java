package org.carelay.email;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Files;
import org.jspecify.annotations.Nullable;

/**
 * The files that go along with a mail, read once for all its recipients.
 *
 * @param inline images that the HTML shows
 */
record AttachedParts(List<MimeBodyPart> attached, List<MimeBodyPart> inline) {
  private static final int MAX_BYTES = 20 * 1024 * 1024;
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** A file's name and bytes. */
  private record Content(String name, byte[] bytes) {}

  static AttachedParts of(@Nullable List<Attachment> written, Files files)
      throws Permanent, Retryable {
    var parts = new AttachedParts(new ArrayList<>(), new ArrayList<>());
    var total = 0L;
    try {
      for (var attachment : written == null ? List.<Attachment>of() : written) {
        var content = content(attachment, files, MAX_BYTES - total);
        total += content.bytes().length;
        if (total > MAX_BYTES) {
          throw tooLarge();
        }
        var part = part(attachment, content);
        (attachment.inline() == null ? parts.attached : parts.inline).add(part);
      }
      return parts;
    } catch (MessagingException e) {
      throw new Permanent("bad-attachment", "An attachment cannot be put into a mail.", null);
    } catch (IOException e) {
      throw new Retryable("file-not-read", "An attached file could not be read now.", null);
    }
  }

  private static Content content(Attachment attachment, Files files, long left)
      throws Permanent, IOException {
    var text = attachment.text();
    var data = attachment.data();
    var file = attachment.file();
    if ((text == null ? 0 : 1) + (data == null ? 0 : 1) + (file == null ? 0 : 1) != 1) {
      throw bad("needs either text, data or file");
    }
    if (file != null) {
      var kept = files.find(file.strip());
      if (kept.size() > left) {
        throw tooLarge();
      }
      try (var in = kept.open()) {
        return new Content(
            name(attachment.name() == null ? kept.name() : attachment.name()), in.readAllBytes());
      }
    }
    var name = name(attachment.name());
    if (text != null) {
      return new Content(name, text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new Content(name, Base64.getMimeDecoder().decode(String.valueOf(data)));
    } catch (IllegalArgumentException e) {
      throw bad("has data that is not base64");
    }
  }

  private static String name(@Nullable String written) throws Permanent {
    if (written == null || written.isBlank() || written.chars().anyMatch(AttachedParts::unfit)) {
      throw bad("needs a name without slashes and line breaks");
    }
    return written.strip();
  }

  private static MimeBodyPart part(Attachment attachment, Content content)
      throws Permanent, MessagingException {
    var part = new MimeBodyPart();
    var type = type(attachment, content.name());
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.bytes(), type)));
    part.setFileName(content.name());
    var inline = attachment.inline();
    if (inline == null) {
      part.setDisposition(Part.ATTACHMENT);
    } else if (inline.matches("[A-Za-z0-9._-]{1,64}")) {
      part.setDisposition(Part.INLINE);
      part.setContentID("<" + inline + ">");
    } else {
      throw bad("has an inline name that is not letters, digits, dots and - only");
    }
    // Otherwise what looks like text gets other line ends on its way.
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static String type(Attachment attachment, String name) throws Permanent {
    var written = attachment.contentType();
    if (written == null || written.isBlank()) {
      written = guessed(name, attachment.text() != null);
    }
    try {
      if (Addresses.breaksTheLine(written)) {
        throw bad("has a type of more than one line");
      }
      var type = new ContentType(written);
      if (attachment.text() != null && type.getParameter("charset") == null) {
        type.setParameter("charset", "UTF-8");
      }
      return type.toString();
    } catch (ParseException e) {
      throw bad("has a type that is not like text/csv");
    }
  }

  private static String guessed(String name, boolean text) {
    var guessed =
        name.toLowerCase(Locale.ROOT).endsWith(".xlsx")
            ? WORKBOOK
            : URLConnection.guessContentTypeFromName(name);
    return guessed != null ? guessed : text ? "text/plain" : "application/octet-stream";
  }

  private static boolean unfit(int character) {
    return Character.isISOControl(character) || character == '/' || character == '\\';
  }

  private static Permanent tooLarge() {
    return new Permanent(
        "too-large", "The attachments are larger than 20 MiB together; send a link.", null);
  }

  private static Permanent bad(String what) {
    return new Permanent("bad-attachment", "An attachment " + what + ".", null);
  }
}
