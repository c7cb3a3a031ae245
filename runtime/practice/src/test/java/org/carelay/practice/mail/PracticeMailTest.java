package org.carelay.practice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeMailTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:02:00Z");

  @TempDir Path folder;
  private PracticeMail mail;

  @BeforeEach
  void start() throws IOException {
    mail = PracticeMail.start(new MailSettings(folder, 0, Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  @AfterEach
  void stop() {
    mail.close();
  }

  @Test
  void an_empty_mailbox_has_no_mails() throws IOException {
    assertThat(mail.mails()).isEmpty();
    assertThat(mail.raw("00000001")).isNull();
    assertThat(mail.raw("../account")).isNull();
  }

  @Test
  void a_mail_is_shown_as_its_reader_sees_it() throws Exception {
    var message = message("Grüße from Elm Clinic \u2714", "avery@example.org");
    var alternative = new MimeMultipart("alternative", text("Hello"), html("<p>Hello</p>"));
    var body = new MimeBodyPart();
    body.setContent(alternative);
    var file = new MimeBodyPart();
    file.setText("id,name\r\n1,Avery\r\n", "UTF-8", "csv");
    file.setFileName("report.csv");
    message.setContent(new MimeMultipart(body, file));

    send(message);

    var received = mail.mails().getFirst();
    assertThat(received.subject()).isEqualTo("Grüße from Elm Clinic \u2714");
    assertThat(received.from()).contains("Elm Clinic", "clinic@example.org");
    assertThat(received.to()).containsExactly("avery@example.org");
    assertThat(received.at()).isEqualTo(NOW);
    assertThat(received.text()).isEqualTo("Hello");
    assertThat(received.html()).isEqualTo("<p>Hello</p>");
    assertThat(received.attachments())
        .containsExactly(new Mail.Attachment("report.csv", "text/csv", 18));
    assertThat(new String(mail.raw(received.id()), StandardCharsets.UTF_8))
        .startsWith("Return-Path: <clinic@example.org>\r\nDelivered-To: avery@example.org\r\n")
        .contains("MIME-Version: 1.0");
  }

  @Test
  void mails_survive_a_restart_newest_first() throws Exception {
    send(plain("one", "avery@example.org"));
    send(plain("two", "avery@example.org"));
    mail.close();
    Files.writeString(folder.resolve("00000003.draft"), "half a mail");

    mail = PracticeMail.start(MailSettings.in(folder));

    assertThat(mail.mails()).extracting(Mail::subject).containsExactly("two", "one");
    send(plain("three", "avery@example.org"));
    assertThat(mail.mails()).extracting(Mail::id).first().isEqualTo("00000003");
    assertThat(mail.delivered()).hasSize(3).allSatisfy((_, times) -> assertThat(times).isOne());
  }

  @Test
  void listeners_hear_of_each_mail_until_they_leave() throws Exception {
    var heard = new ArrayList<String>();
    var leave = mail.listen(each -> heard.add(each.subject()));
    send(plain("one", "avery@example.org"));
    leave.run();
    send(plain("two", "avery@example.org"));
    assertThat(heard).containsExactly("one");
  }

  @Test
  void a_refused_recipient_gets_nothing() throws Exception {
    mail.faults((_, _) -> new MailFault.RefuseRecipient(550));
    var refused =
        catchThrowableOfType(
            SendFailedException.class, () -> send(plain("Hello", "nobody@example.org")));
    assertThat(refused.getInvalidAddresses()).hasSize(1);
    assertThat(mail.mails()).isEmpty();
  }

  @Test
  void refused_content_is_not_delivered() throws Exception {
    mail.faults((_, _) -> new MailFault.RefuseContent(451));
    assertThatThrownBy(() -> send(plain("Hello", "avery@example.org")))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("451");
    assertThat(mail.mails()).isEmpty();
  }

  @Test
  void a_connection_that_breaks_early_delivers_nothing() throws Exception {
    mail.faults((_, _) -> new MailFault.BreakInContent());
    assertThatThrownBy(() -> send(plain("Hello", "avery@example.org")))
        .isInstanceOf(MessagingException.class);
    assertThat(mail.mails()).isEmpty();
    assertThat(mail.attempts()).isEqualTo(1);
  }

  @Test
  void a_connection_that_breaks_late_has_delivered() throws Exception {
    mail.faults((_, _) -> new MailFault.DeliverThenBreak());
    assertThatThrownBy(() -> send(plain("Hello", "avery@example.org")))
        .isInstanceOf(MessagingException.class);
    assertThat(mail.mails()).hasSize(1);
  }

  @Test
  void an_answer_may_be_too_late() throws Exception {
    mail.faults((_, _) -> new MailFault.DeliverThenStall(Duration.ofHours(1)));
    assertThatThrownBy(() -> send(plain("Hello", "avery@example.org")))
        .isInstanceOf(MessagingException.class);
    assertThat(mail.mails()).hasSize(1);
  }

  private MimeMessage plain(String subject, String to) throws MessagingException {
    var message = message(subject, to);
    message.setText("Hello", "UTF-8");
    return message;
  }

  private MimeMessage message(String subject, String to) throws MessagingException {
    var message = new MimeMessage(session());
    message.setFrom("Elm Clinic <clinic@example.org>");
    message.setRecipient(RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    return message;
  }

  private Session session() {
    var properties = new Properties();
    properties.put("mail.smtp.host", mail.host());
    properties.put("mail.smtp.port", String.valueOf(mail.port()));
    properties.put("mail.smtp.timeout", "2000");
    properties.put("mail.smtp.connectiontimeout", "2000");
    return Session.getInstance(properties);
  }

  private static void send(MimeMessage message) throws MessagingException {
    Transport.send(message);
  }

  private static MimeBodyPart text(String text) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, "UTF-8");
    return part;
  }

  private static MimeBodyPart html(String html) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(html, "UTF-8", "html");
    return part;
  }
}
