package org.carelay.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Recipient;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.RecipeReader;
import org.carelay.schedule.ScheduleConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendPushTest {
  private static final String MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc";
  private final SendPush action = new SendPush();
  private TestService service;
  private TestBrowser browser;
  private PushClient client;

  @BeforeEach
  void start() throws Exception {
    service = new TestService();
    browser = TestBrowser.create();
    client = new PushClient(service.settings(), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static SendPush.Input input(@Nullable String link) {
    var written = List.<Object>of("fcm:as-written-0123456789");
    return new SendPush.Input(
        written,
        "Elm Clinic",
        "You have a new message.",
        link,
        Note.Urgency.HIGH,
        Duration.ofHours(1));
  }

  private static FakeActionContext to(Object... targets) {
    return FakeActionContext.aContext()
        .to(
            Arrays.stream(targets)
                .map(each -> Objects.requireNonNull(Target.of(each)).address())
                .map(address -> new Recipient(Recipient.Channel.PUSH, address))
                .toArray(Recipient[]::new));
  }

  @Test
  void the_tests_browser_reads_the_message_of_rfc_8291() throws Exception {
    var reader =
        new TestBrowser(
            TestBrowser.bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            TestBrowser.privateKey(
                TestBrowser.bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")),
            TestBrowser.bytes("BTBZMqHH6r4Tts7J_aSIgg"));
    var message =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
    assertThat(reader.read(TestBrowser.bytes(message)))
        .isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void a_browser_can_read_it_and_its_service_knows_who_sent_it() throws Exception {
    var context = to(browser.subscription(MOZILLA));
    var pushed = action.perform(client, input("https://example.org/messages"), context);
    assertThat(pushed.status()).isEqualTo("Sent");
    var got = service.got().getFirst();
    assertThat(browser.read(got.body()))
        .isEqualTo(
            "{\"title\":\"Elm Clinic\",\"body\":\"You have a new message.\",\"link\":\"https://example.org/messages\"}");
    assertThat(got.uri().getPath()).isEqualTo("/wpush/v2/abc");
    assertThat(got.header("Ttl")).isEqualTo("3600");
    assertThat(got.header("Urgency")).isEqualTo("high");
    assertThat(got.header("Content-encoding")).isEqualTo("aes128gcm");
    assertThat(got.header("Topic")).isEqualTo(context.effectKey()).hasSizeLessThanOrEqualTo(32);
    assertThat(context.references()).hasSize(1);
    assertSigned(got.header("Authorization"));
  }

  private void assertSigned(String authorization) throws Exception {
    assertThat(authorization).startsWith("vapid t=").contains(", k=");
    var token = authorization.substring("vapid t=".length(), authorization.indexOf(", k="));
    var parts = token.split("\\.");
    var claims =
        Target.JSON.readTree(new String(TestBrowser.bytes(parts[1]), StandardCharsets.UTF_8));
    assertThat(claims.path("aud").asText()).isEqualTo("https://updates.push.services.mozilla.com");
    assertThat(claims.path("sub").asText()).isEqualTo("mailto:it@example.org");
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(service.vapidKey());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(TestBrowser.bytes(parts[2]))).isTrue();
    assertThat(authorization)
        .endsWith("k=" + TestBrowser.text(TestBrowser.raw(service.vapidKey())));
  }

  @Test
  void an_app_is_told_through_firebase() throws Exception {
    var context = to("fcm:token-0123456789");
    action.perform(client, input(null), context);
    var got = service.got().getFirst();
    assertThat(got.uri().getPath()).isEqualTo("/v1/projects/elm-clinic/messages:send");
    assertThat(got.header("Authorization")).isEqualTo("Bearer at-1");
    var message = Target.JSON.readTree(got.body()).path("message");
    assertThat(message.path("token").asText()).isEqualTo("token-0123456789");
    assertThat(message.path("notification").path("body").asText())
        .isEqualTo("You have a new message.");
    assertThat(message.path("android").path("ttl").asText()).isEqualTo("3600s");
    assertThat(context.references()).containsExactly("projects/p/messages/1");
  }

  @Test
  void asks_no_host_that_a_forged_subscription_names() {
    for (var endpoint :
        List.of(
            "https://169.254.169.254/latest",
            "http://updates.push.services.mozilla.com/x",
            "https://updates.push.services.mozilla.com:8443/x",
            "https://user@updates.push.services.mozilla.com/x",
            "https://evil.example.org/x",
            "https://evilpush.apple.com.example.org/x")) {
      assertThatExceptionOfType(Permanent.class)
          .as(endpoint)
          .isThrownBy(() -> action.perform(client, input(null), to(browser.subscription(endpoint))))
          .satisfies(e -> assertThat(e.code()).isEqualTo("push-service-not-allowed"));
    }
    assertThat(service.got()).isEmpty();
  }

  @Test
  void says_that_a_subscription_is_gone_and_tells_the_other_device() throws Exception {
    service.answers(410);
    assertThatExceptionOfType(Permanent.class)
        .isThrownBy(() -> action.perform(client, input(null), to(browser.subscription(MOZILLA))))
        .satisfies(e -> assertThat(e.code()).isEqualTo("subscription-gone"));
    service.answers(201);
    var other = browser.subscription("https://evil.example.org/gone");
    var context = to(browser.subscription(MOZILLA), other);
    var pushed = action.perform(client, input(null), context);
    assertThat(pushed.status()).isEqualTo("Partly sent");
    assertThat(pushed.recipients())
        .extracting(Pushed.ToOne::status)
        .containsExactly("Sent", "Refused");
    assertThat(context.memory().startingWith("push/")).isEmpty();
  }

  @Test
  void tells_nobody_twice_where_a_later_attempt_is_needed() throws Exception {
    var second = TestBrowser.create();
    var context = to(browser.subscription(MOZILLA), second.subscription(MOZILLA + "d"));
    action.perform(client, input(null), context);
    assertThat(service.got()).hasSize(2);
    service.answers(429);
    var waiting = to(browser.subscription(MOZILLA), second.subscription(MOZILLA + "d"));
    assertThatExceptionOfType(Retryable.class)
        .isThrownBy(() -> action.perform(client, input(null), waiting))
        .satisfies(e -> assertThat(e.after()).hasSeconds(9));
    service.answers(201);
    action.perform(client, input(null), waiting.again());
    assertThat(service.got()).hasSize(4);
  }

  @Test
  void takes_no_values_into_a_note() {
    assertThat(
            action.check(Map.of("title", "Hello {{ row.Name }}", "text", "x", "link", "http://x")))
        .extracting("pointer")
        .containsExactlyInAnyOrder("/title", "/link");
  }

  @Test
  void reads_subscriptions_as_browsers_write_them() throws Exception {
    var subscription = browser.subscription(MOZILLA);
    var text = Target.JSON.writeValueAsString(subscription);
    assertThat(Target.of(text)).isEqualTo(Target.of(subscription)).isNotNull();
    for (var rubbish :
        Arrays.<@Nullable Object>asList("", "{", "{}", "fcm:", "fcm:a b", 7, null, Map.of())) {
      assertThat(Target.of(rubbish)).isNull();
    }
    var off =
        Map.of(
            "endpoint", MOZILLA, "keys", Map.of("p256dh", "A".repeat(87), "auth", "A".repeat(22)));
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> action.perform(client, input(null), to(off)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("bad-subscription"));
  }

  @Test
  void refuses_keys_that_are_no_pair() throws Exception {
    var good = service.settings();
    var other =
        TestBrowser.text(
            TestBrowser.raw(
                (java.security.interfaces.ECPublicKey) TestBrowser.newPair().getPublic()));
    var vapid = new PushSettings.Vapid(other, Objects.requireNonNull(good.vapid()).privateKey());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PushClient(
                    new PushSettings("mailto:it@example.org", vapid, null, null, null, null, null),
                    Clock.systemUTC()))
        .withMessageContaining("VAPID");
  }

  @Test
  void the_example_recipe_is_sound() throws Exception {
    try (var in = SendPushTest.class.getResourceAsStream("/recipes/on-call-note.json")) {
      var catalog = Catalog.of(List.of(new ScheduleConnector(), new PushConnector()));
      var reading = new RecipeReader(catalog).read(Objects.requireNonNull(in).readAllBytes());
      assertThat(reading.problems()).isEmpty();
    }
  }
}
