package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome.Accepted;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.recipe.Binder;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String BODY = "{\"bpm\": 121}";
  private static final WebhookSettings NO_KEYS =
      new WebhookSettings(null, null, null, null, null, null, null);

  @Test
  void fits_a_published_example() throws Exception {
    // RFC 4231, test case 2.
    var mac = hmac("HmacSHA256", "Jefe", "what do ya want for nothing?");
    assertThat(HexFormat.of().formatHex(mac))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    var call =
        Posts.post("what do ya want for nothing?")
            .without("content-type")
            .with(
                "x-signature", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertAccepted(call.call(), Map.of("secret", "Jefe", "header", "X-Signature"));
  }

  @Test
  void is_written_in_hex_or_base64_with_or_without_prefix() throws Exception {
    var hex = hex("k", BODY.getBytes(StandardCharsets.UTF_8));
    var bytes = hmac("HmacSHA256", "k", BODY);
    var base64 = Base64.getEncoder().encodeToString(bytes);
    var urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Map<String, Object> plain = Map.of("secret", "k", "header", "X-Sig");
    for (var written :
        List.of(
            hex,
            hex.toUpperCase(Locale.ROOT),
            base64,
            urlSafe,
            "sha256=" + hex,
            "sha256=" + base64,
            " " + hex + " ")) {
      assertAccepted(signed(written), plain);
    }
    assertAccepted(signed(hex), with(plain, "encoding", "hex"));
    assertAccepted(signed("v0=" + hex), with(plain, "prefix", "v0="));
    assertRefused(signed(base64), with(plain, "encoding", "hex"), "wrong-signature");
    assertRefused(signed(hex), with(plain, "encoding", "base64"), "wrong-signature");
    assertRefused(signed(hex), with(plain, "prefix", "v0="), "wrong-signature");
  }

  @Test
  void is_made_with_other_hash_functions() throws Exception {
    for (var algorithm : Map.of("sha1", "HmacSHA1", "sha512", "HmacSHA512").entrySet()) {
      var written = HexFormat.of().formatHex(hmac(algorithm.getValue(), "k", BODY));
      var expected =
          Map.<String, Object>of("secret", "k", "header", "X-Sig", "algorithm", algorithm.getKey());
      assertAccepted(signed(algorithm.getKey() + "=" + written), expected);
    }
  }

  @Test
  void covers_every_byte_of_the_body() throws Exception {
    var hex = hex("k", BODY.getBytes(StandardCharsets.UTF_8));
    Map<String, Object> expected = Map.of("secret", "k", "header", "X-Sig");
    assertRefused(Posts.post(BODY + " ").with("x-sig", hex).call(), expected, "wrong-signature");
    assertRefused(Posts.post("").with("x-sig", hex).call(), expected, "wrong-signature");
    assertRefused(signed(hex.substring(2)), expected, "wrong-signature");
    assertRefused(signed(""), expected, "wrong-signature");
    assertRefused(signed("a".repeat(5000)), expected, "wrong-signature");
    assertRefused(Posts.post(BODY).call(), expected, "wrong-signature");
  }

  @Test
  void is_of_no_use_later() throws Exception {
    Map<String, Object> expected =
        Map.of("secret", "k", "header", "X-Sig", "timestampHeader", "X-Time");
    var now = Posts.NOW.getEpochSecond();
    for (var time :
        List.of("" + now, "" + (now - 299), "" + (now + 299), now + "000", Posts.NOW.toString())) {
      assertAccepted(stamped(time, time + "." + BODY), expected);
    }
    for (var time : List.of("" + (now - 301), "" + (now + 301), "0", "99999999999", "soon", "-5")) {
      assertRefused(stamped(time, time + "." + BODY), expected, "stale-timestamp");
    }
    var moved =
        Posts.post(BODY).with("x-time", "" + now).with("x-sig", hexOf((now - 900) + "." + BODY));
    assertRefused(moved.call(), expected, "wrong-signature");
    assertRefused(Posts.post(BODY).with("x-sig", hexOf(BODY)).call(), expected, "wrong-signature");
    var hour = with(expected, "tolerance", "PT1H");
    assertAccepted(stamped("" + (now - 3599), (now - 3599) + "." + BODY), hour);
  }

  @Test
  void covers_whatever_content_the_sender_signs() throws Exception {
    var now = "" + Posts.NOW.getEpochSecond();
    Map<String, Object> slack =
        Map.of(
            "secret",
            "k",
            "header",
            "X-Sig",
            "timestampHeader",
            "X-Time",
            "prefix",
            "v0=",
            "content",
            "v0:{timestamp}:{body}");
    var call =
        Posts.post(BODY).with("x-time", now).with("x-sig", "v0=" + hexOf("v0:" + now + ":" + BODY));
    assertAccepted(call.call(), slack);
  }

  @Test
  void needs_a_key_to_compare_with() throws Exception {
    assertRefused(signed("00"), Map.of("header", "X-Sig"), "no-key-to-check");
    assertRefused(
        signed(HexFormat.of().formatHex(new byte[32])),
        Map.of("header", "X-Sig", "secret", ""),
        "no-key-to-check");
  }

  private static HttpCall signed(String signature) {
    return Posts.post(BODY).with("x-sig", signature).call();
  }

  private static HttpCall stamped(String time, String content) throws Exception {
    return Posts.post(BODY).with("x-time", time).with("x-sig", hexOf(content)).call();
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, String value) {
    var copy = new HashMap<>(map);
    copy.put(name, value);
    return copy;
  }

  private static void assertAccepted(HttpCall call, Map<String, Object> hmac) throws Exception {
    assertThat(receive(call, hmac)).isInstanceOf(Accepted.class);
  }

  private static void assertRefused(HttpCall call, Map<String, Object> hmac, String code)
      throws Exception {
    assertThat(receive(call, hmac))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(401);
              assertThat(refused.code()).isEqualTo(code);
            });
  }

  private static Object receive(HttpCall call, Map<String, Object> hmac) throws Exception {
    var input =
        Binder.bind(Map.of("path", "p", "auth", Map.of("hmac", hmac)), ReceivedTrigger.Input.class);
    return new ReceivedTrigger().receive(call, input, new WebhookKeys(NO_KEYS));
  }

  private static String hexOf(String content) throws Exception {
    return hex("k", content.getBytes(StandardCharsets.UTF_8));
  }

  static String hex(String key, byte[] content) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(content));
  }

  private static byte[] hmac(String algorithm, String key, String content) throws Exception {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
    return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
  }
}
