package org.carelay.practice.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.carelay.practice.phone.PracticeTwilio.Accepted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeTwilioTest {
  private static final String AVERY = "+15555550123";
  private static final String CLINIC = "+15555550100";

  @TempDir Path folder;
  private PracticeTwilio phone;
  private TwilioRestClient sdk;

  @BeforeEach
  void start() throws IOException {
    phone = PracticeTwilio.start(PhoneSettings.in(folder));
    sdk = TwilioSdk.of(phone);
  }

  @AfterEach
  void stop() {
    phone.close();
  }

  @Test
  void a_text_sent_with_twilios_own_client_appears_on_the_phone() throws Exception {
    var sent = send(AVERY, "Elm Clinic is ready for you.");

    assertThat(sent.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(sent.getSid()).matches("SM[0-9a-f]{32}");
    assertThat(sent.getDirection()).isEqualTo(Message.Direction.OUTBOUND_API);
    assertThat(sent.getDateSent()).isNull();
    phone.awaitIdle(Clinic.LIMIT);
    assertThat(phone.conversations()).hasSize(1);
    var text = phone.conversation(AVERY).messages().getFirst();
    assertThat(text.body()).isEqualTo("Elm Clinic is ready for you.");
    assertThat(text.status()).isEqualTo(TextMessage.Status.DELIVERED);
    assertThat(phone.accepted())
        .containsExactly(Map.entry(new Accepted(AVERY, "Elm Clinic is ready for you."), 1));
  }

  @Test
  void a_message_can_be_fetched_and_listed_by_number() throws Exception {
    var sent = send(AVERY, "one");
    send("+15555550124", "two");
    phone.awaitIdle(Clinic.LIMIT);

    var fetched = Message.fetcher(sent.getSid()).fetch(sdk);
    assertThat(fetched.getBody()).isEqualTo("one");
    assertThat(fetched.getStatus()).isEqualTo(Message.Status.DELIVERED);
    assertThat(fetched.getDateSent()).isNotNull();
    assertThat(list(Message.reader().setTo(AVERY))).containsExactly("one");
    assertThat(list(Message.reader().setFrom(CLINIC))).containsExactly("two", "one");
    assertThat(list(Message.reader().setFrom("+15555550199"))).isEmpty();
  }

  @Test
  void long_lists_come_in_pages_newest_first() {
    IntStream.range(0, 7).forEach(index -> send(AVERY, "text " + index));

    assertThat(list(Message.reader().setTo(AVERY).setPageSize(3L)))
        .containsExactly("text 6", "text 5", "text 4", "text 3", "text 2", "text 1", "text 0");
  }

  @Test
  void a_filter_on_the_date_of_sending_hides_what_is_still_queued() throws Exception {
    phone.close();
    var slow = new PhoneSettings(folder, 0, CLINIC, Duration.ofHours(1), Clock.systemUTC());
    phone = PracticeTwilio.start(slow);
    sdk = TwilioSdk.of(phone);
    send(AVERY, "waiting");
    var yesterday = ZonedDateTime.now(ZoneOffset.UTC).minusDays(1);

    assertThat(list(Message.reader().setTo(AVERY))).containsExactly("waiting");
    assertThat(list(Message.reader().setTo(AVERY).setDateSentAfter(yesterday))).isEmpty();
  }

  @Test
  void wrong_requests_are_refused_in_twilios_numbers() {
    assertThat(refusal("+1555", "Hello")).isEqualTo(21211);
    assertThat(refusal("5555550123", "Hello")).isEqualTo(21211);
    assertThat(refusal("+15005550001", "Hello")).isEqualTo(21211);
    assertThat(refusal("+15005550009", "Hello")).isEqualTo(21614);
    assertThat(refusal(CLINIC, "Hello")).isEqualTo(21266);
    assertThat(refusal(AVERY, "")).isEqualTo(21602);
    assertThat(refusal(AVERY, "x".repeat(1601))).isEqualTo(21617);
    assertThat(phone.conversations()).isEmpty();
  }

  @Test
  void a_wrong_token_is_not_let_in() {
    sdk = TwilioSdk.of(phone, "wrong");

    var refused = catchThrowableOfType(ApiException.class, () -> send(AVERY, "Hello"));

    assertThat(refused.getCode()).isEqualTo(20003);
    assertThat(refused.getStatusCode()).isEqualTo(401);
  }

  @Test
  void statuses_are_posted_signed_and_in_order() throws Exception {
    try (var clinic = new Clinic(phone.authToken())) {
      var url = clinic.url("/hooks/callback/sms/status?a=%20b");
      var sent =
          Message.creator(new PhoneNumber(AVERY), new PhoneNumber(CLINIC), "Hello")
              .setStatusCallback(url)
              .create(sdk);

      var first = clinic.next();
      var second = clinic.next();

      assertThat(List.of(first.signed(), second.signed())).containsOnly(true);
      assertThat(first.form()).containsEntry("MessageStatus", "sent");
      assertThat(second.form())
          .containsEntry("MessageStatus", "delivered")
          .containsEntry("MessageSid", sent.getSid())
          .doesNotContainKey("ErrorCode");
    }
  }

  @Test
  void a_phone_that_cannot_be_reached_is_reported_with_twilios_code() throws Exception {
    phone.undeliverable(AVERY, 30003);
    try (var clinic = new Clinic(phone.authToken())) {
      Message.creator(new PhoneNumber(AVERY), new PhoneNumber(CLINIC), "Hello")
          .setStatusCallback(clinic.url("/status"))
          .create(sdk);
      clinic.next();

      assertThat(clinic.next().form())
          .containsEntry("MessageStatus", "undelivered")
          .containsEntry("ErrorCode", "30003");
    }
  }

  @Test
  void a_reply_is_posted_signed_and_once_more_after_a_failure() throws Exception {
    try (var clinic = new Clinic(phone.authToken())) {
      send(AVERY, "Reply 1 to confirm");
      phone.inbound(clinic.url("/hooks/twilio/sms/inbound"));
      clinic.answers(500);

      var reply = phone.reply(AVERY, "1 \u2714 thanks & bye");

      assertThat(reply.heard()).isTrue();
      var first = clinic.next();
      var again = clinic.next();
      assertThat(first).isEqualTo(again);
      assertThat(again.signed()).isTrue();
      assertThat(again.form())
          .containsEntry("Body", "1 \u2714 thanks & bye")
          .containsEntry("From", AVERY)
          .containsEntry("To", CLINIC)
          .containsEntry("MessageSid", reply.message().sid());
      assertThat(clinic.waiting()).isZero();
    }
  }

  @Test
  void an_interrupted_reader_does_not_close_the_phone_for_others() throws Exception {
    var interrupted =
        Thread.startVirtualThread(
            () -> {
              Thread.currentThread().interrupt();
              try {
                phone.reply(AVERY, "Hello?");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    interrupted.join();
    send(AVERY, "Still here");
    assertThat(phone.conversation(AVERY).messages()).hasSize(2);
  }

  @Test
  void a_reply_nobody_hears_stays_on_the_phone_and_says_so() throws Exception {
    assertThat(phone.reply(AVERY, "Hello?").heard()).isFalse();
    assertThat(phone.conversation(AVERY).messages()).hasSize(1);
    assertThatThrownBy(() -> phone.reply("0123", "Hello?"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> phone.reply(AVERY, " ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stop_ends_texts_from_that_number_until_start() throws Exception {
    send(AVERY, "Hello");
    phone.reply(AVERY, " Stop ");
    assertThat(refusal(AVERY, "Hello again")).isEqualTo(21610);
    phone.reply(AVERY, "START");
    send(AVERY, "Welcome back");
    phone.reply(AVERY, "STOP PLEASE");
    send(AVERY, "Only the word alone counts");
  }

  @Test
  void a_restart_keeps_every_message_and_finishes_what_was_on_its_way() throws Exception {
    var sent = send(AVERY, "Hello");
    phone.awaitIdle(Clinic.LIMIT);
    phone.reply(AVERY, "STOP");
    phone.close();
    Files.writeString(
        folder.resolve("messages.jsonl"), "{\"sid\":\"SMhalf-written", StandardOpenOption.APPEND);

    phone = PracticeTwilio.start(PhoneSettings.in(folder));
    sdk = TwilioSdk.of(phone);

    assertThat(phone.conversation(AVERY).messages())
        .extracting(TextMessage::body)
        .containsExactly("Hello", "STOP");
    assertThat(Message.fetcher(sent.getSid()).fetch(sdk).getStatus())
        .isEqualTo(Message.Status.DELIVERED);
    assertThat(refusal(AVERY, "Hello")).isEqualTo(21610);
    send("+15555550124", "The file still grows");
  }

  @Test
  void listeners_hear_of_each_message_and_status_until_they_leave() throws Exception {
    var heard = new CountDownLatch(3);
    var leave = phone.listen(_ -> heard.countDown());
    send(AVERY, "Hello");
    phone.awaitIdle(Clinic.LIMIT);
    assertThat(heard.getCount()).isZero();
    leave.run();
  }

  @Test
  void what_is_not_part_of_the_api_is_not_found() throws Exception {
    var http = HttpClient.newHttpClient();
    for (var path :
        List.of("/", "/2010-04-01/Accounts", "/hooks", "/2010-04-01/Accounts/x/Calls.json")) {
      var request = HttpRequest.newBuilder(URI.create(phone.baseUrl() + path)).build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("\"code\":20404");
    }
  }

  private Message send(String to, String body) {
    return Message.creator(new PhoneNumber(to), new PhoneNumber(CLINIC), body).create(sdk);
  }

  private int refusal(String to, String body) {
    return catchThrowableOfType(ApiException.class, () -> send(to, body)).getCode();
  }

  private List<String> list(MessageReader reader) {
    return StreamSupport.stream(reader.read(sdk).spliterator(), false)
        .map(Message::getBody)
        .toList();
  }
}
