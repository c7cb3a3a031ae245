package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.carelay.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on which staff subscribe their browsers, and what schedules say of holidays. */
class PushPageTest {
  private static final String TOKEN = "link-token-0123456789";
  private static RunningServer server;
  private static String publicKey;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start(folder.resolve("home"));
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var keys = generator.generateKeyPair();
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var raw = new byte[65];
    raw[0] = 4;
    System.arraycopy(fixed(point.getAffineX()), 0, raw, 1, 32);
    System.arraycopy(fixed(point.getAffineY()), 0, raw, 33, 32);
    publicKey = text(raw);
    var answer =
        server.put(
            "/api/v1/connections/staff-push",
            """
            {"connector":"push","settings":{"contact":"mailto:it@example.org","pageToken":"%s",
             "topics":["charge-nurses"],"vapid":{"publicKey":"%s","privateKey":"%s"}}}"""
                .formatted(
                    TOKEN, publicKey, text(fixed(((ECPrivateKey) keys.getPrivate()).getS()))));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
    java.nio.file.Files.createDirectories(folder.resolve("home/calendars"));
    java.nio.file.Files.writeString(
        folder.resolve("home/calendars/us.ics"),
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20000101
        SUMMARY:Closed
        RRULE:FREQ=WEEKLY;BYDAY=SA,SU
        END:VEVENT
        END:VCALENDAR
        """);
  }

  private static byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    var from = Math.max(0, bytes.length - 32);
    System.arraycopy(bytes, from, fixed, 32 - (bytes.length - from), bytes.length - from);
    return fixed;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RunningServer.Answer offer(String token) {
    return server.send(
        server
            .request("/push/staff-push/subscriptions/offer")
            .header("Authorization", "Bearer " + token));
  }

  private static RunningServer.Answer subscribe(String token, String body) {
    return server.send(
        server
            .json("/push/staff-push/subscriptions")
            .header("Authorization", "Bearer " + token)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void the_page_and_its_parts_are_served_from_here_under_a_strict_policy() {
    var page = server.get("/push/staff-push");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
    assertThat(page.text())
        .contains("/push/staff-push/page.js")
        .contains("<label for=\"person\">")
        .doesNotContain("onclick");
    for (var part : Arrays.asList("page.js", "page.css", "worker.js")) {
      assertThat(server.get("/push/staff-push/" + part).status()).as(part).isEqualTo(200);
    }
    assertThat(server.get("/push/staff-push/worker.js").header("Content-Type"))
        .startsWith("text/javascript");
    assertThat(server.get("/push/staff-push/other.js").status()).isEqualTo(404);
    assertThat(server.get("/push/%3Cscript%3E").status()).isEqualTo(404);
  }

  @Test
  void whoever_has_the_link_may_subscribe_and_nobody_else() {
    assertThat(offer(TOKEN).json().path("publicKey").asText()).isEqualTo(publicKey);
    assertThat(offer("wrong-token-0123456").status()).isEqualTo(401);
    assertThat(server.get("/push/nowhere/subscriptions/offer").status()).isEqualTo(401);
    var subscription =
        """
        {"endpoint":"https://updates.push.services.mozilla.com/wpush/v2/abc",
         "keys":{"p256dh":"%s","auth":"AAAAAAAAAAAAAAAAAAAAAA"}}"""
            .formatted(publicKey);
    var wish = "{\"subscription\":%s,\"topics\":[\"charge-nurses\"],\"person\":\"Sam\"}";
    assertThat(subscribe(TOKEN, wish.formatted(subscription)).status()).isEqualTo(204);
    assertThat(subscribe("wrong-token-0123456", wish.formatted(subscription)).status())
        .isEqualTo(401);
    var bad = subscribe(TOKEN, wish.formatted("{\"endpoint\":\"http://10.0.0.1/\"}"));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.code()).isEqualTo("bad-subscription");
    assertThat(subscribe(TOKEN, "{\"topics\":[]}").status()).isEqualTo(400);
    var end = "{\"subscription\":%s,\"topics\":[]}".formatted(subscription);
    assertThat(subscribe(TOKEN, end).status()).isEqualTo(204);
  }

  @Test
  void keys_and_tokens_of_a_connection_are_never_shown() {
    var shown = server.get("/api/v1/connections/staff-push");
    assertThat(shown.text()).contains(publicKey).doesNotContain("privateKey").doesNotContain(TOKEN);
  }

  @Test
  void an_explanation_tells_the_times_that_fall_on_holidays() {
    var path = "/api/v1/schedules/explain?cron=0%200%209%20%3F%20*%20*&count=7";
    assertThat(server.get(path).json().path("skipped")).isEmpty();
    var closed = server.get(path + "&holidays=us.ics");
    assertThat(closed.json().path("next")).hasSize(7);
    assertThat(closed.json().path("skipped").path(0).path("holiday").asText()).isEqualTo("Closed");
    assertThat(server.get(path + "&holidays=none.ics").code()).isEqualTo("calendar-not-usable");
    assertThat(server.get(path + "&holidays=us.ics&on=never").code()).isEqualTo("bad-parameter");
  }
}
