package org.carelay.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.practice.phone.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One call is one POST, and its end is named rightly: the patient must not be texted twice. */
class OneAttemptTest {
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
  void accepted_but_answered_500_is_one_post_and_unknown() {
    lab.phone.faults((_, _) -> new Fault.AcceptThenAnswer(500, "{\"code\":20500}"));
    assertThat(failure(lab.client)).isInstanceOf(OutcomeUnknown.class);
    assertThat(lab.phone.attempts()).isEqualTo(1);
    assertThat(accepted()).isEqualTo(1);
  }

  @Test
  void accepted_but_broken_is_one_post_and_unknown_even_on_a_connection_used_before()
      throws Exception {
    action.perform(lab.client, Lab.text("the first keeps the connection open"), Lab.toAvery());
    lab.phone.faults((_, _) -> new Fault.AcceptThenBreak());
    assertThat(failure(lab.client)).isInstanceOf(OutcomeUnknown.class);
    assertThat(lab.phone.attempts()).isEqualTo(2);
    assertThat(accepted()).isEqualTo(2);
  }

  @Test
  void broken_before_it_was_accepted_is_unknown_too_since_nobody_can_tell() {
    lab.phone.faults((_, _) -> new Fault.Break());
    assertThat(failure(lab.client)).isInstanceOf(OutcomeUnknown.class);
    assertThat(lab.phone.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "504", "408"})
  void an_answer_that_leaves_doubt_is_one_post_and_unknown(int status) {
    lab.phone.faults((_, _) -> new Fault.Answer(status));
    assertThat(failure(lab.client)).isInstanceOf(OutcomeUnknown.class);
    assertThat(lab.phone.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "200, ''",
    "201, null",
    "201, {}",
    "201, <html>",
    "200, '[]'",
    "201, '{\"sid\":null}'"
  })
  void yes_in_words_that_cannot_be_read_is_unknown(int status, String body) throws Exception {
    try (var server = new RawServer(RawServer.says(status, body == null ? "null" : body));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(OutcomeUnknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void throttled_is_retryable_after_what_twilio_asks() {
    lab.phone.faults((_, _) -> new Fault.Answer(429));
    var throttled = failure(lab.client);
    assertThat(throttled).isInstanceOf(Retryable.class);
    assertThat(throttled.code()).isEqualTo("throttled");
    assertThat(lab.phone.attempts()).isEqualTo(1);
  }

  @Test
  void refused_connections_are_retryable() {
    lab.phone.refuseConnections();
    var refused = failure(lab.client);
    assertThat(refused).isInstanceOf(Retryable.class).hasMessageContaining("refused");
  }

  @Test
  void a_name_that_does_not_resolve_is_retryable() {
    try (var client = lab.open(lab.settings(URI.create("https://twilio.invalid"), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(Retryable.class).hasMessageContaining("name");
    }
  }

  @Test
  void a_reset_after_the_request_is_unknown() throws Exception {
    try (var server = new RawServer(RawServer.resets());
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(OutcomeUnknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void half_an_answer_is_unknown() throws Exception {
    try (var server = new RawServer(RawServer.hangsUpInTheBody());
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(OutcomeUnknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void an_answer_that_never_ends_is_unknown_when_the_time_is_over() throws Exception {
    try (var server = new RawServer(RawServer.stallsInTheBody());
        var transport =
            new SingleAttempt(server.url(), Duration.ofSeconds(1), Duration.ofMillis(300))) {
      var failed =
          catchThrowableOfType(
              ExchangeFailed.class,
              () ->
                  transport.makeRequest(new Request(HttpMethod.POST, "https://api.twilio.com/x")));
      assertThat(failed.failure()).isInstanceOf(ExchangeFailed.Failure.NoAnswer.class);
      assertThat(TwilioErrors.of(failed.failure(), true)).isInstanceOf(OutcomeUnknown.class);
      assertThat(TwilioErrors.of(failed.failure(), false)).isInstanceOf(Retryable.class);
    }
  }

  @Test
  void an_untrusted_certificate_means_that_nothing_left() throws Exception {
    var posts = new AtomicInteger();
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.forLocalhost(folder)));
    server.createContext("/", _ -> posts.incrementAndGet());
    server.start();
    var url = URI.create("https://localhost:" + server.getAddress().getPort());
    try (var client = lab.open(lab.settings(url, "a-token"))) {
      assertThat(failure(client)).isInstanceOf(Retryable.class).hasMessageContaining("certificate");
      assertThat(posts).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_server_without_tls_got_nothing() throws Exception {
    try (var server =
            new RawServer(
                (connection, _) -> connection.getOutputStream().write("220 mail".getBytes(UTF_8)));
        var client =
            lab.open(
                lab.settings(
                    URI.create(server.url().toString().replace("http:", "https:")), "a-token"))) {
      // A first line of TLS has no line end, so the server speaks when we hang up at the latest.
      assertThat(failure(client)).isInstanceOf(Retryable.class);
    }
  }

  @Test
  void interrupted_on_the_way_is_unknown_and_the_interrupt_is_kept() throws Exception {
    try (var server = new RawServer(RawServer.saysNothing());
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      var ended = new CompletableFuture<ConnectorException>();
      var kept = new CompletableFuture<Boolean>();
      var thread =
          Thread.startVirtualThread(
              () -> {
                ended.complete(failure(client));
                kept.complete(Thread.currentThread().isInterrupted());
              });
      while (server.requests().isEmpty()) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknown.class);
      assertThat(kept.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_wrong_token_is_an_authentication_failure() {
    try (var client = lab.open(lab.settings(lab.phone.baseUrl(), "wrong-token"))) {
      var failed = failure(client);
      assertThat(failed).isInstanceOf(AuthenticationFailed.class);
      assertThat(failed.code()).isEqualTo("credentials-refused");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, 21610, Permanent, opted-out",
    "400, 21211, Permanent, bad-number",
    "400, 21614, Permanent, bad-number",
    "400, 21606, Permanent, sender-not-usable",
    "400, 21408, Permanent, country-not-enabled",
    "400, 21609, Permanent, callback-refused",
    "400, 99999, Permanent, rejected",
    "429, 21611, Retryable, queue-full",
    "429, 99999, Retryable, throttled",
    "403, 20003, AuthenticationFailed, credentials-refused",
    "403, 99999, AuthenticationFailed, not-allowed",
    "404, 20404, Permanent, not-found",
    "302, 0, Permanent, redirected",
    "500, 21610, OutcomeUnknown, server-error",
    "503, 20429, OutcomeUnknown, server-error",
    "999, 0, OutcomeUnknown, server-error",
  })
  void twilios_codes_mean(int status, int code, String kind, String ours) throws Exception {
    var body =
        "{\"code\":%d,\"message\":\"about %s\",\"status\":%d}".formatted(code, Lab.AVERY, status);
    try (var server = new RawServer(RawServer.says(status, body));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      var failed = failure(client);
      assertThat(failed.getClass().getSimpleName()).isEqualTo(kind);
      assertThat(failed.code()).isEqualTo(ours);
      assertThat(failed.getMessage()).doesNotContain(Lab.AVERY);
      assertThat(failed.getCause()).isNull();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void what_a_proxy_says_is_judged_by_its_status() throws Exception {
    try (var server = new RawServer(RawServer.says(407, "<h1>Proxy sign-in needed</h1>"));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(failure(client)).isInstanceOf(Permanent.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  private ConnectorException failure(TwilioClient client) {
    return catchThrowableOfType(
        ConnectorException.class, () -> action.perform(client, Lab.text("Hello"), Lab.toAvery()));
  }

  private int accepted() {
    return lab.phone.accepted().values().stream().mapToInt(Integer::intValue).sum();
  }
}
