package org.carelay.email;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Files;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/** Puts a mail together, and refuses what would make a broken or a forged one. */
final class MailComposer {
  private static final String UTF_8 = "UTF-8";
  private static final DateTimeFormatter RFC_5322 =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

  private final EmailClient client;
  private final Session session;
  private final SendEmail.Input input;
  private final AttachedParts parts;

  private MailComposer(
      EmailClient client, Session session, SendEmail.Input input, AttachedParts parts) {
    this.client = client;
    this.session = session;
    this.input = input;
    this.parts = parts;
  }

  /** Checks everything that is the same for all recipients, before any mail leaves. */
  static MailComposer of(EmailClient client, Session session, SendEmail.Input input, Files files)
      throws Permanent, Retryable {
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
    if (input.unsubscribe() != null && !Unsubscribe.isAddress(input.unsubscribe())) {
      throw new Permanent("bad-unsubscribe", Unsubscribe.BAD, null);
    }
    if (input.unsubscribe() != null
        && Unsubscribe.isReply(input.unsubscribe())
        && client.inbox() == null) {
      throw new Permanent(
          "no-mailbox",
          "Nobody would read who unsubscribes: the connection has no mailbox. Give it one.",
          null);
    }
    var parts = AttachedParts.of(input.attachments(), files);
    if (blank(input.html()) && !parts.inline().isEmpty()) {
      throw new Permanent("bad-attachment", "An image inside the mail needs HTML.", null);
    }
    return new MailComposer(client, session, input, parts);
  }

  /** The mail to one address. */
  MimeMessage compose(String to, String messageId, Instant at, ZoneId zone) throws Permanent {
    try {
      var mail = new IdentifiedMail(session, messageId);
      mail.setEnvelopeFrom(client.envelopeFrom(messageId));
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
      if (input.unsubscribe() != null) {
        Unsubscribe.offer(mail, input.unsubscribe(), client, to);
      }
      fill(mail);
      mail.saveChanges();
      return mail;
    } catch (MessagingException | UnsupportedEncodingException e) {
      throw new Permanent("bad-mail", "The mail cannot be put together.", null);
    }
  }

  private void fill(MimeMessage mail) throws MessagingException {
    if (parts.attached().isEmpty()) {
      shown(mail);
      return;
    }
    var body = new MimeBodyPart();
    shown(body);
    mail.setContent(together("mixed", body, parts.attached()));
  }

  /** The body, with the images it shows. */
  private void shown(MimePart part) throws MessagingException {
    if (parts.inline().isEmpty()) {
      body(part);
      return;
    }
    var body = new MimeBodyPart();
    body(body);
    part.setContent(together("related", body, parts.inline()));
  }

  private static MimeMultipart together(String kind, MimeBodyPart first, List<MimeBodyPart> others)
      throws MessagingException {
    var multipart = new MimeMultipart(kind);
    multipart.addBodyPart(first);
    for (var other : others) {
      multipart.addBodyPart(other);
    }
    return multipart;
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

  private static @Nullable String replyTo(SendEmail.Input input) {
    var written = input.replyTo();
    return written == null || written.isBlank() ? null : written.strip();
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** Keeps our Message-ID, where the library would make up one. */
  private static final class IdentifiedMail extends SMTPMessage {
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
