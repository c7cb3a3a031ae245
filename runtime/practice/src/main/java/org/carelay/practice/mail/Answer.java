package org.carelay.practice.mail;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** An answer as a patient's mail program writes it: above the mail it answers, quoted. */
final class Answer {
  private Answer() {}

  static String sender(Mail mail) {
    return mail.to().isEmpty() ? "patient@example.org" : mail.to().getFirst();
  }

  static byte[] to(Mail mail, String body, Instant at) throws IOException {
    try {
      var answer = new MimeMessage(Session.getInstance(new Properties()));
      answer.setFrom(new InternetAddress(sender(mail)));
      answer.setRecipients(RecipientType.TO, InternetAddress.parse(mail.from(), false));
      var subject = mail.subject().startsWith("Re: ") ? mail.subject() : "Re: " + mail.subject();
      answer.setSubject(subject, "UTF-8");
      answer.setSentDate(Date.from(at));
      if (mail.messageId() != null) {
        answer.setHeader("In-Reply-To", mail.messageId());
        answer.setHeader("References", mail.messageId());
      }
      var quoted = (mail.text() == null ? "" : mail.text()).strip().replaceAll("(?m)^", "> ");
      answer.setText(
          "%s\r\n\r\nOn %tF, %s wrote:\r\n%s\r\n"
              .formatted(body, Date.from(at), mail.from(), quoted),
          "UTF-8");
      answer.saveChanges();
      var bytes = new ByteArrayOutputStream();
      answer.writeTo(bytes);
      return bytes.toByteArray();
    } catch (MessagingException e) {
      throw new IOException("The answer cannot be put together", e);
    }
  }
}
