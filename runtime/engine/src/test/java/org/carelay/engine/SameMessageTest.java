package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.carelay.engine.Provider.Mood;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A message is known again as the one that was tried, and not taken for another. */
class SameMessageTest {
  private static final String ANA = "(212) 555-0142";

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String occurrence, String words) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.mrn }}",
         "trigger": {"uses": "test.posted", "with": {"path": "r"}},
         "steps": [{"id": "text", "uses": "test.send",
                    "message": {"purpose": "p", "occurrence": "%s"},
                    "with": {"to": "{{ body.phone }}", "body": "%s"}}]}"""
            .formatted(occurrence, words));
  }

  private void start(String id, String mrn, String phone) throws InterruptedException {
    fixture.post("r", Map.of("id", id, "mrn", mrn, "phone", phone, "visit", "2026-03-04"));
    fixture.settle();
  }

  private void someMinutes() throws InterruptedException {
    for (int i = 0; i < 12; i++) {
      fixture.advance(Duration.ofSeconds(20));
    }
  }

  @Test
  void whose_words_tell_the_time_is_looked_up_as_it_was_sent() throws Exception {
    recipe("{{ body.id }}", "It is {{ now }}");
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    start("1", "M1", ANA);
    someMinutes();
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
  }

  @Test
  void keeps_its_key_over_midnight_where_the_key_is_the_day() throws Exception {
    recipe("{{ $substring(now, 0, 10) }}", "Hi");
    fixture.clock.set(Instant.parse("2026-03-02T23:59:59Z"));
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    start("1", "M1", ANA);
    someMinutes();
    assertThat(fixture.engine.reads().effects(1, null, null, null))
        .singleElement()
        .matches(effect -> effect.state().equals("done"));
  }

  @Test
  void that_the_provider_dates_hours_earlier_is_not_sent_again_without_a_person() throws Exception {
    recipe("{{ body.id }}", "Hi");
    fixture.provider.behind = Duration.ofHours(8);
    fixture.provider.moods.add(Mood.TAKES_AND_BREAKS);
    start("1", "M1", ANA);
    someMinutes();
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.message().contains("of an earlier time"));
  }

  @Test
  void goes_to_no_number_that_is_spelt_with_somebodys_name() throws Exception {
    recipe("{{ body.id }}", "Hi");
    start("1", "M1", "555-0123 Bob");
    start("2", "M2", "ask 555-0123 (Mom)");
    assertThat(fixture.provider.taken).isEmpty();
    assertThat(fixture.attention()).hasSize(2).allMatch(i -> i.kind().equals("bad-address"));
    start("3", "M3", "tel:+1-212-555-0142;ext=5");
    start("4", "M4", "(212) 555-0142 ext. 5");
    start("5", "M5", "212 555 0142 c");
    assertThat(fixture.provider.taken).hasSize(3).allMatch(t -> t.to().equals("+12125550142"));
  }

  @Test
  void about_nobody_is_no_message_for_then_all_would_be_the_same() throws Exception {
    recipe("{{ body.visit }}", "Hi");
    start("1", "", ANA);
    start("2", "", "212 555 0188");
    assertThat(fixture.provider.taken).isEmpty();
    assertThat(fixture.attention()).hasSize(2).allMatch(i -> i.message().contains("body.mrn"));
  }
}
