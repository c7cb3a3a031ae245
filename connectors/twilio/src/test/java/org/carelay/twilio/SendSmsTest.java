package org.carelay.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.practice.phone.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendSmsTest {
  private final SendSms action = new SendSms();

  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void start() throws IOException {
    lab = new Lab(folder);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void texts_the_approved_phone_and_says_sent() throws Exception {
    var context = Lab.toAvery();

    var sent = action.perform(lab.client, Lab.text("Elm Clinic is ready \u2714"), context);

    assertThat(sent.status()).isEqualTo("Sent");
    assertThat(sent.state()).isEqualTo("queued");
    assertThat(sent.segments()).isEqualTo(1);
    assertThat(context.references()).containsExactly(sent.sid());
    assertThat(context.logged()).singleElement().asString().contains(sent.sid());
    var text = lab.phone.conversation(Lab.AVERY).messages().getFirst();
    assertThat(text.body()).isEqualTo("Elm Clinic is ready \u2714");
    assertThat(text.from()).isEqualTo(Lab.CLINIC);
    assertThat(text.statusCallback()).isEqualTo(context.callbackUrl("status"));
    assertThat(lab.phone.attempts()).isEqualTo(1);
  }

  @Test
  void keeps_every_character_of_the_text() throws Exception {
    var body = "A&B=C+D %20 \"quoted\" 100%\nsecond line\ttab é 漢 \uD83D\uDE00";
    action.perform(lab.client, Lab.text(body), Lab.toAvery());
    assertThat(lab.phone.conversation(Lab.AVERY).messages())
        .extracting(TextMessage::body)
        .containsExactly(body);
  }

  @Test
  void sends_a_picture_along() throws Exception {
    var picture = URI.create("https://example.org/map.png?a=b");
    action.perform(lab.client, Lab.text("The way here", picture), Lab.toAvery());
    assertThat(lab.phone.conversation(Lab.AVERY).messages().getFirst().media())
        .containsExactly(picture.toString());
  }

  @Test
  void sends_through_a_messaging_service() throws Exception {
    var settings =
        new TwilioSettings(
            lab.phone.accountSid(),
            lab.phone.authToken(),
            " ",
            "MG0123",
            lab.phone.baseUrl(),
            Duration.ofHours(2));
    try (var client = lab.open(settings)) {
      var sent = action.perform(client, Lab.text("Hello"), Lab.toAvery());
      assertThat(sent.status()).isEqualTo("Sent");
    }
  }

  @Test
  void sends_nothing_unless_exactly_one_phone_was_approved() {
    var nobody = FakeActionContext.aContext();
    var mail =
        FakeActionContext.aContext()
            .to(new Recipient(Recipient.Channel.EMAIL, "avery@example.org"));
    for (var context : List.of(nobody, mail)) {
      var refused =
          catchThrowableOfType(
              Permanent.class, () -> action.perform(lab.client, Lab.text("Hello"), context));
      assertThat(refused.code()).isEqualTo("no-recipient");
    }
    assertThat(lab.phone.attempts()).isZero();
  }

  @Test
  void sends_nothing_that_is_empty_too_long_or_too_late() {
    assertThat(refusal(" \n", Lab.toAvery())).isEqualTo("empty-text");
    assertThat(refusal("x".repeat(1601), Lab.toAvery())).isEqualTo("text-too-long");
    var late =
        catchThrowableOfType(
            Retryable.class,
            () ->
                action.perform(lab.client, Lab.text("Hello"), Lab.toAvery().within(Duration.ZERO)));
    assertThat(late.code()).isEqualTo("too-late");
    assertThat(lab.phone.attempts()).isZero();
  }

  @Test
  void names_whom_the_recipe_would_reach() {
    assertThat(action.recipients(new SendSms.Input("(555) 555-0123", "Hello", null)))
        .containsExactly(new Recipient(Recipient.Channel.SMS, "(555) 555-0123"));
  }

  @Test
  void finds_nothing_wrong_with_good_texts() {
    assertThat(action.check(Map.of())).isEmpty();
    assertThat(problems("Elm Clinic is ready for you. Call 555-0100 with questions.")).isEmpty();
    assertThat(problems("Reply 1 to confirm, 2 to change. Reply STOP to unsubscribe.")).isEmpty();
    assertThat(problems("Reply QUIT to stop these texts.")).isEmpty();
    assertThat(problems("We may have to cancel or quit early at the end.")).isEmpty();
    assertThat(problems("x".repeat(1600))).isEmpty();
  }

  @Test
  void finds_what_is_wrong_with_a_text_before_anything_runs() {
    assertThat(problems("  ")).containsExactly("empty-text");
    assertThat(problems("x".repeat(1601))).containsExactly("text-too-long");
    assertThat(problems("Reply CANCEL to cancel")).containsExactly("reply-unsubscribes");
    assertThat(problems("Reply C to confirm or CANCEL to cancel"))
        .containsExactly("reply-unsubscribes");
    assertThat(problems("Please reply with \u201cquit\u201d if you cannot come"))
        .containsExactly("reply-unsubscribes");
    assertThat(action.check(Map.of("to", "the patient")))
        .extracting(InputProblem::pointer, InputProblem::code)
        .containsExactly(Tuple.tuple("/to", "bad-number"));
  }

  private List<String> problems(String body) {
    return action.check(Map.of("body", body)).stream().map(InputProblem::code).toList();
  }

  private String refusal(String body, FakeActionContext context) {
    return catchThrowableOfType(
            Permanent.class, () -> action.perform(lab.client, Lab.text(body), context))
        .code();
  }
}
