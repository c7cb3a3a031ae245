package org.carelay.email;

import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.carelay.email.EmailSettings.Security;

/** The clinic's mailbox on a real IMAP server, into which tests put mails. */
final class Letters implements AutoCloseable {
  static final String KEY = "0123456789abcdef0123456789abcdef";
  static final String OUR_ID = "<" + KEY + ".0123456789abcdef@example.org>";
  static final String VERP = "bounces+" + KEY + ".0123456789abcdef@example.org";
  static final String PASSWORD = "mailbox-password";

  GreenMail server;
  private GreenMailUser user;

  Letters() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    user = server.setUser("clinic@example.org", "clinic", PASSWORD);
  }

  EmailClient client() {
    return client(PASSWORD, server.getImap().getPort(), null);
  }

  EmailClient client(String password, int port, @org.jspecify.annotations.Nullable String folder) {
    return Lab.open(settings(password, port, folder));
  }

  EmailSettings settings(
      String password, int port, @org.jspecify.annotations.Nullable String folder) {
    return new EmailSettings(
        "127.0.0.1",
        25,
        Security.NONE,
        null,
        null,
        "clinic@example.org",
        null,
        null,
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        null,
        "bounces@example.org",
        new Inbox(null, port, Security.NONE, "clinic", password, folder, Duration.ofSeconds(2)));
  }

  /** Puts a mail into the mailbox; lines end as in Java. */
  void arrives(String mail) throws Exception {
    var bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    var message =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    folder().appendMessage(message, new Flags(), new Date());
  }

  static String answer(String headers, String text) {
    return """
    From: Avery Lee <avery@example.org>
    To: clinic@example.org
    Subject: Re: Your visit
    Message-ID: <%d@mail.example.net>
    Date: Mon, 02 Mar 2026 10:00:00 -0500
    %s

    %s
    """
        .formatted(System.nanoTime(), headers, text)
        .replaceFirst("-0500\n\n\n", "-0500\n\n");
  }

  int unseen() {
    return folder().getUnseenCount();
  }

  MailFolder folder() {
    try {
      return Objects.requireNonNull(hosts().getInbox(user));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** As after a restore on another machine: the same mails with other numbers. */
  void numberAnew() throws Exception {
    var mails = folder().getMessages().stream().map(each -> each.getMimeMessage()).toList();
    var dates = folder().getMessages().stream().map(each -> each.getReceivedDate()).toList();
    var port = server.getImap().getPort();
    var validity = folder().getUidValidity();
    // GreenMail's validity is the second in which a folder was made.
    while (folder().getUidValidity() == validity) {
      server.stop();
      server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
      server.start();
      user = server.setUser("clinic@example.org", "clinic", PASSWORD);
    }
    for (var index = 0; index < mails.size(); index++) {
      folder().appendMessage(mails.get(index), new Flags(), dates.get(index));
    }
  }

  private ImapHostManager hosts() {
    return server.getManagers().getImapHostManager();
  }

  @Override
  public void close() {
    server.stop();
  }
}
