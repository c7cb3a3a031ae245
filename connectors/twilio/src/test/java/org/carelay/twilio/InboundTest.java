package org.carelay.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Callback;
import org.carelay.connector.Callback.Delivery;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.practice.phone.TwilioSignature;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Twilio posts to us: news of delivery and patients' replies. */
class InboundTest {
  private static final Instant NOW = Instant.parse("2026-11-22T14:02:00Z");
  private static final URI STATUS =
      URI.create("https://carelay.example.org/hooks/callback/clinic-sms/status");
  private static final URI INBOUND =
      URI.create("https://carelay.example.org/hooks/twilio/clinic-sms/inbound");

  private final StatusCallback callback = new StatusCallback();
  private final MessageReceived trigger = new MessageReceived();
  private final MessageReceived.Input input = new MessageReceived.Input();

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

  @ParameterizedTest
  @CsvSource({
    "queued, QUEUED",
    "accepted, QUEUED",
    "sending, QUEUED",
    "scheduled, QUEUED",
    "sent, SENT",
    "delivered, DELIVERED",
    "read, READ",
    "undelivered, UNDELIVERED",
    "failed, UNDELIVERED",
    "canceled, UNDELIVERED",
    "partially_delivered, UNDELIVERED"
  })
  void a_signed_status_is_a_receipt(String status, Delivery delivery) {
    var form = Map.of("MessageSid", "SM1", "MessageStatus", status, "To", Lab.AVERY);
    assertThat(callback.receive(signed(STATUS, form), lab.client))
        .isInstanceOfSatisfying(
            Callback.Outcome.Receipt.class,
            receipt -> {
              assertThat(receipt.reference()).isEqualTo("SM1");
              assertThat(receipt.delivery()).isEqualTo(delivery);
              assertThat(receipt.trouble() != null).isEqualTo(delivery == Delivery.UNDELIVERED);
            });
  }

  @Test
  void a_failed_status_carries_twilios_code() {
    var form = Map.of("MessageSid", "SM1", "MessageStatus", "undelivered", "ErrorCode", "30006");
    assertThat(callback.receive(signed(STATUS, form), lab.client))
        .isEqualTo(
            new Callback.Outcome.Receipt(
                "SM1",
                Delivery.UNDELIVERED,
                "30006",
                new Callback.Trouble(
                    "bad-number", "This number cannot receive texts. Ask for another number.")));
  }

  @Test
  void twilio_can_be_asked_how_far_a_text_got() throws Exception {
    lab.phone.undeliverable(Lab.AVERY, 30003);
    var sent = new SendSms().perform(lab.client, Lab.text("Your turn"), Lab.toAvery());
    var deadline = Instant.now().plusSeconds(20);
    var receipt = callback.ask(sent.sid(), lab.client);
    while (receipt != null
        && receipt.delivery() != Delivery.UNDELIVERED
        && Instant.now().isBefore(deadline)) {
      receipt = callback.ask(sent.sid(), lab.client);
    }
    assertThat(receipt)
        .isNotNull()
        .matches(r -> "30003".equals(r.errorCode()))
        .matches(r -> r.trouble() != null && r.trouble().kind().equals("phone-unreachable"));
    assertThat(callback.ask("SM00000000000000000000000000000000", lab.client)).isNull();
  }

  @Test
  void a_status_is_refused_unless_it_is_signed_for_this_address_with_this_token() {
    var form = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
    var token = lab.phone.authToken();
    var elsewhere = URI.create("https://carelay.example.org/hooks/callback/other/status");

    assertThat(status(call(STATUS, form, null))).isEqualTo(403);
    assertThat(status(call(STATUS, form, "rubbish"))).isEqualTo(403);
    assertThat(status(call(STATUS, form, TwilioSignature.sign("wrong", STATUS, form))))
        .isEqualTo(403);
    assertThat(status(call(STATUS, form, TwilioSignature.sign(token, elsewhere, form))))
        .isEqualTo(403);
    var changed = Map.of("MessageSid", "SM1", "MessageStatus", "failed");
    assertThat(status(call(STATUS, changed, TwilioSignature.sign(token, STATUS, form))))
        .isEqualTo(403);
  }

  @Test
  void a_refusal_says_which_address_was_expected() {
    var outcome = callback.receive(call(STATUS, Map.of("MessageSid", "SM1"), "x"), lab.client);
    assertThat(((Callback.Outcome.Refused) outcome).message())
        .contains(STATUS.toString())
        .doesNotContain(lab.phone.authToken());
  }

  @ParameterizedTest
  @CsvSource({
    "https://carelay.example.org:443, https://carelay.example.org",
    "https://carelay.example.org, https://carelay.example.org:443",
    "http://127.0.0.1:8080, http://127.0.0.1:8080",
    "https://carelay.example.org:8443, https://carelay.example.org",
  })
  void the_port_may_be_there_or_not(String ours, String theirs) {
    var form = Map.of("MessageSid", "SM1", "MessageStatus", "sent");
    var path = "/hooks/callback/clinic-sms/status?a=%20b&c=d";
    var signature = TwilioSignature.sign(lab.phone.authToken(), URI.create(theirs + path), form);
    var call = call(URI.create(ours + path), form, signature);
    assertThat(callback.receive(call, lab.client)).isInstanceOf(Callback.Outcome.Receipt.class);
  }

  @Test
  void rubbish_is_refused_with_a_reason() {
    assertThat(status(signed(STATUS, Map.of()))).isEqualTo(400);
    assertThat(status(signed(STATUS, Map.of("MessageSid", "SM1")))).isEqualTo(400);
    assertThat(status(signed(STATUS, Map.of("MessageStatus", "sent")))).isEqualTo(400);
    assertThat(status(signed(STATUS, Map.of("MessageSid", "a b", "MessageStatus", "sent"))))
        .isEqualTo(400);
    assertThat(status(signed(STATUS, Map.of("MessageSid", "SM1", "MessageStatus", "lost"))))
        .isEqualTo(400);
    assertThat(status(raw("GET", "a=b"))).isEqualTo(405);
    assertThat(status(raw("POST", "%zz"))).isEqualTo(400);
    assertThat(status(raw("POST", "x".repeat(100_000)))).isEqualTo(413);
  }

  @Test
  void a_reply_is_one_event_keyed_by_its_sid() {
    var outcome = trigger.receive(signed(INBOUND, reply("Yes! see you at 9")), input, lab.client);

    var accepted = (HttpTrigger.Outcome.Accepted) outcome;
    assertThat(accepted.reply().contentType()).isEqualTo("text/xml");
    assertThat(accepted.reply().body()).endsWith("<Response/>");
    assertThat(accepted.reply().status()).isEqualTo(200);
    var event = accepted.events().getFirst();
    assertThat(accepted.events()).hasSize(1);
    assertThat(event.key()).isEqualTo("SM7");
    assertThat(event.occurredAt()).isEqualTo(NOW);
    assertThat(message(outcome))
        .containsEntry("from", Lab.AVERY)
        .containsEntry("to", Lab.CLINIC)
        .containsEntry("body", "Yes! see you at 9")
        .containsEntry("sid", "SM7")
        .containsEntry("keyword", "YES")
        .containsEntry("more", true)
        .containsEntry("optOut", null)
        .containsEntry("media", List.of());
  }

  @Test
  void a_reply_keeps_its_pictures_and_twilios_own_reading() {
    var form = reply("");
    form.put("NumMedia", "1");
    form.put("MediaUrl0", "https://api.twilio.com/media/1");
    form.put("OptOutType", "STOP");
    assertThat(message(trigger.receive(signed(INBOUND, form), input, lab.client)))
        .containsEntry("media", List.of("https://api.twilio.com/media/1"))
        .containsEntry("optOut", "STOP")
        .containsEntry("keyword", "");
  }

  @Test
  void a_reply_that_is_not_signed_is_no_event() {
    var call = call(INBOUND, reply("Hello"), "rubbish");
    assertThat(trigger.receive(call, input, lab.client))
        .isInstanceOf(HttpTrigger.Outcome.Refused.class);
  }

  @Test
  void a_signed_form_that_is_no_message_is_refused() {
    assertThat(trigger.receive(signed(INBOUND, Map.of("a", "b")), input, lab.client))
        .isEqualTo(
            new HttpTrigger.Outcome.Refused(
                400, "not-a-message", "MessageSid, From and To must all be there"));
  }

  @Test
  void listens_on_a_path_of_its_connection() {
    assertThat(trigger.path(input, "clinic-sms")).isEqualTo("twilio/clinic-sms/inbound");
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP, false, STOP",
    "' stop. ', STOP, false, STOP",
    "Stop please, STOP, true,",
    "Yes., YES, false,",
    "Y!, Y, false,",
    "'yes in 2 hours', YES, true,",
    "1, 1, false,",
    "Unsubscribe, UNSUBSCRIBE, false, STOP",
    "CANCEL, CANCEL, false, STOP",
    "START, START, false, START",
    "info, INFO, false, HELP",
    "'Sí, gracias', SÍ, true,",
    "\uD83D\uDC4D, '', true,",
    "'', '', false,",
    "'   ', '', false,",
    "'...', '', true,",
    "'\"1\"', 1, false,",
  })
  void reads_how_a_reply_begins(String body, String word, boolean more, String wish) {
    var keyword = Keyword.of(body);
    assertThat(keyword).isEqualTo(new Keyword(word, more));
    assertThat(keyword.wish()).isEqualTo(wish);
  }

  private static Map<String, String> reply(String body) {
    var form = new LinkedHashMap<String, String>();
    form.put("MessageSid", "SM7");
    form.put("From", Lab.AVERY);
    form.put("To", Lab.CLINIC);
    form.put("Body", body);
    return form;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> message(HttpTrigger.Outcome outcome) {
    var event = ((HttpTrigger.Outcome.Accepted) outcome).events().getFirst();
    return (Map<String, Object>) Objects.requireNonNull(event.data().get("message"));
  }

  private int status(HttpCall call) {
    return switch (callback.receive(call, lab.client)) {
      case Callback.Outcome.OptOut _, Callback.Outcome.Page _ ->
          throw new AssertionError("Twilio posts no such news");
      case Callback.Outcome.Refused refused -> refused.status();
      case Callback.Outcome.Receipt _ -> 204;
    };
  }

  private HttpCall signed(URI url, Map<String, String> form) {
    return call(url, form, TwilioSignature.sign(lab.phone.authToken(), url, form));
  }

  private HttpCall raw(String method, String body) {
    return new HttpCall(
        method, STATUS, Map.of("x-twilio-signature", List.of("x")), body.getBytes(UTF_8), NOW);
  }

  private static HttpCall call(URI url, Map<String, String> form, @Nullable String signature) {
    var body = new StringBuilder();
    form.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
    return new HttpCall(
        "POST",
        url,
        signature == null ? Map.of() : Map.of("x-twilio-signature", List.of(signature)),
        body.toString().getBytes(UTF_8),
        NOW);
  }
}
