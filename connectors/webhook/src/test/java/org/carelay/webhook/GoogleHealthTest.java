package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.signature.SignatureConfig;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger.Outcome;
import org.carelay.connector.HttpTrigger.Outcome.Accepted;
import org.carelay.connector.HttpTrigger.Outcome.Refused;
import org.carelay.recipe.Binder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google Health's two proofs, with keys published over real HTTP. */
class GoogleHealthTest {
  private static final String VALUE = "Bearer given-to-google";
  private static final String NEWS =
      "[{\"data\":{\"healthUserId\":\"hu_TEST01\",\"dataType\":\"heart-rate\"}}]";

  private final AtomicInteger fetched = new AtomicInteger();
  private Instant now = Posts.NOW;
  private HttpServer google;
  private KeysetHandle signing;
  private @Nullable String published;
  private WebhookKeys keys;

  @BeforeEach
  void publish() throws Exception {
    SignatureConfig.register();
    signing = newKey();
    published = publicPart(signing);
    google = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    google.createContext(
        "/keys.json",
        exchange -> {
          fetched.incrementAndGet();
          var body = (published == null ? "down" : published).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(published == null ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    google.start();
    keys = keys(URI.create("http://127.0.0.1:" + google.getAddress().getPort() + "/keys.json"));
  }

  @AfterEach
  void stop() {
    google.stop(0);
  }

  private static WebhookKeys keys(URI source) {
    return new WebhookKeys(new WebhookSettings(VALUE, null, null, null, null, null, source));
  }

  private static KeysetHandle newKey() throws Exception {
    return KeysetHandle.generateNew(KeyTemplates.get("ECDSA_P256"));
  }

  private static String publicPart(KeysetHandle key) throws Exception {
    return TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(key.getPublicKeysetHandle());
  }

  private String sign(String body) throws Exception {
    var signer = signing.getPrimitive(RegistryConfiguration.get(), PublicKeySign.class);
    return Base64.getEncoder().encodeToString(signer.sign(body.getBytes(StandardCharsets.UTF_8)));
  }

  private Outcome post(String body, Map<String, String> headers) throws Exception {
    var all = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("content-type", List.of("application/json"));
    var auth = Map.of("profile", Map.of("sender", "google-health"));
    var input = Binder.bind(Map.of("path", "in", "auth", auth), ReceivedTrigger.Input.class);
    var call =
        new HttpCall(
            "POST",
            URI.create("https://carelay.example.org/hooks/in"),
            all,
            body.getBytes(StandardCharsets.UTF_8),
            now);
    return new ReceivedTrigger().receive(call, input, keys);
  }

  private static void isRefused(Outcome outcome, int status, String code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(status);
              assertThat(refused.code()).isEqualTo(code);
            });
  }

  @Test
  void one_of_both_proofs_is_enough_and_neither_is_not() throws Exception {
    assertThat(post(NEWS, Map.of("x-healthapi-signature", sign(NEWS))))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.events()).hasSize(1);
              assertThat(accepted.reply().status()).isEqualTo(204);
              assertThat("" + accepted.events().getFirst().data().get("headers"))
                  .doesNotContain("signature");
            });
    assertThat(post(NEWS, Map.of("google-health-api-signature", sign(NEWS))))
        .isInstanceOf(Accepted.class);
    assertThat(post(NEWS, Map.of("authorization", VALUE))).isInstanceOf(Accepted.class);
    isRefused(post(NEWS, Map.of()), 401, "wrong-token");
    assertThat(fetched).as("fetched once, and only when needed").hasValue(1);
  }

  @Test
  void what_comes_must_be_right_whatever_else_comes() throws Exception {
    var signature = sign(NEWS);
    isRefused(
        post(NEWS, Map.of("authorization", "Bearer other", "x-healthapi-signature", signature)),
        401,
        "wrong-token");
    for (var wrong : List.of(sign(NEWS + " "), "", "no base64!", "AAAA")) {
      isRefused(
          post(NEWS, Map.of("authorization", VALUE, "x-healthapi-signature", wrong)),
          401,
          "wrong-signature");
    }
    assertThat(fetched).as("forgers do not make us ask Google again and again").hasValue(1);
  }

  @Test
  void a_new_key_is_fetched_when_it_is_first_used() throws Exception {
    post(NEWS, Map.of("x-healthapi-signature", sign(NEWS)));
    signing = newKey();
    published = publicPart(signing);
    now = now.plus(Duration.ofMinutes(6));
    assertThat(post(NEWS, Map.of("x-healthapi-signature", sign(NEWS))))
        .isInstanceOf(Accepted.class);
    assertThat(fetched).hasValue(2);
  }

  @Test
  void without_keys_google_is_asked_to_post_again() throws Exception {
    published = null;
    isRefused(post(NEWS, Map.of("x-healthapi-signature", sign(NEWS))), 503, "keys-unreachable");
    assertThat(post(NEWS, Map.of("authorization", VALUE, "x-healthapi-signature", sign(NEWS))))
        .as("the other proof is enough")
        .isInstanceOf(Accepted.class);
    published = publicPart(signing);
    now = now.plus(Duration.ofMinutes(6));
    assertThat(post(NEWS, Map.of("x-healthapi-signature", sign(NEWS))))
        .isInstanceOf(Accepted.class);
    published = null;
    now = now.plus(Duration.ofDays(3));
    assertThat(post(NEWS, Map.of("x-healthapi-signature", sign(NEWS))))
        .as("keys that are known stay known")
        .isInstanceOf(Accepted.class);
  }

  @Test
  void the_question_whether_we_are_here_needs_the_value_itself() throws Exception {
    var question = "{\"type\":\"verification\"}";
    isRefused(post(question, Map.of("x-healthapi-signature", sign(question))), 401, "wrong-token");
    assertThat(
            post(question, Map.of("authorization", VALUE, "x-healthapi-signature", sign(question))))
        .isInstanceOfSatisfying(
            Accepted.class,
            accepted -> {
              assertThat(accepted.events()).isEmpty();
              assertThat(accepted.reply().status()).isEqualTo(201);
            });
  }

  @Test
  void keys_are_not_taken_from_an_unsafe_address() {
    assertThatThrownBy(() -> keys(URI.create("http://keys.example.org/keys.json")))
        .hasMessageContaining("must begin with https://");
  }
}
