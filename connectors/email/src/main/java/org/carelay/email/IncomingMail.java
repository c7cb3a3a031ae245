package org.carelay.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.carelay.connector.Callback;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** A mail from the mailbox: an answer, a report about a mail of ours, or a robot's. */
final class IncomingMail {
  private static final Pattern ROBOT =
      Pattern.compile("(?i)(mailer-daemon|postmaster|bounces?)([+=-].*)?@.*|");
  private static final Pattern ABSENT =
      Pattern.compile(
          "(?i)\\s*(automatic reply|auto(matic)?[- ]?(reply|response)|out of office).*");
  private static final Session NO_SESSION = Session.getInstance(new Properties());
  private static final int MAX_LINE = 2000;

  private final InboxSession.Stored stored;
  private final OwnIds own;
  private final String ourAddress;
  private final @Nullable MimeMessage mail;

  IncomingMail(InboxSession.Stored stored, OwnIds own, String ourAddress) {
    this.stored = stored;
    this.own = own;
    this.ourAddress = ourAddress;
    this.mail = parsed(stored.raw());
  }

  private static @Nullable MimeMessage parsed(byte[] raw) {
    try {
      return new MimeMessage(NO_SESSION, new ByteArrayInputStream(raw));
    } catch (MessagingException | RuntimeException e) {
      return null;
    }
  }

  /** What it reports about mails of ours; empty where it is no report. */
  List<Callback.Outcome.Receipt> receipts() {
    if (mail == null) {
      return List.of();
    }
    var bounce = Bounce.in(mail);
    var about = own.inRecipients(recipients());
    if (bounce == null && (about.isEmpty() || !isOldBounce())) {
      return List.of();
    }
    if (about.isEmpty()) {
      // A report quotes the mail it is about, or at least its header.
      about = own.in(new String(stored.raw(), StandardCharsets.ISO_8859_1));
    }
    var news = bounce == null ? new Bounce(Callback.Delivery.UNDELIVERED, null) : bounce;
    var trouble =
        news.delivery() == Callback.Delivery.UNDELIVERED ? BounceClasses.of(news.status()) : null;
    return about.stream()
        .map(id -> new Callback.Outcome.Receipt(id, news.delivery(), news.status(), trouble))
        .toList();
  }

  /** From a server that writes no reports, to the address that only the envelope had. */
  private boolean isOldBounce() {
    return !from().isEmpty()
        && ROBOT.matcher(from()).matches()
        && !header("Auto-Submitted").toLowerCase(Locale.ROOT).startsWith("auto-replied")
        && !isAbsence();
  }

  /** Whether no person has written it (RFC 3834): such mails are never answered or acted on. */
  boolean isAutomatic() {
    var submitted = header("Auto-Submitted");
    return !submitted.isEmpty() && !submitted.toLowerCase(Locale.ROOT).startsWith("no")
        || header("Precedence").toLowerCase(Locale.ROOT).matches("bulk|junk|list|auto_reply")
        || !(header("X-Autoreply") + header("X-Autorespond") + header("List-Id")).isEmpty()
        || header("Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/report")
        || from().equalsIgnoreCase(ourAddress)
        || fromRobot()
        || isAbsence();
  }

  private boolean isAbsence() {
    return ABSENT.matcher(subject()).matches();
  }

  private boolean fromRobot() {
    return header("Return-Path").equals("<>") || ROBOT.matcher(from()).matches();
  }

  /** The mail as recipes see it. */
  TriggerEvent event(Instant now) {
    var text = mail == null ? null : MailText.of(mail);
    var body = text == null ? "(This mail cannot be read. See the mailbox.)" : text.answer();
    var keyword = Keyword.of(body);
    var answers = answers();
    var message = new LinkedHashMap<String, @Nullable Object>();
    message.put("from", from().isEmpty() ? "unknown" : from());
    message.put("to", header("To"));
    message.put("subject", subject());
    message.put("body", body);
    message.put("text", text == null ? body : text.whole());
    message.put("id", header("Message-ID"));
    message.put("keyword", keyword.word());
    message.put("more", keyword.more());
    message.put("optOut", isAutomatic() ? null : wish(keyword, !answers.isEmpty()));
    message.put("answers", answers);
    message.put("automatic", isAutomatic());
    message.put("files", text == null ? List.of() : text.files());
    var at = stored.receivedAt().isAfter(now) ? now : stored.receivedAt();
    return new TriggerEvent(key(), at, Map.of("message", message));
  }

  /**
   * The word alone, in the text or, as mail programs unsubscribe by mail, in the subject. START
   * counts only in an answer to us: anybody can write any sender.
   */
  private @Nullable String wish(Keyword keyword, boolean answer) {
    var written = keyword.wish();
    var wish = written == null ? Keyword.of(subject()).wish() : written;
    return "START".equals(wish) && !answer ? null : wish;
  }

  private List<String> answers() {
    var ids = new LinkedHashSet<>(own.in(header("In-Reply-To")));
    if (ids.isEmpty()) {
      ids.addAll(own.in(header("References")));
    }
    if (ids.isEmpty()) {
      ids.addAll(own.inRecipients(recipients()));
    }
    return List.copyOf(ids);
  }

  private String recipients() {
    return String.join(
        " ",
        header("To"),
        header("Cc"),
        header("Delivered-To"),
        header("X-Original-To"),
        header("Envelope-To"));
  }

  private String from() {
    try {
      var addresses = InternetAddress.parseHeader(header("From"), false);
      var address = addresses.length == 0 ? null : addresses[0].getAddress();
      return address == null ? "" : address.strip();
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }

  private String subject() {
    var raw = header("Subject");
    try {
      return MimeUtility.decodeText(raw);
    } catch (UnsupportedEncodingException | RuntimeException e) {
      return raw;
    }
  }

  /** One line of at most 2000 characters; empty where there is none. */
  private String header(String name) {
    try {
      var value = mail == null ? null : mail.getHeader(name, " ");
      var line = value == null ? "" : MimeUtility.unfold(value).replaceAll("[\\r\\n\\x00]", " ");
      return line.length() > MAX_LINE ? line.substring(0, MAX_LINE) : line.strip();
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }

  /** The same wherever and however often the mail is found, so that it counts once. */
  private String key() {
    var named = String.join("\n", header("Message-ID"), header("Date"), from(), subject());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(named.getBytes(StandardCharsets.UTF_8));
      if (header("Message-ID").isEmpty()) {
        digest.update(stored.raw());
      }
      return "mail/" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
