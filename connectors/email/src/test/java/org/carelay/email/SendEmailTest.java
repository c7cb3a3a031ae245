package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.email.EmailSettings.Security;
import org.carelay.practice.mail.Mail;
import org.carelay.practice.mail.MailSettings;
import org.carelay.practice.mail.PracticeMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendEmailTest {
  private final SendEmail action = new SendEmail();

  @TempDir Path folder;
  private PracticeMail server;
  private EmailClient client;

  @BeforeEach
  void start() throws IOException {
    server = PracticeMail.start(MailSettings.in(folder));
    client = Lab.open(Lab.settings(server.host(), server.port(), Security.NONE));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void sends_to_the_approved_address_and_says_sent() throws Exception {
    var context = Lab.to(Lab.AVERY);

    var mailed = action.perform(client, Lab.text("Please tell us how you feel."), context);

    assertThat(mailed.status()).isEqualTo("Sent");
    assertThat(mailed.recipients())
        .containsExactly(new Mailed.ToOne(Lab.AVERY, "Sent", mailed.messageId(), null));
    assertThat(context.references()).containsExactly(mailed.messageId());
    var mail = server.mails().getFirst();
    assertThat(mail.to()).containsExactly(Lab.AVERY);
    assertThat(mail.from()).isEqualTo("Elm Clinic <clinic@example.org>");
    assertThat(mail.subject()).isEqualTo("How are you?");
    assertThat(mail.text()).isEqualTo("Please tell us how you feel.");
    assertThat(mail.html()).isNull();
    assertThat(mail.messageId()).isEqualTo(mailed.messageId());
    assertThat(raw(mail)).contains("Auto-Submitted: auto-generated", "\r\nDate: ");
  }

  @Test
  void keeps_every_character() throws Exception {
    var text =
        "Grüße \u2714 漢 \uD83D\uDE00\r\n.a line with a dot\r\n.\r\nthe end " + "x".repeat(3000);
    action.perform(
        client, Lab.mail("Grüße \u2714 " + "é".repeat(100), text, null), Lab.to(Lab.AVERY));
    var mail = server.mails().getFirst();
    assertThat(mail.subject()).isEqualTo("Grüße \u2714 " + "é".repeat(100));
    assertThat(mail.text()).isEqualTo(text);
  }

  @Test
  void sends_html_alone_or_both_for_the_readers_program_to_choose() throws Exception {
    action.perform(client, Lab.mail("One", null, "<p>Grüße</p>"), Lab.to(Lab.AVERY));
    action.perform(client, Lab.mail("Two", "Grüße", "<p>Grüße</p>"), Lab.to(Lab.AVERY));
    var two = server.mails().get(0);
    var one = server.mails().get(1);
    assertThat(one.html()).isEqualTo("<p>Grüße</p>");
    assertThat(one.text()).isNull();
    assertThat(two.html()).isEqualTo("<p>Grüße</p>");
    assertThat(two.text()).isEqualTo("Grüße");
    assertThat(raw(two)).contains("multipart/alternative");
  }

  @Test
  void sends_files_along() throws Exception {
    var bytes = new byte[] {0, 1, 2, (byte) 255};
    var input =
        Lab.attaching(
            Lab.attachment("Bericht ü.csv", null, "id\r\n007\r\n", null),
            Lab.attachment("a.bin", null, null, Base64.getMimeEncoder().encodeToString(bytes)),
            Lab.attachment("b.xml", "application/xml", "<a/>", null));

    action.perform(client, input, Lab.to(Lab.AVERY));

    var mail = server.mails().getFirst();
    assertThat(mail.text()).isEqualTo("See the file");
    assertThat(mail.attachments())
        .containsExactly(
            new Mail.Attachment("Bericht ü.csv", "text/csv", 9),
            new Mail.Attachment("a.bin", "application/octet-stream", 4),
            new Mail.Attachment("b.xml", "application/xml", 4));
  }

  @Test
  void gives_each_recipient_a_mail_that_names_no_other() throws Exception {
    var mailed = action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY, Lab.BLAKE, Lab.AVERY));

    assertThat(mailed.status()).isEqualTo("Sent");
    assertThat(mailed.recipients())
        .extracting(Mailed.ToOne::address)
        .containsExactly(Lab.AVERY, Lab.BLAKE);
    assertThat(server.mails()).hasSize(2);
    for (var mail : server.mails()) {
      assertThat(mail.to()).hasSize(1);
      var other = mail.to().contains(Lab.AVERY) ? Lab.BLAKE : Lab.AVERY;
      assertThat(raw(mail)).doesNotContain(other).doesNotContain("as.written");
    }
  }

  @Test
  void names_each_mail_the_same_in_every_attempt_and_unlike_all_others() throws Exception {
    var context = Lab.to(Lab.AVERY, Lab.BLAKE);
    var first = action.perform(client, Lab.text("Hello"), context);
    var again = action.perform(client, Lab.text("Hello"), context.again());
    var another = action.perform(client, Lab.text("Hello"), Lab.to(Lab.AVERY));

    assertThat(ids(again)).isEqualTo(ids(first)).doesNotHaveDuplicates();
    assertThat(ids(first)).doesNotContainAnyElementsOf(ids(another));
    assertThat(first.messageId()).matches("<[0-9a-f]{32}\\.[0-9a-f]{16}@example\\.org>");
  }

  @Test
  void sends_nothing_without_an_approved_address() {
    assertThat(refusal(Lab.text("Hello"), FakeActionContext.aContext())).isEqualTo("no-recipient");
    var phone =
        FakeActionContext.aContext().to(new Recipient(Recipient.Channel.SMS, "+15555550123"));
    assertThat(refusal(Lab.text("Hello"), phone)).isEqualTo("no-recipient");
    assertThat(server.attempts()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b@c",
        "a b@example.org",
        "a@example.org\r\nBcc: x@example.org",
        "<a@example.org>",
        "jürgen@example.org",
        "a@-example.org",
        "@example.org",
        "a@"
      })
  void sends_to_nobody_where_one_address_is_not_one(String address) {
    assertThat(refusal(Lab.text("Hello"), Lab.to(Lab.AVERY, address))).isEqualTo("bad-address");
    assertThat(server.attempts()).isZero();
  }

  @Test
  void sends_nothing_that_would_be_empty_or_forged() {
    assertThat(refusal(Lab.mail("Hi", null, null))).isEqualTo("nothing-to-send");
    assertThat(refusal(Lab.mail("Hi", " ", "\n"))).isEqualTo("nothing-to-send");
    assertThat(refusal(Lab.mail("Hi\r\nBcc: x@example.org", "Hello", null)))
        .isEqualTo("bad-subject");
    assertThat(refusal(Lab.mail("Hi\nX", "Hello", null))).isEqualTo("bad-subject");
    var forged =
        new SendEmail.Input(
            List.of(Lab.AVERY),
            "Hi",
            "Hello",
            null,
            "a@example.org\r\nBcc: x@example.org",
            null,
            null);
    assertThat(refusal(forged)).isEqualTo("bad-address");
    assertThat(server.attempts()).isZero();
  }

  @Test
  void sends_nothing_where_a_file_is_not_one() {
    assertThat(refusal(Lab.attaching(Lab.attachment("a.csv", null, null, null))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("a.csv", null, "a", "YQ=="))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("../a.csv", null, "a", null))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("a\r\nb", null, "a", null))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("a.csv", "text/csv\r\nX: y", "a", null))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("a.csv", "csv", "a", null))))
        .isEqualTo("bad-attachment");
    assertThat(refusal(Lab.attaching(Lab.attachment("a.bin", null, null, "a"))))
        .isEqualTo("bad-attachment");
    var large = Lab.attachment("a.txt", null, "x".repeat(11 * 1024 * 1024), null);
    assertThat(refusal(Lab.attaching(large, large))).isEqualTo("too-large");
    assertThat(server.attempts()).isZero();
  }

  @Test
  void sends_nothing_when_it_is_too_late() {
    assertThat(refusal(Lab.text("Hello"), Lab.to(Lab.AVERY).within(Duration.ZERO)))
        .isEqualTo("too-late");
    assertThat(server.attempts()).isZero();
  }

  @Test
  void names_whom_the_recipe_would_reach() {
    var written =
        List.of("Avery <avery@example.org>, blake@example.org;", " casey@example.org ", "");
    var input = new SendEmail.Input(written, "Hi", "Hello", null, null, null, null);
    assertThat(action.recipients(input))
        .extracting(Recipient::address)
        .containsExactly(Lab.AVERY, Lab.BLAKE, Lab.CASEY);
    assertThat(action.recipients(input))
        .extracting(Recipient::channel)
        .containsOnly(Recipient.Channel.EMAIL);
  }

  @Test
  void finds_what_is_wrong_before_anything_runs() {
    assertThat(action.check(Map.of())).isEmpty();
    assertThat(action.check(Map.of("to", Lab.AVERY, "subject", "Hello"))).isEmpty();
    assertThat(action.check(Map.of("to", "the patient")))
        .extracting(InputProblem::pointer)
        .containsExactly("/to");
    assertThat(action.check(Map.of("to", List.of(Lab.AVERY, "nobody"), "replyTo", "x")))
        .extracting(InputProblem::pointer)
        .containsExactly("/to/1", "/replyTo");
    assertThat(action.check(Map.of("subject", "a\nb")))
        .extracting(InputProblem::code)
        .containsExactly("bad-subject");
  }

  private String refusal(SendEmail.Input input) {
    return refusal(input, Lab.to(Lab.AVERY));
  }

  private String refusal(SendEmail.Input input, FakeActionContext context) {
    return catchThrowableOfType(
            ConnectorException.class, () -> action.perform(client, input, context))
        .code();
  }

  private String raw(Mail mail) throws IOException {
    var raw = server.raw(mail.id());
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }

  private static List<String> ids(Mailed mailed) {
    return mailed.recipients().stream().map(Mailed.ToOne::messageId).toList();
  }
}
