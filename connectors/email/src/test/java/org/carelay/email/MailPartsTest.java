package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.connector.Callback.Outcome;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.HttpCall;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.InMemoryFiles;
import org.carelay.email.EmailSettings.Security;
import org.carelay.practice.mail.MailSettings;
import org.carelay.practice.mail.PracticeMail;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailPartsTest {
  private static final String EFFECT = "0123456789abcdef0123456789abcdef";
  private final SendEmail action = new SendEmail();
  private final InMemoryFiles files = new InMemoryFiles();
  @TempDir Path folder;
  private PracticeMail server;
  private EmailClient client;

  @BeforeEach
  void start() throws Exception {
    server = PracticeMail.start(MailSettings.in(folder));
    client = Lab.open(Lab.settings(server.host(), server.port(), Security.NONE));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static SendEmail.Input input(Map<String, Object> more) throws Exception {
    var with =
        new java.util.HashMap<String, Object>(Map.of("to", "a@example.org", "subject", "Report"));
    with.putAll(more);
    return Binder.bind(with, SendEmail.Input.class);
  }

  private String raw() throws IOException {
    var raw = server.raw(server.mails().getFirst().id());
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }

  @Test
  void attaches_a_file_that_an_earlier_step_has_written() throws Exception {
    var kept = files.of(EFFECT).keep("week 47.xlsx", out -> out.write(new byte[] {'P', 'K', 3}));
    var input = input(Map.of("text", "See the file", "attachments", kept.reference()));
    action.perform(client, input, Lab.to(Lab.AVERY).keeping(files));
    var attached = server.mails().getFirst().attachments();
    assertThat(attached).hasSize(1);
    assertThat(attached.getFirst().name()).isEqualTo("week 47.xlsx");
    assertThat(raw()).contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  }

  @Test
  void sends_nothing_where_the_file_is_gone() throws Exception {
    var input = input(Map.of("text", "See", "attachments", List.of("file:" + EFFECT + "/a.csv")));
    assertThatExceptionOfType(Permanent.class)
        .isThrownBy(() -> action.perform(client, input, Lab.to(Lab.AVERY)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("no-such-file"));
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void shows_images_inside_the_html() throws Exception {
    var logo = Map.of("name", "logo.png", "data", "iVBORw0KGgo=", "inline", "logo");
    var list = Map.of("name", "list.csv", "text", "id\r\n007\r\n");
    action.perform(
        client,
        input(
            Map.of(
                "text", "Elm Clinic",
                "html", "<img src=\"cid:logo\">",
                "attachments", List.of(logo, list))),
        Lab.to(Lab.AVERY));
    assertThat(raw())
        .containsSubsequence(
            "multipart/mixed",
            "multipart/related",
            "multipart/alternative",
            "Content-ID: <logo>",
            "list.csv");
    var mail = server.mails().getFirst();
    assertThat(mail.text()).isEqualTo("Elm Clinic");
    assertThat(mail.html()).isEqualTo("<img src=\"cid:logo\">");
  }

  @Test
  void offers_to_unsubscribe_with_one_click() throws Exception {
    action.perform(
        client,
        input(Map.of("text", "Hi", "unsubscribe", "https://example.org/stop/t0k3n")),
        Lab.to(Lab.AVERY));
    assertThat(raw())
        .contains("List-Unsubscribe: <https://example.org/stop/t0k3n>")
        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    for (var bad : List.of("http://example.org/x", "https://a b", "https://a\r\nBcc: x", "stop")) {
      var input = input(Map.of("text", "Hi", "unsubscribe", bad));
      assertThatExceptionOfType(Permanent.class)
          .isThrownBy(() -> action.perform(client, input, Lab.to(Lab.AVERY)));
      assertThat(action.check(Map.of("unsubscribe", bad))).hasSize(1);
    }
  }

  @Test
  void a_reader_ends_mails_to_their_address_and_to_no_other_by_one_click() throws Exception {
    action.perform(client, input(Map.of("text", "Hi", "unsubscribe", "link")), Lab.to(Lab.AVERY));
    var header = Pattern.compile("List-Unsubscribe: <([^>]+)>").matcher(raw());
    assertThat(header.find()).isTrue();
    var link = URI.create(header.group(1));
    assertThat(raw()).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    assertThat(link.toString())
        .startsWith("http://127.0.0.1:8080/hooks/callback/hospital-mail/unsubscribe?t=")
        .doesNotContain("avery");
    assertThat(follow("GET", link)).isInstanceOf(Outcome.Page.class);
    assertThat(follow("POST", link))
        .isEqualTo(new Outcome.OptOut(new Recipient(Recipient.Channel.EMAIL, Lab.AVERY)));
    var forged = link.toString().substring(0, link.toString().length() - 3) + "AAA";
    for (var bad :
        List.of(forged, forged.replaceAll("t=.*", "t=x"), forged.replaceAll("[?].*", ""))) {
      assertThat(follow("POST", URI.create(bad))).isInstanceOf(Outcome.Refused.class);
    }
    try (var another = Lab.open(Lab.settings("127.0.0.1", 25, Security.NONE))) {
      assertThat(another.unsubscribing(String.valueOf(link.getQuery()).substring(2))).isNull();
    }
  }

  private Outcome follow(String method, URI link) {
    return new UnsubscribeLink()
        .receive(new HttpCall(method, link, Map.of(), new byte[0], Instant.EPOCH), client);
  }

  @Test
  void gives_each_mail_an_envelope_sender_that_tells_which_it_is() throws Exception {
    try (var smtp = new ScriptedSmtp();
        var bouncing = Lab.open(bouncing(smtp.port(), "bounces@example.org"))) {
      var context = Lab.to(Lab.AVERY);
      var mailed = action.perform(bouncing, Lab.text("Hello"), context);
      var id = mailed.messageId().substring(1, mailed.messageId().indexOf('@'));
      assertThat(id).startsWith(context.effectKey());
      assertThat(smtp.commands()).contains("MAIL FROM:<bounces+" + id + "@example.org>");
      assertThat("bounces+" + id).hasSizeLessThanOrEqualTo(64);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Lab.open(bouncing(25, "no address")));
  }

  private static EmailSettings bouncing(int port, String address) {
    var plain = Lab.settings("127.0.0.1", port, Security.NONE);
    return new EmailSettings(
        plain.host(),
        plain.port(),
        plain.security(),
        null,
        null,
        plain.from(),
        null,
        null,
        plain.connectTimeout(),
        plain.readTimeout(),
        plain.writeTimeout(),
        null,
        address,
        null);
  }
}
