package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.HttpTriggerContract;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WebhookConnectorTest {
  private static final WebhookSettings KEPT =
      new WebhookSettings(
          "kept-signing-key",
          "kept-token",
          "kept-user",
          "kept-password",
          "kept-proxy",
          "kept-code",
          null);

  @Nested
  class AsConnector extends ConnectorContract<WebhookSettings, WebhookKeys> {
    @Override
    protected Connector<WebhookSettings, WebhookKeys> connector() {
      return new WebhookConnector();
    }
  }

  /** The same suite for every way to prove who posts. */
  abstract static class Received extends HttpTriggerContract<WebhookKeys, ReceivedTrigger.Input> {
    @Override
    protected HttpTrigger<WebhookKeys, ReceivedTrigger.Input> trigger() {
      return new ReceivedTrigger();
    }

    @Override
    protected WebhookKeys client() {
      return new WebhookKeys(KEPT);
    }

    @Override
    protected HttpCall genuine() throws Exception {
      return genuine("{\"id\": 7}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected List<String> secrets() {
      return List.of("kept-signing-key", "kept-token", "kept-password", "hr-secret");
    }

    static ReceivedTrigger.Input input(Map<String, Object> auth) throws BindingException {
      return Binder.bind(Map.of("path", "/heart-rate/", "auth", auth), ReceivedTrigger.Input.class);
    }
  }

  @Nested
  class BySignature extends Received {
    @Override
    protected ReceivedTrigger.Input input() throws Exception {
      return input(Map.of("hmac", Map.of("secret", "hr-secret", "header", "X-Signature")));
    }

    @Override
    protected HttpCall genuine(byte[] body) throws Exception {
      return Posts.post(body).with("x-signature", SignatureTest.hex("hr-secret", body)).call();
    }

    @Override
    protected HttpCall forged() throws Exception {
      var body = "{\"id\": 7}".getBytes(StandardCharsets.UTF_8);
      return Posts.post(body).with("x-signature", SignatureTest.hex("guessed", body)).call();
    }
  }

  @Nested
  class ByToken extends Received {
    @Override
    protected ReceivedTrigger.Input input() throws Exception {
      return input(Map.of("bearer", Map.of()));
    }

    @Override
    protected HttpCall genuine(byte[] body) {
      return Posts.post(body).with("authorization", "Bearer kept-token").call();
    }

    @Override
    protected HttpCall forged() {
      return Posts.post("{}").with("authorization", "Bearer kept-toke").call();
    }
  }

  @Nested
  class ByPassword extends Received {
    @Override
    protected ReceivedTrigger.Input input() throws Exception {
      return input(Map.of("basic", Map.of("username", "fitness")));
    }

    @Override
    protected HttpCall genuine(byte[] body) {
      return Posts.post(body).with("authorization", basic("fitness:kept-password")).call();
    }

    @Override
    protected HttpCall forged() {
      return Posts.post("{}").with("authorization", basic("kept-user:kept-password")).call();
    }

    private static String basic(String credentials) {
      return "basic "
          + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void says_what_it_keeps_and_nothing_more() {
    assertThat(new WebhookConnector().test(new WebhookKeys(KEPT)))
        .isEqualTo(
            "Keeps a signing key and a bearer token and a password and a proxy's secret and a"
                + " verification code");
    var texts =
        List.of(
            KEPT.toString(),
            new WebhookKeys(KEPT).toString(),
            new WebhookAuth.Bearer("inline-token").toString(),
            new WebhookAuth.Basic("user", "inline-password").toString());
    assertThat(texts).noneMatch(text -> text.contains("kept-") || text.contains("inline-"));
  }
}
