package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.DeadServer;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.email.EmailSettings.Security;
import org.carelay.practice.mail.MailFault;
import org.carelay.practice.mail.MailSettings;
import org.carelay.practice.mail.PracticeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some get it, some do not: nobody gets it twice, and the result says who is who. */
class SeveralRecipientsTest {
  private final SendEmail action = new SendEmail();
  private final InMemoryMemory memory = new InMemoryMemory();

  @TempDir Path folder;
  private PracticeMail server;
  private EmailClient client;
  private FakeActionContext context;

  @BeforeEach
  void start() throws IOException {
    server = PracticeMail.start(MailSettings.in(folder));
    client = Lab.open(Lab.settings(server.host(), server.port(), Security.NONE));
    context = Lab.to(Lab.AVERY, Lab.BLAKE, Lab.CASEY).remembering(memory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refused_for_good_is_told_apart_from_sent() throws Exception {
    blake(new MailFault.RefuseRecipient(550));

    var mailed = action.perform(client, Lab.text("Hello"), context);

    assertThat(mailed.status()).isEqualTo("Partly sent");
    assertThat(mailed.recipients())
        .extracting(Mailed.ToOne::address, Mailed.ToOne::status, Mailed.ToOne::code)
        .containsExactly(
            Tuple.tuple(Lab.AVERY, "Sent", null),
            Tuple.tuple(Lab.BLAKE, "Refused", "recipient-refused"),
            Tuple.tuple(Lab.CASEY, "Sent", null));
    assertThat(server.delivered()).hasSize(2);
    assertThat(memory.startingWith("mail/")).isEmpty();
  }

  @Test
  void all_refused_is_a_failure() {
    server.faults((_, _) -> new MailFault.RefuseRecipient(550));
    assertThat(failure()).isInstanceOf(Permanent.class);
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void who_must_wait_is_tried_again_and_the_others_are_left_alone() throws Exception {
    blake(new MailFault.RefuseRecipient(450));
    assertThat(failure()).isInstanceOf(Retryable.class).hasMessageContaining("2 of 3");
    assertThat(failure()).isInstanceOf(Retryable.class);
    assertThat(server.delivered()).hasSize(2);

    server.faults((_, _) -> MailFault.NONE);
    var mailed = action.perform(client, Lab.text("Hello"), context.again());

    assertThat(mailed.status()).isEqualTo("Sent");
    assertThat(mailed.recipients()).hasSize(3);
    assertThat(server.delivered()).hasSize(3).allSatisfy((_, times) -> assertThat(times).isOne());
    assertThat(memory.startingWith("mail/")).isEmpty();
  }

  @Test
  void one_unknown_outcome_is_left_to_a_person_who_may_send_again_to_that_one_only()
      throws Exception {
    blake(new MailFault.DeliverThenBreak());
    assertThat(failure()).isInstanceOf(OutcomeUnknown.class).hasMessageContaining("2 of 3");
    assertThat(server.delivered()).hasSize(3);

    server.faults((_, _) -> MailFault.NONE);
    action.perform(client, Lab.text("Hello"), context.again());

    server
        .delivered()
        .forEach((mail, times) -> assertThat(times).isEqualTo(mail.to().equals(Lab.BLAKE) ? 2 : 1));
  }

  @Test
  void who_has_it_does_not_get_it_again_where_the_others_are_left_out_meanwhile() throws Exception {
    var both = Lab.to(Lab.AVERY, Lab.BLAKE).remembering(memory);
    blake(new MailFault.RefuseRecipient(450));
    assertThat(
            catchThrowableOfType(
                Retryable.class, () -> action.perform(client, Lab.text("Hello"), both)))
        .isNotNull();
    assertThat(server.delivered()).hasSize(1);

    action.perform(
        client, Lab.text("Hello"), both.to(new Recipient(Recipient.Channel.EMAIL, Lab.AVERY)));

    assertThat(server.delivered()).hasSize(1).allSatisfy((_, times) -> assertThat(times).isOne());
    assertThat(memory.startingWith("mail/")).isEmpty();
  }

  @Test
  void notes_tell_nobodys_address() {
    blake(new MailFault.RefuseRecipient(450));
    failure();
    assertThat(memory.startingWith("mail/")).hasSize(2);
    assertThat(memory.startingWith("").toString()).doesNotContain("example.org");
  }

  @Test
  void a_server_that_is_away_is_not_asked_for_each_of_them() throws Exception {
    var nobody = DeadServer.nobody();
    client = Lab.open(Lab.settings("127.0.0.1", nobody.getPort(), Security.NONE));
    assertThat(failure()).isInstanceOf(Retryable.class).hasMessageContaining("0 of 3");
  }

  private void blake(MailFault fault) {
    server.faults((_, to) -> to.equals(Lab.BLAKE) ? fault : MailFault.NONE);
  }

  private ConnectorException failure() {
    return catchThrowableOfType(
        ConnectorException.class, () -> action.perform(client, Lab.text("Hello"), context.again()));
  }
}
