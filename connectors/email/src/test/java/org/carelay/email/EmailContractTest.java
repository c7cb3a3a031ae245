package org.carelay.email;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.carelay.connector.Connector;
import org.carelay.connector.MessageAction;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.ConnectionContract;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.MessageActionContract;
import org.carelay.email.EmailSettings.Security;
import org.carelay.practice.mail.MailFault;
import org.carelay.practice.mail.MailSettings;
import org.carelay.practice.mail.PracticeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What every connector promises, here against the practice mail and a scripted server. */
class EmailContractTest {
  @TempDir Path folder;
  private PracticeMail server;
  private ScriptedSmtp strict;

  @BeforeEach
  void start() throws Exception {
    server = PracticeMail.start(MailSettings.in(folder));
    strict = new ScriptedSmtp().on("EHLO", "250-here\r\n250 AUTH PLAIN");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    strict.close();
  }

  private static EmailSettings at(InetSocketAddress address) {
    return Lab.settings("127.0.0.1", address.getPort(), Security.NONE);
  }

  @Nested
  class OfTheConnector extends ConnectorContract<EmailSettings, EmailClient> {
    @Override
    protected Connector<EmailSettings, EmailClient> connector() {
      return Lab.CONNECTOR;
    }
  }

  @Nested
  class OfTheConnection extends ConnectionContract<EmailSettings, EmailClient> {
    @Override
    protected Connector<EmailSettings, EmailClient> connector() {
      return Lab.CONNECTOR;
    }

    @Override
    protected EmailSettings settings() {
      strict.on("AUTH", "235 2.7.0 welcome");
      return signingIn("right-password");
    }

    @Override
    protected EmailSettings wrongSecret() {
      strict.on("AUTH", "535 5.7.8 no");
      return signingIn("wrong-password");
    }

    @Override
    protected EmailSettings at(InetSocketAddress address) {
      return EmailContractTest.at(address);
    }

    private EmailSettings signingIn(String password) {
      return Lab.settings("127.0.0.1", strict.port(), Security.NONE, "clinic", password, null);
    }
  }

  @Nested
  class OfSending extends MessageActionContract<EmailClient, SendEmail.Input, Mailed> {
    @Override
    protected MessageAction<EmailClient, SendEmail.Input, Mailed> action() {
      return new SendEmail();
    }

    @Override
    protected EmailClient client() {
      return Lab.open(Lab.settings(server.host(), server.port(), Security.NONE));
    }

    @Override
    protected EmailClient clientAt(InetSocketAddress address) {
      return Lab.open(EmailContractTest.at(address));
    }

    @Override
    protected SendEmail.Input input() {
      return Lab.text("Please tell us how you feel.");
    }

    @Override
    protected Recipient[] approved() {
      return new Recipient[] {new Recipient(Recipient.Channel.EMAIL, Lab.AVERY)};
    }

    @Override
    protected List<String> reached() {
      return server.mails().reversed().stream().flatMap(mail -> mail.to().stream()).toList();
    }

    @Override
    protected void whileRefusing(Checked during) throws Exception {
      server.faults((_, _) -> new MailFault.RefuseContent(554));
      during.run();
      server.faults((_, _) -> MailFault.NONE);
    }

    @Override
    protected void whileBreakingAfterAccepting(Checked during) throws Exception {
      server.faults((_, _) -> new MailFault.DeliverThenBreak());
      during.run();
      server.faults((_, _) -> MailFault.NONE);
    }
  }
}
