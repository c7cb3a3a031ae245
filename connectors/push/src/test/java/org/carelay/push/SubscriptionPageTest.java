package org.carelay.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Recipient;
import org.carelay.connector.Subscribable;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.connector.testkit.InMemoryMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff subscribe their browsers, and notes go to whoever has. */
class SubscriptionPageTest {
  private static final String TOKEN = "link-token-0123456789";
  private static final String MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/";

  private final InMemoryMemory memory = new InMemoryMemory();
  private TestService service;
  private PushClient client;

  @BeforeEach
  void start() throws Exception {
    service = new TestService();
    client = open(TOKEN, List.of("charge-nurses", "it"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private PushClient open(@org.jspecify.annotations.Nullable String token, List<String> topics) {
    var plain = service.settings();
    return new PushClient(
        new PushSettings(
            plain.contact(),
            plain.vapid(),
            plain.firebase(),
            plain.hosts(),
            plain.rootUrl(),
            token,
            topics),
        Clock.systemUTC());
  }

  private static Map<?, ?> browser(String name) throws Exception {
    var subscription = TestBrowser.create().subscription(MOZILLA + name);
    return Target.JSON.convertValue(subscription, Map.class);
  }

  private Pushed send(String topic) throws Exception {
    var to = "topic:" + topic;
    var context =
        FakeActionContext.aContext()
            .remembering(memory)
            .to(new Recipient(Recipient.Channel.PUSH, to));
    var input = new SendPush.Input(List.of(to), "Elm Clinic", "Open the list.", null, null, null);
    assertThat(new SendPush().recipients(input))
        .containsExactly(new Recipient(Recipient.Channel.PUSH, to));
    return new SendPush().perform(client, input, context);
  }

  @Test
  void a_note_to_a_topic_reaches_all_who_subscribed_to_it() throws Exception {
    client.subscribe(browser("a"), List.of("charge-nurses"), "Sam's phone", memory);
    client.subscribe(browser("b"), List.of("charge-nurses", "it"), "Front desk", memory);
    client.subscribe(browser("c"), List.of("it"), "IT", memory);
    assertThat(send("charge-nurses").status()).isEqualTo("Sent");
    assertThat(service.got().stream().map(got -> got.uri().getPath()))
        .containsExactlyInAnyOrder("/wpush/v2/a", "/wpush/v2/b");
  }

  @Test
  void subscribing_again_changes_the_topics_and_none_ends_it() throws Exception {
    var browser = browser("a");
    client.subscribe(browser, List.of("charge-nurses"), "Sam", memory);
    client.subscribe(browser, List.of("charge-nurses"), "Sam", memory);
    client.subscribe(browser, List.of("it"), "Sam", memory);
    assertThat(new Subscriptions(memory).of("charge-nurses")).isEmpty();
    assertThat(new Subscriptions(memory).of("it")).hasSize(1);
    client.subscribe(browser, List.of(), "", memory);
    assertThat(memory.startingWith("")).isEmpty();
    assertThatThrownBy(() -> send("it"))
        .isInstanceOf(Permanent.class)
        .hasMessageContaining("Nobody has subscribed");
  }

  @Test
  void a_browser_that_takes_no_more_notes_is_forgotten() throws Exception {
    client.subscribe(browser("a"), List.of("charge-nurses", "it"), "Sam", memory);
    service.answers(410);
    assertThatThrownBy(() -> send("it")).isInstanceOf(Permanent.class);
    assertThat(memory.startingWith("subscription/")).isEmpty();
  }

  @Test
  void only_whoever_has_the_link_is_admitted() {
    assertThat(client.admits(TOKEN)).isTrue();
    assertThat(client.admits("")).isFalse();
    assertThat(client.admits(TOKEN + "x")).isFalse();
    assertThat(open(null, List.of("it")).admits("null")).isFalse();
    assertThat(client.offer().topics()).containsExactly("charge-nurses", "it");
    assertThat(client.offer().publicKey()).hasSizeBetween(86, 88);
  }

  @Test
  void rubbish_is_refused_with_what_to_change() throws Exception {
    var elsewhere = TestBrowser.create().subscription("https://intranet.example.org/x");
    assertThatThrownBy(
            () ->
                client.subscribe(
                    Target.JSON.convertValue(elsewhere, Map.class), List.of("it"), "Sam", memory))
        .isInstanceOf(Subscribable.Refused.class);
    assertThatThrownBy(
            () -> client.subscribe(Map.of("endpoint", "x"), List.of("it"), "Sam", memory))
        .hasMessageContaining("not a browser's");
    assertThatThrownBy(() -> client.subscribe(browser("a"), List.of("other"), "Sam", memory))
        .hasMessageContaining("no such topic");
    assertThatThrownBy(() -> client.subscribe(browser("a"), List.of("it"), " ", memory))
        .hasMessageContaining("whose device");
    for (var bad : List.of("Short", "with space 0123456789")) {
      assertThatThrownBy(() -> open(bad, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> open(TOKEN, List.of("Charge Nurses")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
