package org.carelay.practice.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain HTTP, one attempt each: Twilio's client would repeat and hide what happened. */
class PracticeTwilioFaultsTest {
  private static final String AVERY = "+15555550123";

  @TempDir Path folder;
  private PracticeTwilio phone;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    phone = PracticeTwilio.start(PhoneSettings.in(folder));
  }

  @AfterEach
  void stop() {
    phone.close();
  }

  @Test
  void accepted_but_the_connection_broke() {
    phone.faults((_, _) -> new Fault.AcceptThenBreak());
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(messages()).isEqualTo(1);
    assertThat(phone.attempts()).isEqualTo(1);
  }

  @Test
  void accepted_but_answered_500() throws Exception {
    phone.faults((_, _) -> new Fault.AcceptThenAnswer(500, "oops"));
    assertThat(post().statusCode()).isEqualTo(500);
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void accepted_but_late() {
    phone.faults((_, _) -> new Fault.AcceptThenStall(Duration.ofHours(1)));
    assertThatThrownBy(this::post).isInstanceOf(HttpTimeoutException.class);
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void broken_before_anything_was_accepted() {
    phone.faults((_, _) -> new Fault.Break());
    assertThatThrownBy(this::post).isInstanceOf(IOException.class);
    assertThat(messages()).isZero();
    assertThat(phone.attempts()).isEqualTo(1);
  }

  @Test
  void throttled_and_unavailable_accept_nothing() throws Exception {
    phone.faults((_, _) -> new Fault.Answer(429));
    assertThat(post().body()).contains("20429");
    phone.faults((_, _) -> new Fault.Answer(503));
    assertThat(post().statusCode()).isEqualTo(503);
    assertThat(messages()).isZero();
  }

  @Test
  void nobody_listens_and_later_somebody_does_on_the_same_port() throws Exception {
    phone.refuseConnections();
    assertThatThrownBy(this::post).isInstanceOf(ConnectException.class);
    phone.acceptConnections();
    assertThat(post().statusCode()).isEqualTo(201);
  }

  @Test
  void rubbish_is_answered_with_an_error_and_changes_nothing() throws Exception {
    assertThat(post("%zz=%").statusCode()).isEqualTo(400);
    assertThat(post("").body()).contains("21604");
    assertThat(post("To=%2B15555550123").body()).contains("21603");
    assertThat(post("x".repeat(300_000)).statusCode()).isEqualTo(413);
    assertThat(messages()).isZero();
  }

  private int messages() {
    return phone.accepted().values().stream().mapToInt(Integer::intValue).sum();
  }

  private HttpResponse<String> post() throws IOException, InterruptedException {
    return post(
        FormFields.encode(Map.of("To", AVERY, "From", phone.clinicNumber(), "Body", "Hello")));
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    var credential = phone.accountSid() + ":" + phone.authToken();
    var url =
        URI.create(
            phone.baseUrl() + "/2010-04-01/Accounts/" + phone.accountSid() + "/Messages.json");
    return http.send(
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofSeconds(2))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credential.getBytes("UTF-8")))
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }
}
