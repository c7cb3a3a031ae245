package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome;
import org.carelay.connector.HttpTrigger.Outcome.Accepted;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.Test;

/** Senders as their documentation describes them, and certificates by a proxy. */
class SendersTest {
  private static final String URL = "https://carelay.example.org/hooks/in";
  private final WebhookKeys keys =
      new WebhookKeys(new WebhookSettings("kept-key", null, null, null, "proxy-1", "code-1", null));

  private Outcome receive(Map<String, Object> auth, HttpCall call) throws Exception {
    var input = Binder.bind(Map.of("path", "in", "auth", auth), ReceivedTrigger.Input.class);
    return new ReceivedTrigger().receive(call, input, keys);
  }

  private static Map<String, Object> profile(String sender) {
    return Map.of("profile", Map.of("sender", sender));
  }

  private static HttpCall call(
      String method, String url, String body, Map<String, String> headers) {
    var all = new java.util.HashMap<String, List<String>>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new HttpCall(method, URI.create(url), all, bytes, Posts.NOW);
  }

  private static byte[] hmac(String algorithm, String key, String text) throws Exception {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void github_signs_names_its_deliveries_and_pings() throws Exception {
    var body = "{\"action\":\"opened\"}";
    var signature = "sha256=" + HexFormat.of().formatHex(hmac("HmacSHA256", "kept-key", body));
    var headers =
        Map.of(
            "content-type", "application/json",
            "x-hub-signature-256", signature,
            "x-github-event", "issues",
            "x-github-delivery", "d-1");
    var first = accepted(receive(profile("github"), call("POST", URL, body, headers)));
    var again = accepted(receive(profile("github"), call("POST", URL, body, headers)));
    assertThat(first.events().getFirst().key()).isEqualTo(again.events().getFirst().key());
    assertThat("" + first.events().getFirst().data().get("headers"))
        .contains("x-github-event")
        .doesNotContain(signature);
    var ping = new java.util.HashMap<>(headers);
    ping.put("x-github-event", "ping");
    assertThat(accepted(receive(profile("github"), call("POST", URL, body, ping))).events())
        .isEmpty();
    var forged = new java.util.HashMap<>(headers);
    forged.put("x-hub-signature-256", "sha256=" + "0".repeat(64));
    assertThat(receive(profile("github"), call("POST", URL, body, forged)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void twilio_signs_the_address_and_all_fields() throws Exception {
    // The example of Twilio's documentation, with the key and parameters it gives.
    var url = "https://example.com/myapp.php?foo=1&bar=2";
    var fields =
        Map.of(
            "CallSid", "CA1234567890ABCDE",
            "Caller", "+14158675310",
            "Digits", "1234",
            "From", "+14158675310",
            "To", "+18005551212");
    var body = new StringBuilder();
    fields.forEach(
        (name, value) ->
            body.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    var signed =
        url.concat(
            "CallSidCA1234567890ABCDECaller+14158675310Digits1234From+14158675310To+18005551212");
    var signature = base64(hmac("HmacSHA1", "12345", signed));
    var auth = Map.<String, Object>of("profile", Map.of("sender", "twilio", "secret", "12345"));
    var headers =
        Map.of(
            "content-type", "application/x-www-form-urlencoded", "x-twilio-signature", signature);
    var accepted = accepted(receive(auth, call("POST", url, body.toString(), headers)));
    assertThat(accepted.reply().status()).isEqualTo(204);
    assertThat(accepted.events().getFirst().data().get("body")).isEqualTo(fields);
    assertThat(
            accepted(
                    receive(
                        auth,
                        call("POST", url.replace(".com/", ".com:443/"), body.toString(), headers)))
                .events())
        .as("behind a proxy the port may be there")
        .hasSize(1);
    assertThat(receive(auth, call("POST", url.concat("1"), body.toString(), headers)))
        .isInstanceOf(Refused.class);
    assertThat(receive(auth, call("POST", url, body.append("X=1").toString(), headers)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void twilio_names_the_hash_of_a_json_body_in_the_address() throws Exception {
    var body = "{\"a\":1}";
    var hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    var url = URL + "?bodySHA256=" + HexFormat.of().formatHex(hash);
    var headers =
        Map.of(
            "content-type",
            "application/json",
            "x-twilio-signature",
            base64(hmac("HmacSHA1", "kept-key", url)));
    assertThat(accepted(receive(profile("twilio"), call("POST", url, body, headers))).events())
        .hasSize(1);
    assertThat(receive(profile("twilio"), call("POST", url, "{\"a\":2}", headers)))
        .isInstanceOf(Refused.class);
  }

  @Test
  void fitbit_asks_with_the_right_code_and_a_wrong_one() throws Exception {
    var right = receive(profile("fitbit"), call("GET", URL + "?verify=code-1", "", Map.of()));
    assertThat(accepted(right).reply().status()).isEqualTo(204);
    assertThat(accepted(right).events()).isEmpty();
    var wrong = receive(profile("fitbit"), call("GET", URL + "?verify=code-2", "", Map.of()));
    assertThat(wrong)
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.status()).isEqualTo(404));
    var body = "[{\"collectionType\":\"activities\",\"ownerId\":\"TEST01\"}]";
    var headers =
        Map.of(
            "content-type",
            "application/json",
            "x-fitbit-signature",
            base64(hmac("HmacSHA1", "kept-key&", body)));
    assertThat(
            accepted(receive(profile("fitbit"), call("POST", URL, body, headers))).reply().status())
        .isEqualTo(204);
  }

  @Test
  void google_health_verifies_with_and_without_the_right_value() throws Exception {
    var body = "{\"type\":\"verification\"}";
    var type = "application/json";
    var known = Map.of("content-type", type, "authorization", "kept-key");
    var outcome = receive(profile("google-health"), call("POST", URL, body, known));
    assertThat(accepted(outcome).reply().status()).isEqualTo(201);
    assertThat(accepted(outcome).events()).isEmpty();
    assertThat(
            receive(
                profile("google-health"), call("POST", URL, body, Map.of("content-type", type))))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.status()).isEqualTo(401));
    var news = "[{\"data\":{\"healthUserId\":\"hu_TEST01\",\"dataType\":\"heart-rate\"}}]";
    var accepted = accepted(receive(profile("google-health"), call("POST", URL, news, known)));
    assertThat(accepted.events()).hasSize(1);
    assertThat(accepted.reply().status()).isEqualTo(204);
  }

  @Test
  void only_posts_are_taken_otherwise() throws Exception {
    var auth = Map.<String, Object>of("bearer", Map.of("token", "t-123456"));
    assertThat(receive(auth, call("GET", URL, "", Map.of("authorization", "Bearer t-123456"))))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.status()).isEqualTo(405));
  }

  @Test
  void a_certificate_counts_only_where_the_proxy_proves_itself() throws Exception {
    var subject = "CN=lab.example.org,O=Lab";
    var auth =
        Map.<String, Object>of(
            "certificate",
            Map.of("header", "X-Client-Subject", "accepted", List.of(subject, "AB:CD:01")));
    var good = Map.of("x-client-subject", subject, "x-proxy-secret", "proxy-1");
    var accepted = accepted(receive(auth, call("POST", URL, "hi", good)));
    assertThat("" + accepted.events().getFirst().data().get("headers")).doesNotContain("proxy-1");
    var print = Map.of("x-client-subject", "abcd01", "x-proxy-secret", "proxy-1");
    assertThat(receive(auth, call("POST", URL, "hi", print))).isInstanceOf(Accepted.class);
    for (var bad :
        List.of(
            Map.of("x-client-subject", subject),
            Map.of("x-client-subject", subject, "x-proxy-secret", "proxy-2"),
            Map.of("x-client-subject", "CN=other", "x-proxy-secret", "proxy-1"),
            Map.of("x-client-subject", "", "x-proxy-secret", "proxy-1"))) {
      assertThat(receive(auth, call("POST", URL, "hi", bad)))
          .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.status()).isEqualTo(403));
    }
  }

  private static Accepted accepted(Outcome outcome) {
    if (outcome instanceof Accepted accepted) {
      return accepted;
    }
    throw new AssertionError("It was refused: " + outcome);
  }
}
