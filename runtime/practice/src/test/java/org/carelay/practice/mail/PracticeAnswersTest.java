package org.carelay.practice.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Patients answer; the clinic reads over IMAP with an ordinary client. */
class PracticeAnswersTest {
  @TempDir Path folder;
  private PracticeMail mail;

  @BeforeEach
  void start() throws Exception {
    mail = PracticeMail.start(MailSettings.in(folder));
  }

  @AfterEach
  void stop() {
    mail.close();
  }

  private void send(String subject, String text) throws Exception {
    var properties = new Properties();
    properties.put("mail.smtp.host", mail.host());
    properties.put("mail.smtp.port", String.valueOf(mail.port()));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("clinic@example.org", "Elm Clinic"));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress("avery@example.org"));
    message.setSubject(subject);
    message.setText(text);
    jakarta.mail.Transport.send(message);
  }

  private interface Reading {
    void of(Folder inbox) throws Exception;
  }

  private void read(Reading reading) throws Exception {
    var store = Session.getInstance(new Properties()).getStore("imap");
    store.connect(mail.host(), mail.mailboxPort(), "clinic", "anything");
    try (store;
        var inbox = store.getFolder("INBOX")) {
      inbox.open(Folder.READ_ONLY);
      reading.of(inbox);
    }
  }

  private static MimeMessage whole(Folder inbox, long uid) throws Exception {
    var found = (IMAPMessage) ((UIDFolder) inbox).getMessageByUID(uid);
    var raw = new ByteArrayOutputStream();
    found.getMimeStream().transferTo(raw);
    return new MimeMessage(null, new ByteArrayInputStream(raw.toByteArray()));
  }

  @Test
  void an_answer_is_in_the_clinics_mailbox_and_says_what_it_answers() throws Exception {
    send("Your visit", "Reply 1 to confirm");
    var sent = mail.mails().getFirst();
    mail.reply(sent.id(), "1");
    mail.reply(sent.id(), "Grüße");
    read(
        inbox -> {
          assertThat(inbox.getMessageCount()).isEqualTo(2);
          var first = whole(inbox, 1);
          assertThat(first.getHeader("In-Reply-To", ",")).isEqualTo(sent.messageId());
          assertThat(first.getFrom()[0]).hasToString("avery@example.org");
          assertThat(first.getSubject()).isEqualTo("Re: Your visit");
          assertThat(String.valueOf(whole(inbox, 2).getContent()))
              .startsWith("Grüße")
              .contains("> Reply 1 to confirm");
          var now = new ReceivedDateTerm(ComparisonTerm.GE, new Date());
          assertThat(inbox.search(now)).hasSize(2);
        });
    assertThat(mail.mails()).hasSize(1);
  }

  @Test
  void answers_are_there_after_a_restart() throws Exception {
    send("Your visit", "Hi");
    mail.reply(mail.mails().getFirst().id(), "Yes");
    mail.close();
    mail = PracticeMail.start(MailSettings.in(folder));
    assertThat(mail.answers()).hasSize(1);
    read(inbox -> assertThat(inbox.getMessageCount()).isEqualTo(1));
  }

  @Test
  void nobody_answers_what_was_not_sent_or_says_nothing() {
    assertThatThrownBy(() -> mail.reply("1", "Yes")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mail.reply("1", " ")).isInstanceOf(IllegalArgumentException.class);
  }
}
