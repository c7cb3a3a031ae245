package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailConnectorTest {
  @ParameterizedTest
  @CsvSource({"STARTTLS, 587", "TLS, 465", "NONE, 25", ", 587"})
  void knows_the_usual_port(@Nullable Security security, int port) {
    var client = Lab.open(settings("smtp.example.org", null, security, null, null, null));
    assertThat(client.port()).isEqualTo(port);
  }

  @Test
  void encrypts_unless_told_otherwise() {
    var client = Lab.open(settings("smtp.example.org", null, null, null, null, null));
    var properties = client.session(Duration.ofMinutes(1)).getProperties();
    assertThat(properties)
        .containsEntry("mail.smtp.starttls.required", "true")
        .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
        .containsEntry("mail.smtp.connectiontimeout", "10000")
        .containsEntry("mail.smtp.timeout", "20000")
        .containsEntry("mail.smtp.writetimeout", "20000");
  }

  @Test
  void never_waits_longer_than_the_step_may_take() {
    var client = Lab.open(settings("smtp.example.org", null, null, null, null, null));
    assertThat(client.session(Duration.ofSeconds(3)).getProperties())
        .containsEntry("mail.smtp.connectiontimeout", "3000")
        .containsEntry("mail.smtp.timeout", "3000")
        .containsEntry("mail.smtp.writetimeout", "3000");
  }

  @Test
  void opening_says_which_setting_to_change() {
    assertThat(refusal(settings(" ", null, null, null, null, null))).contains("smtp.example.org");
    assertThat(refusal(settings("a b", null, null, null, null, null))).contains("smtp.example.org");
    assertThat(refusal(settings("smtp.example.org", 0, null, null, null, null))).contains("65535");
    assertThat(refusal(settings("smtp.example.org", null, null, "clinic", null, null)))
        .contains("both user name and password");
    assertThat(refusal(settings("smtp.example.org", null, null, null, "secret-1", null)))
        .contains("both user name and password")
        .doesNotContain("secret-1");
    assertThat(
            refusal(settings("smtp.example.org", null, Security.NONE, "clinic", "secret-1", null)))
        .contains("without encryption");
    assertThat(refusal(settings("smtp.example.org", null, null, null, null, "not a PEM")))
        .contains("PEM");
    assertThat(refusal(from("nobody", "Elm"))).contains("clinic@example.org");
    assertThat(refusal(from("clinic@example.org", "Elm\r\nBcc: x"))).contains("one line");
    var impatient =
        new EmailSettings(
            "smtp.example.org",
            null,
            null,
            null,
            null,
            "clinic@example.org",
            null,
            null,
            Duration.ZERO,
            null,
            null,
            null,
            null,
            null);
    assertThat(refusal(impatient)).contains("PT5M");
  }

  @Test
  void another_makers_server_reads_the_same_mail() throws Exception {
    var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    greenMail.setUser("clinic@example.org", "clinic", "secret-1");
    greenMail.start();
    try {
      var settings =
          Lab.settings(
              "127.0.0.1",
              greenMail.getSmtp().getPort(),
              Security.NONE,
              "clinic",
              "secret-1",
              null);
      var bytes = "id,name\n007,Avery\r";
      var file =
          Lab.attachment(
              "report.csv",
              "text/csv",
              null,
              Base64.getEncoder().encodeToString(bytes.getBytes("UTF-8")));

      new SendEmail().perform(Lab.open(settings), Lab.attaching(file), Lab.to(Lab.AVERY));

      assertThat(greenMail.waitForIncomingEmail(5000, 1)).isTrue();
      var mail = greenMail.getReceivedMessages()[0];
      assertThat(mail.getSubject()).isEqualTo("Report");
      assertThat(mail.getAllRecipients()[0]).hasToString(Lab.AVERY);
      var parts = (Multipart) mail.getContent();
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("See the file");
      assertThat(parts.getBodyPart(1).getInputStream().readAllBytes())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(bytes);
    } finally {
      greenMail.stop();
    }
  }

  private static EmailSettings settings(
      String host,
      @Nullable Integer port,
      @Nullable Security security,
      @Nullable String username,
      @Nullable String password,
      @Nullable String certificate) {
    return new EmailSettings(
        host,
        port,
        security,
        username,
        password,
        "clinic@example.org",
        null,
        certificate,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static EmailSettings from(String address, String name) {
    return new EmailSettings(
        "smtp.example.org",
        null,
        null,
        null,
        null,
        address,
        name,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static String refusal(EmailSettings settings) {
    return String.valueOf(
        catchThrowableOfType(IllegalArgumentException.class, () -> Lab.open(settings))
            .getMessage());
  }
}
