package org.carelay.email;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** Puts a mail together, and refuses what would make a broken or a forged one. */
final class MailComposer {
  private static final int MAX_ATTACHED_BYTES = 20 * 1024 * 1024;
  private static final String UTF_8 = "UTF-8";
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final EmailClient client;
  private final Session session;
  private final SendEmail.Input input;
  private final List<MimeBodyPart> attachments;

  private MailComposer(
      EmailClient client, Session session, SendEmail.Input input, List<MimeBodyPart> attachments) {
    this.client = client;
    this.session = session;
    this.input = input;
    this.attachments = attachments;
  }

  /** Checks everything that is the same for all recipients, before any mail leaves. */
  static MailComposer of(EmailClient client, Session session, SendEmail.Input input)
      throws Permanent {
    if (blank(input.text()) && blank(input.html())) {
      throw new Permanent(
          "nothing-to-send", "The mail has neither text nor HTML, so it was not sent.", null);
    }
    if (Addresses.breaksTheLine(input.subject())) {
      throw new Permanent("bad-subject", "The subject must be one line.", null);
    }
    var replyTo = replyTo(input);
    if (replyTo != null && !Addresses.isBare(replyTo)) {
      throw new Permanent(
          "bad-address", "\"Reply to\" must be an address such as desk@example.org.", null);
    }
    var written = input.attachments() == null ? List.<Attachment>of() : input.attachments();
    var parts = new ArrayList<MimeBodyPart>();
    var total = 0L;
    try {
      for (var attachment : written) {
        var content = content(attachment);
        total += content.length;
        parts.add(part(attachment, content));
      }
    } catch (MessagingException e) {
      throw new Permanent("bad-attachment", "An attachment cannot be put into a mail.", null);
    }
    if (total > MAX_ATTACHED_BYTES) {
      throw new Permanent(
          "too-large", "The attachments are larger than 20 MiB together; send a link.", null);
    }
    return new MailComposer(client, session, input, parts);
  }

  /** The mail to one address. */
  MimeMessage compose(String to, String messageId, Instant at, ZoneId zone) throws Permanent {
    try {
      var mail = new IdentifiedMail(session, messageId);
      mail.setFrom(new InternetAddress(client.from(), client.fromName(), UTF_8));
      mail.setRecipient(RecipientType.TO, new InternetAddress(to));
      var replyTo = replyTo(input);
      if (replyTo != null) {
        mail.setReplyTo(new InternetAddress[] {new InternetAddress(replyTo)});
      }
      mail.setSubject(input.subject(), UTF_8);
      mail.setHeader("Date", RFC_5322.format(at.atZone(zone)));
      // So that absence notes and other robots do not answer (RFC 3834).
      mail.setHeader("Auto-Submitted", "auto-generated");
      fill(mail);
      mail.saveChanges();
      return mail;
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new Permanent("bad-mail", "The mail cannot be put together.", null);
    }
  }

  private void fill(MimeMessage mail) throws MessagingException {
    if (attachments.isEmpty()) {
      body(mail);
      return;
    }
    var body = new MimeBodyPart();
    body(body);
    var mixed = new MimeMultipart("mixed");
    mixed.addBodyPart(body);
    for (var attachment : attachments) {
      mixed.addBodyPart(attachment);
    }
    mail.setContent(mixed);
  }

  private void body(MimePart part) throws MessagingException {
    var text = input.text();
    var html = input.html();
    if (blank(html)) {
      part.setText(text, UTF_8, "plain");
    } else if (blank(text)) {
      part.setText(html, UTF_8, "html");
    } else {
      var plain = new MimeBodyPart();
      plain.setText(text, UTF_8, "plain");
      var rich = new MimeBodyPart();
      rich.setText(html, UTF_8, "html");
      part.setContent(new MimeMultipart("alternative", plain, rich));
    }
  }

  private static byte[] content(Attachment attachment) throws Permanent {
    var text = attachment.text();
    var data = attachment.data();
    if ((text == null) == (data == null)) {
      throw bad("needs either text or data");
    }
    if (attachment.name().isBlank() || attachment.name().chars().anyMatch(MailComposer::unfit)) {
      throw bad("needs a name without slashes and line breaks");
    }
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    try {
      return Base64.getMimeDecoder().decode(String.valueOf(data));
    } catch (IllegalArgumentException e) {
      throw bad("has data that is not base64");
    }
  }

  private static MimeBodyPart part(Attachment attachment, byte[] content)
      throws Permanent, MessagingException {
    var part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type(attachment))));
    part.setFileName(attachment.name().strip());
    part.setDisposition(Part.ATTACHMENT);
    // Otherwise what looks like text gets other line ends on its way.
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  private static String type(Attachment attachment) throws Permanent {
    var written = attachment.contentType();
    if (written == null || written.isBlank()) {
      var guessed = URLConnection.guessContentTypeFromName(attachment.name());
      written =
          guessed != null
              ? guessed
              : attachment.text() == null ? "application/octet-stream" : "text/plain";
    }
    try {
      if (Addresses.breaksTheLine(written)) {
        throw bad("has a type of more than one line");
      }
      var type = new ContentType(written);
      if (attachment.text() != null && type.getParameter("charset") == null) {
        type.setParameter("charset", UTF_8);
      }
      return type.toString();
    } catch (ParseException e) {
      throw bad("has a type that is not like text/csv");
    }
  }

  private static boolean unfit(int character) {
    return Character.isISOControl(character) || character == '/' || character == '\\';
  }

  private static Permanent bad(String what) {
    return new Permanent("bad-attachment", "An attachment " + what + ".", null);
  }

  private static @Nullable String replyTo(SendEmail.Input input) {
    var written = input.replyTo();
    return written == null || written.isBlank() ? null : written.strip();
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** Keeps our Message-ID, where the library would make up one. */
  private static final class IdentifiedMail extends MimeMessage {
    private final String messageId;

    IdentifiedMail(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
