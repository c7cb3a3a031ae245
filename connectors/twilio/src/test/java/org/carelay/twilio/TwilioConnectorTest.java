package org.carelay.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioConnectorTest {
  private static final URI PUBLIC = URI.create("https://carelay.example.org");

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
  void trying_the_connection_sends_nothing() throws Exception {
    assertThat(lab.connector.test(lab.client))
        .isEqualTo(
            "Signed in to the Twilio account \"Practice clinic\"; texts go out from " + Lab.CLINIC);
    assertThat(lab.phone.attempts()).isZero();
  }

  @Test
  void trying_the_connection_says_what_is_wrong() throws Exception {
    try (var client = lab.open(lab.settings(lab.phone.baseUrl(), "wrong-token"))) {
      assertThat(failure(client)).isInstanceOf(AuthenticationFailed.class);
    }
    try (var server =
            new RawServer(RawServer.says(200, "{\"status\":\"suspended\",\"sid\":\"AC1\"}"));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client).code()).isEqualTo("account-not-active");
    }
    try (var server = new RawServer(RawServer.says(200, "{}"));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(Permanent.class);
    }
    lab.phone.refuseConnections();
    assertThat(failure(lab.client)).isInstanceOf(Retryable.class);
  }

  @Test
  void opening_says_which_setting_to_change() {
    assertThat(refusal("", "token", Lab.CLINIC, null)).contains("account SID");
    assertThat(refusal("AC1/../x", "token", Lab.CLINIC, null)).contains("account SID");
    assertThat(refusal("AC1", " ", Lab.CLINIC, null)).contains("auth token");
    assertThat(refusal("AC1", "token", null, null)).contains("number to send from");
    assertThat(refusal("AC1", "token", " ", null)).contains("number to send from");
    assertThat(refusal("AC1", "a-secret-token", Lab.CLINIC, "nonsense"))
        .contains("https://api.twilio.com")
        .doesNotContain("a-secret-token");
    assertThat(refusal("AC1", "token", Lab.CLINIC, "ftp://example.org")).contains("https");
    assertThat(refusal("AC1", "token", Lab.CLINIC, "https://example.org/?a=b")).contains("?");
    assertThat(refusal("AC1", "token", Lab.CLINIC, "http://api.twilio.com")).contains("https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT10H1S", "-PT1S"})
  void a_text_waits_at_twilio_for_a_sensible_time(Duration validity) {
    var settings = new TwilioSettings("AC1", "token", Lab.CLINIC, null, null, validity);
    assertThatThrownBy(() -> lab.open(settings)).hasMessageContaining("PT10H");
  }

  @Test
  void numbers_may_be_written_as_people_write_them() {
    var settings =
        new TwilioSettings("AC1", "token", "+1 (555) 555-0100", null, lab.phone.baseUrl(), null);
    try (var client = lab.open(settings)) {
      assertThat(client.from()).isEqualTo(Lab.CLINIC);
    }
  }

  @Test
  void a_base_url_may_have_a_path() throws Exception {
    try (var server = new RawServer(RawServer.says(404, ""));
        var client = lab.open(lab.settings(URI.create(server.url() + "/stand-in/"), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(Permanent.class);
      assertThat(server.requests().getFirst()).startsWith("GET /stand-in/2010-04-01/Accounts/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    ", https://carelay.example.org, true",
    ", http://127.0.0.1:8080, false",
    ", http://localhost:8080, false",
    ", https://carelay, false",
    ", https://carelay.hospital.local, false",
    ", https://10.1.2.3, false",
    ", https://172.20.0.1, false",
    ", https://172.32.0.1, true",
    ", https://[::1]:8080, false",
    ", https://[2001:db8::1], true",
    "https://api.twilio.com, http://192.168.1.2, false",
    "http://127.0.0.1:9999, http://127.0.0.1:8080, true",
    "https://api.ie1.twilio.com, http://127.0.0.1:8080, false",
  })
  void asks_for_news_where_twilio_can_bring_it(@Nullable URI baseUrl, URI publicUrl, boolean asks) {
    var settings = new TwilioSettings("AC1", "token", Lab.CLINIC, null, baseUrl, null);
    try (var client = lab.connector.open(settings, Lab.context(publicUrl))) {
      assertThat(client.canBeTold()).isEqualTo(asks);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1", "a, 1", "160, 1", "161, 2", "306, 2", "307, 3",
  })
  void counts_the_parts_of_plain_texts(String length, int parts) {
    var text = length.matches("\\d+") ? "x".repeat(Integer.parseInt(length)) : length;
    assertThat(Segments.count(text)).isEqualTo(parts);
  }

  @Test
  void counts_the_parts_of_other_texts() {
    assertThat(Segments.count("\u201c" + "x".repeat(69))).isEqualTo(1);
    assertThat(Segments.count("\u201c" + "x".repeat(70))).isEqualTo(2);
    assertThat(Segments.count("€".repeat(80))).isEqualTo(1);
    assertThat(Segments.count("€".repeat(81))).isEqualTo(2);
    assertThat(Segments.count("\uD83D\uDE00".repeat(35))).isEqualTo(1);
  }

  private ConnectorException failure(TwilioClient client) {
    return catchThrowableOfType(ConnectorException.class, () -> lab.connector.test(client));
  }

  private String refusal(
      String sid, String token, @Nullable String from, @Nullable String baseUrl) {
    var settings =
        new TwilioSettings(
            sid, token, from, null, baseUrl == null ? null : URI.create(baseUrl), null);
    return String.valueOf(
        catchThrowableOfType(
                IllegalArgumentException.class,
                () -> lab.connector.open(settings, Lab.context(PUBLIC)))
            .getMessage());
  }
}
