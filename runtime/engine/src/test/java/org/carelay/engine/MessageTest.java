package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.carelay.engine.Provider.Mood;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.store.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message goes out once, or a person hears of it. */
class MessageTest {
  private static final String READY =
      """
      {"version": 1, "id": "ready", "title": "Ready", "zone": "America/New_York",
       "trigger": {"uses": "test.posted", "with": {"path": "ready"}},
       "subject": "{{ body.mrn }}",
       "steps": [{"id": "text", "uses": "test.send",
                  "message": {"purpose": "ready", "occurrence": "{{ body.visit }}", "expires": "PT4H"},
                  "with": {"to": "{{ body.phone }}", "body": "Hi {{ body.name }}"}}]}
      """;

  private Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void ready(String id, String visit) throws InterruptedException {
    ready(id, visit, "(212) 555-0142");
  }

  private void ready(String id, String visit, String phone) throws InterruptedException {
    fixture.post(
        "ready", Map.of("id", id, "mrn", "M1", "visit", visit, "phone", phone, "name", "Ana"));
    fixture.settle();
  }

  private String effectState() {
    return fixture.engine.reads().effects(1, null, null, null).getFirst().state();
  }

  @Test
  void goes_out_with_its_number_normalised_and_its_target_masked() throws Exception {
    fixture.recipe(READY);
    ready("1", "V1");
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.provider.taken.getFirst().to()).isEqualTo("+12125550142");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    var effect = fixture.engine.reads().effects(1, "ready", "M1", "done").getFirst();
    assertThat(effect.target()).isEqualTo("…0142");
    assertThat(effect.key()).matches("[0-9a-f]{32}");
  }

  @Test
  void goes_out_once_however_many_events_ask_for_it() throws Exception {
    fixture.recipe(READY);
    ready("1", "V1");
    ready("2", "V1");
    ready("3", "V2");
    assertThat(fixture.provider.taken).hasSize(2);
    assertThat(fixture.runs()).hasSize(3).allMatch(r -> r.state().equals("succeeded"));
  }

  @Test
  void that_was_taken_without_an_answer_is_found_at_the_provider() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    ready("1", "V1");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    assertThat(effectState()).isEqualTo("unknown");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("unknown"));
    fixture.advance(Duration.ofSeconds(3));
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(effectState()).isEqualTo("done");
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void that_was_never_taken_is_sent_again_after_the_last_look() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.BREAKS);
    ready("1", "V1");
    for (int i = 0; i < 4; i++) {
      assertThat(fixture.provider.taken).isEmpty();
      fixture.advance(Duration.ofSeconds(40));
    }
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void that_is_unknown_twice_is_held_for_a_person() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.BREAKS);
    fixture.provider.moods.add(Mood.BREAKS);
    ready("1", "V1");
    for (int i = 0; i < 12; i++) {
      fixture.advance(Duration.ofSeconds(40));
    }
    assertThat(fixture.provider.calls.get()).isEqualTo(2);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("held");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("unknown"));
  }

  @Test
  void whose_provider_cannot_be_asked_waits_for_a_person_who_decides() throws Exception {
    fixture.recipe(READY);
    fixture.provider.canBeAsked = false;
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    ready("1", "V1");
    fixture.advance(Duration.ofSeconds(3));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("held");
    fixture.advance(Duration.ofMinutes(30));
    assertThat(fixture.provider.calls.get()).isEqualTo(1);
    var item = fixture.attention().getFirst();
    fixture.engine.decide(1, item.id(), "done", "nurse", "She has it.");
    fixture.settle();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(effectState()).isEqualTo("done");
  }

  @Test
  void that_a_person_drops_after_an_unknown_outcome_keeps_its_key() throws Exception {
    fixture.recipe(READY);
    fixture.provider.canBeAsked = false;
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    ready("1", "V1");
    fixture.advance(Duration.ofSeconds(3));
    fixture.engine.decide(1, fixture.attention().getFirst().id(), "drop", "nurse", null);
    fixture.settle();
    ready("2", "V1");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void of_a_node_that_is_gone_is_looked_up_by_the_next_and_never_sent_twice() throws Exception {
    fixture.recipe(READY);
    var taken = new CountDownLatch(1);
    var answer = new CountDownLatch(1);
    fixture.provider.beforeAnswer =
        () -> {
          taken.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    fixture.post(
        "ready",
        Map.of("id", "1", "mrn", "M1", "visit", "V1", "phone", "2125550142", "name", "Ana"));
    taken.await();
    try (var zombie = fixture.takeOver()) {
      fixture.provider.beforeAnswer = () -> {};
      fixture.settle();
      answer.countDown();
      fixture.advance(Duration.ofSeconds(3));
      assertThat(fixture.provider.taken).hasSize(1);
      assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
      assertThat(zombie.ready()).isFalse();
    }
  }

  @Test
  void with_a_hole_in_it_goes_to_nobody_and_a_person_hears_of_it() throws Exception {
    fixture.recipe(READY);
    fixture.post("ready", Map.of("id", "1", "mrn", "M1", "visit", "V1", "phone", "2125550142"));
    fixture.settle();
    assertThat(fixture.provider.calls.get()).isZero();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("failed");
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.kind().equals("missing-value") && i.message().contains("body.name"))
        .matches(i -> i.decisions().contains("replay"));
  }

  @Test
  void that_would_greet_a_blank_name_goes_to_nobody() throws Exception {
    fixture.recipe(READY);
    fixture.post(
        "ready", Map.of("id", "1", "mrn", "M1", "visit", "V1", "phone", "2125550142", "name", " "));
    fixture.settle();
    assertThat(fixture.provider.calls.get()).isZero();
    assertThat(fixture.attention())
        .anyMatch(i -> i.kind().equals("missing-value") && i.message().contains("body.name"));
  }

  @Test
  void to_a_bad_number_goes_to_nobody_and_may_go_out_once_it_is_corrected() throws Exception {
    fixture.recipe(READY);
    ready("1", "V1", "12");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("bad-address"));
    ready("2", "V1", "212-555-0142");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void that_comes_too_late_is_not_sent() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.BUSY);
    ready("1", "V1");
    fixture.advance(Duration.ofHours(5));
    assertThat(fixture.provider.taken).isEmpty();
    assertThat(effectState()).isEqualTo("expired");
    assertThat(fixture.attention()).anyMatch(i -> i.kind().equals("expired"));
  }

  @Test
  void to_a_busy_provider_is_tried_again_later() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.BUSY);
    fixture.provider.moods.add(Mood.BUSY);
    ready("1", "V1");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    fixture.advance(Duration.ofSeconds(2));
    fixture.advance(Duration.ofSeconds(10));
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().steps().getFirst().attempts()).isEqualTo(3);
  }

  @Test
  void refused_by_the_provider_fails_and_goes_out_when_replayed() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.REFUSES);
    ready("1", "V1");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("failed");
    var item = fixture.attention().getFirst();
    fixture.engine.decide(1, item.id(), "replay", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.runs()).hasSize(2);
  }

  @Test
  void with_an_expired_credential_is_a_matter_for_a_person_until_it_works_again() throws Exception {
    fixture.recipe(READY);
    fixture.provider.moods.add(Mood.SIGNED_OUT);
    ready("1", "V1");
    assertThat(fixture.attention()).anyMatch(i -> i.kind().equals("connection"));
    fixture.advance(Duration.ofMinutes(1));
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void is_held_while_the_workspace_is_held_and_goes_out_on_a_persons_word() throws Exception {
    fixture.recipe(READY);
    hold();
    ready("1", "V1");
    assertThat(fixture.provider.calls.get()).isZero();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("held");
    fixture.engine.decide(1, fixture.attention().getFirst().id(), "send", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.taken).hasSize(1);
  }

  private void hold() {
    new Sql(fixture.database)
        .update("update workspace set held_since = now(), held_reason = 'A drill.'");
    fixture.clock.advance(Duration.ofSeconds(3));
  }

  @Test
  void is_held_after_the_database_was_copied_to_another_machine_until_a_person_releases_it()
      throws Exception {
    fixture.recipe(READY);
    fixture.host = "another";
    try (var first = fixture.takeOver()) {
      ready("1", "V1");
      assertThat(fixture.provider.calls.get()).isZero();
      var hold =
          fixture.attention().stream()
              .filter(i -> i.kind().equals("hold"))
              .findFirst()
              .orElseThrow();
      fixture.engine.decide(1, hold.id(), "release", "nurse", null);
      fixture.settle();
      assertThat(fixture.provider.taken).hasSize(1);
      assertThat(fixture.attention()).isEmpty();
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void is_held_after_the_runtime_was_stopped_for_long() throws Exception {
    fixture.recipe(READY);
    fixture.clock.advance(Duration.ofHours(7));
    try (var first = fixture.takeOver()) {
      ready("1", "V1");
      assertThat(fixture.onlyRun().run().state()).isEqualTo("held");
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void reaches_only_listed_addresses_in_allowlist_mode() throws Exception {
    fixture.close();
    fixture = new Fixture(new Fixture.Settings(DeliveryMode.ALLOWLIST, Set.of("+12125550199")));
    fixture.recipe(READY);
    ready("1", "V1", "212 555 0142");
    ready("2", "V2", "212 555 0199");
    assertThat(fixture.provider.taken).singleElement().matches(t -> t.to().endsWith("0199"));
    assertThat(fixture.engine.reads().effects(1, null, null, "suppressed")).hasSize(1);
  }
}
