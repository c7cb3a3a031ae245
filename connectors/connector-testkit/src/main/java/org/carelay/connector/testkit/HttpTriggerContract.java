package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.carelay.connector.Client;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.junit.jupiter.api.Test;

/** A trigger that is posted to: lets in what is proven, and survives anything. */
public abstract class HttpTriggerContract<C extends Client, I extends Record> {
  protected abstract HttpTrigger<C, I> trigger();

  protected abstract C client() throws Exception;

  /** An input that asks for proof of who posts. */
  protected abstract I input() throws Exception;

  /** A post that is let in and is an event. */
  protected abstract HttpCall genuine() throws Exception;

  /** The same post by somebody who cannot prove it. */
  protected abstract HttpCall forged() throws Exception;

  /** Proven like {@link #genuine()}, with any body. */
  protected abstract HttpCall genuine(byte[] body) throws Exception;

  /** The credentials in play, which no answer may quote. */
  protected abstract List<String> secrets() throws Exception;

  @Test
  void accepts_what_is_proven() throws Exception {
    var outcome = receive(genuine());
    assertThat(outcome).isInstanceOf(HttpTrigger.Outcome.Accepted.class);
    if (outcome instanceof HttpTrigger.Outcome.Accepted(var events, var reply)) {
      assertThat(events).hasSize(1);
      EventRules.check(trigger(), events, genuine().receivedAt());
      assertThat(reply.status()).isBetween(200, 299);
    }
  }

  @Test
  void refuses_what_is_not_proven() throws Exception {
    assertRefused(receive(forged()), 401, 403);
  }

  @Test
  void refuses_a_post_without_any_proof() throws Exception {
    var bare = genuine();
    var call = new HttpCall(bare.method(), bare.url(), Map.of(), bare.body(), bare.receivedAt());
    assertRefused(receive(call), 401, 403);
  }

  @Test
  void claims_a_path_without_slashes_at_the_ends() throws Exception {
    assertThat(trigger().path(input(), "connection-1"))
        .isNotBlank()
        .doesNotStartWith("/")
        .doesNotEndWith("/")
        .isEqualTo(trigger().path(input(), "connection-1"));
  }

  @Test
  void answers_every_proven_rubbish() throws Exception {
    var random = new Random(20261122);
    for (var round = 0; round < 300; round++) {
      var body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      assertAnswered(receive(genuine(body)));
    }
    for (var text :
        List.of(
            "",
            "{",
            "[[[[",
            "null",
            "\"",
            "{\"a\":",
            "a=b&&&=",
            "\uFEFF{}",
            "{\"a\":1e999999999}")) {
      assertAnswered(receive(genuine(text.getBytes(StandardCharsets.UTF_8))));
    }
    var deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertAnswered(receive(genuine(deep)));
  }

  @Test
  void answers_every_rubbish_without_proof() throws Exception {
    var random = new Random(20261122);
    var names = genuine().headers().keySet();
    for (var round = 0; round < 300; round++) {
      var value = new byte[random.nextInt(60)];
      random.nextBytes(value);
      var text = new String(value, StandardCharsets.ISO_8859_1);
      var headers = new HashMap<String, List<String>>();
      names.forEach(name -> headers.put(name, random.nextBoolean() ? List.of(text) : List.of()));
      var url = URI.create("https://carelay.example.org/hooks/x?q=" + round);
      assertRefused(
          receive(new HttpCall("POST", url, headers, value, Instant.now())),
          400,
          401,
          403,
          413,
          415);
    }
  }

  private HttpTrigger.Outcome receive(HttpCall call) throws Exception {
    return trigger().receive(call, input(), client());
  }

  private void assertAnswered(HttpTrigger.Outcome outcome) throws Exception {
    switch (outcome) {
      case HttpTrigger.Outcome.Accepted(var events, _) ->
          EventRules.check(trigger(), events, genuine().receivedAt());
      case HttpTrigger.Outcome.Refused refused -> assertPlain(refused);
    }
  }

  private void assertRefused(HttpTrigger.Outcome outcome, Integer... statuses) throws Exception {
    assertThat(outcome).isInstanceOf(HttpTrigger.Outcome.Refused.class);
    if (outcome instanceof HttpTrigger.Outcome.Refused refused) {
      assertThat(refused.status()).isIn((Object[]) statuses);
      assertPlain(refused);
    }
  }

  private void assertPlain(HttpTrigger.Outcome.Refused refused) throws Exception {
    assertThat(refused.status()).isBetween(400, 499);
    assertThat(refused.code()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(refused.message()).contains(" ").doesNotContain(secrets());
  }
}
