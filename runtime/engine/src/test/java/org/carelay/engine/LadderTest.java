package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Callback.Delivery;
import org.carelay.connector.HttpCall;
import org.carelay.connector.Recipient;
import org.carelay.engine.effect.OptOuts;
import org.carelay.engine.store.RunReads;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A text that does not arrive is followed by another way, as the same touch; then by a person. */
class LadderTest {
  private static final String STEPS =
      """
      [{"id": "text", "uses": "test.send", "onError": "continue",
        "message": {"purpose": "p", "occurrence": "{{ body.id }}"},
        "with": {"to": "(212) 555-0142", "body": "First"}},
       {"id": "arrived", "waitFor": {"receipt": {"of": "text"}, "timeout": "PT2H"}},
       {"id": "ladder", "choose": [{"when": "steps.arrived.state != 'delivered'", "steps": [
         {"id": "mail", "uses": "test.send", "onError": "continue",
          "message": {"purpose": "p", "occurrence": "{{ body.id }}", "instead": "text"},
          "with": {"to": "(212) 555-0143", "body": "Second"}},
         {"id": "read", "waitFor": {"receipt": {"of": "mail"}, "timeout": "P1D"}},
         {"id": "list", "if": "steps.read.state != 'delivered'", "uses": "test.put",
          "with": {"key": "call", "value": "{{ steps.arrived.state & ' ' & steps.read.state }}"}}]}]}]""";

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static String recipe(String steps) {
    return """
    {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}",
     "trigger": {"uses": "test.posted", "with": {"path": "p"}}, "steps": %s}"""
        .formatted(steps);
  }

  private void start() throws InterruptedException {
    fixture.recipe(recipe(STEPS));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
  }

  private void news(String reference, Delivery delivery) throws InterruptedException {
    fixture.engine.callback(
        1,
        "c",
        "news",
        new HttpCall(
            "POST",
            URI.create("http://127.0.0.1/x"),
            Map.of(),
            Json.bytes(Map.of("id", reference, "delivery", delivery.name())),
            fixture.clock.instant()));
    fixture.settle();
  }

  private List<String> sent() {
    return fixture.provider.taken.stream().map(Provider.Taken::body).toList();
  }

  private @Nullable Object arrived() {
    return fixture.onlyRun().steps().stream()
        .filter(step -> step.id().equals("arrived"))
        .findFirst()
        .orElseThrow()
        .output();
  }

  private List<String> ledger() {
    return fixture.engine.reads().effects(1, "r", null, null).stream()
        .filter(effect -> effect.purpose() != null)
        .map(RunReads.EffectView::state)
        .toList();
  }

  @Test
  void a_text_that_arrives_is_all_there_is() throws Exception {
    start();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    news("SM1", Delivery.SENT);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    news("SM1", Delivery.DELIVERED);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(sent()).containsExactly("First");
    assertThat(ledger()).containsExactly("delivered");
  }

  @Test
  void a_text_that_does_not_arrive_is_followed_by_a_mail_as_the_same_touch() throws Exception {
    start();
    news("SM1", Delivery.UNDELIVERED);
    assertThat(sent()).containsExactly("First", "Second");
    assertThat(ledger()).containsExactly("done");
    assertThat(fixture.attention()).as("the run has taken care of it").isEmpty();
    news("SM1", Delivery.DELIVERED);
    assertThat(ledger()).as("the text's late news is not the mail's").containsExactly("done");
    news("SM2", Delivery.DELIVERED);
    assertThat(ledger()).containsExactly("delivered");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.provider.rows).isEmpty();
  }

  @Test
  void news_that_comes_before_the_run_waits_for_it_is_no_longer_a_persons() throws Exception {
    fixture.recipe(
        recipe(
            STEPS.replace(
                "{\"id\": \"arrived\"",
                "{\"id\": \"pause\", \"wait\": \"PT1M\"}, {\"id\": \"arrived\"")));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    news("SM1", Delivery.UNDELIVERED);
    assertThat(fixture.attention()).as("nobody waits for it yet").hasSize(1);
    fixture.advance(Duration.ofMinutes(2));
    assertThat(sent()).containsExactly("First", "Second");
    assertThat(fixture.attention()).as("the run has taken care of it").isEmpty();
  }

  @Test
  void two_runs_that_speak_of_one_text_both_hear_that_it_arrived() throws Exception {
    fixture.recipe(recipe(STEPS).replace("{{ body.id }}", "same"));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    fixture.post("p", Map.of("id", "2"));
    fixture.settle();
    news("SM1", Delivery.DELIVERED);
    assertThat(fixture.runs())
        .extracting(run -> run.state())
        .containsExactly("succeeded", "succeeded");
    assertThat(sent()).containsExactly("First");
  }

  @Test
  void where_nothing_arrives_a_person_calls() throws Exception {
    start();
    fixture.advance(Duration.ofHours(3));
    assertThat(sent()).containsExactly("First", "Second");
    news("SM2", Delivery.UNDELIVERED);
    assertThat(fixture.provider.rows).containsExactly(Map.entry("call", "not-known undelivered"));
    assertThat(ledger()).containsExactly("undelivered");
  }

  @Test
  void who_wants_no_texts_is_told_apart_from_who_could_not_be_reached() throws Exception {
    new OptOuts(new Sql(fixture.database))
        .add(1, new Recipient(Recipient.Channel.SMS, "+12125550142"), fixture.clock.instant());
    start();
    assertThat(arrived()).isEqualTo(Map.of("state", "suppressed"));
  }

  @Test
  void a_number_that_is_none_has_failed() throws Exception {
    fixture.recipe(recipe(STEPS.replace("(212) 555-0142", "12")));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    assertThat(arrived()).isEqualTo(Map.of("state", "failed"));
  }

  @Test
  void a_number_that_is_refused_at_once_does_not_wait() throws Exception {
    fixture.provider.moods.add(Provider.Mood.REFUSES);
    start();
    assertThat(sent()).containsExactly("Second");
    assertThat(ledger()).containsExactly("done");
  }

  @Test
  void what_has_arrived_is_not_said_again_whatever_the_recipe_says() throws Exception {
    fixture.recipe(recipe(STEPS.replace("steps.arrived.state != 'delivered'", "true")));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    news("SM1", Delivery.DELIVERED);
    assertThat(sent()).containsExactly("First");
    assertThat(ledger()).containsExactly("delivered");
  }

  @Test
  void a_ladder_must_lean_on_a_step_that_sends() {
    var bad =
        recipe(
            STEPS
                .replace("\"of\": \"text\"", "\"of\": \"ladder\"")
                .replace("\"instead\": \"text\"", "\"instead\": \"later\""));
    var change =
        fixture.engine.recipes().plan(1, List.of(bad.getBytes(StandardCharsets.UTF_8))).getFirst();
    assertThat(change.problems())
        .extracting(problem -> problem.pointer())
        .contains("/steps/1/waitFor/receipt/of", "/steps/2/choose/0/steps/0/message/instead");
  }

  private void justSend() throws InterruptedException {
    fixture.engine.missingReceipts().look();
    fixture.recipe(
        recipe(
            STEPS
                .substring(0, STEPS.indexOf("{\"id\": \"arrived\""))
                .strip()
                .replaceAll(",$", "]")));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
  }

  private void after(Duration time) throws InterruptedException {
    fixture.advance(time);
    fixture.engine.missingReceipts().look();
    fixture.settle();
  }

  @Test
  void missing_news_is_asked_for_a_few_times() throws Exception {
    justSend();
    after(Duration.ofMinutes(10));
    assertThat(fixture.provider.questions).hasValue(0);
    after(Duration.ofMinutes(6));
    after(Duration.ofMinutes(1));
    assertThat(fixture.provider.questions).hasValue(1);
    fixture.provider.deliveries.put("SM1", Delivery.DELIVERED);
    after(Duration.ofHours(2));
    assertThat(ledger()).containsExactly("delivered");
    after(Duration.ofHours(40));
    assertThat(fixture.provider.questions).hasValue(2);
  }

  @Test
  void a_provider_that_is_away_is_asked_again() throws Exception {
    justSend();
    fixture.provider.deliveries.put("SM1", Delivery.DELIVERED);
    fixture.provider.moods.add(Provider.Mood.BUSY);
    after(Duration.ofMinutes(16));
    assertThat(ledger()).containsExactly("done");
    after(Duration.ofMinutes(1));
    assertThat(ledger()).containsExactly("delivered");
  }

  @Test
  void a_message_of_which_nothing_is_ever_heard_is_for_a_person() throws Exception {
    justSend();
    after(Duration.ofHours(31));
    assertThat(ledger()).containsExactly("undelivered");
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.message().contains("does not say that it has arrived"));
  }

  @Test
  void a_provider_that_never_answers_is_for_a_person_too() throws Exception {
    justSend();
    fixture.provider.moods.addAll(Collections.nCopies(200, Provider.Mood.BUSY));
    after(Duration.ofHours(31));
    assertThat(ledger()).containsExactly("undelivered");
    assertThat(fixture.attention()).hasSize(1);
  }

  @Test
  void a_run_that_begins_again_at_the_mail_says_nothing_twice() throws Exception {
    var flat =
        """
        [{"id": "text", "uses": "test.send", "onError": "continue",
          "message": {"purpose": "p", "occurrence": "{{ body.id }}"},
          "with": {"to": "(212) 555-0142", "body": "First"}},
         {"id": "arrived", "waitFor": {"receipt": {"of": "text"}, "timeout": "PT2H"}},
         {"id": "mail", "uses": "test.send", "if": "steps.arrived.state != 'delivered'",
          "message": {"purpose": "by mail", "occurrence": "{{ body.id }}", "instead": "text"},
          "with": {"to": "(212) 555-0143", "body": "Second"}}]""";
    fixture.recipe(recipe(flat));
    fixture.post("p", Map.of("id", "1"));
    fixture.settle();
    news("SM1", Delivery.UNDELIVERED);
    assertThat(sent()).containsExactly("First", "Second");
    for (var step : List.of("mail", "arrived", "text")) {
      fixture.engine.replay(1, fixture.runs().getLast().id(), step);
      fixture.advance(Duration.ofHours(3));
    }
    assertThat(sent()).containsExactly("First", "Second");
  }

  @Test
  void a_message_of_a_called_recipe_is_asked_about_too() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "called", "title": "C",
         "trigger": {"uses": "test.posted", "with": {"path": "called"}},
         "steps": [{"id": "text", "uses": "test.send",
           "message": {"purpose": "p", "subject": "M1", "occurrence": "1"},
           "with": {"to": "+12125550142", "body": "Hi"}}]}""");
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}},
         "steps": [{"id": "c", "call": "called"}]}""");
    fixture.engine.missingReceipts().look();
    start();
    after(Duration.ofMinutes(16));
    assertThat(fixture.provider.questions).hasValue(1);
  }
}
