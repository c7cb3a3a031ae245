package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.store.Sql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a poll finds is committed with what it remembers. */
class PollTest {
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void listen() {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {}}, "policy": {"hold": {"over": 3}},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}""");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void poll(Finding... findings) throws InterruptedException {
    fixture.connector.changes.next.addAll(List.of(findings));
    fixture.engine.triggers().pollNow();
    fixture.settle();
  }

  private TriggerEvent event(String id) {
    return new TriggerEvent(id, fixture.clock.instant(), Map.of("body", Map.of("id", id)));
  }

  private Finding found(String... ids) {
    return new Finding(
        "r",
        java.util.Arrays.stream(ids).map(this::event).toList(),
        List.of(new StateChange("last", ids.length == 0 ? null : ids[ids.length - 1])),
        List.of());
  }

  private static Finding noticed(Notice... notices) {
    return new Finding("r", List.of(), List.of(), List.of(notices));
  }

  private Map<String, String> rememberedAtNextPoll() throws InterruptedException {
    poll();
    return fixture.connector.changes.seen.getLast().state();
  }

  @Test
  void a_poll_whose_commit_is_not_heard_of_starts_its_runs_once() throws Exception {
    fixture.lostAnswers.loseNext();
    poll(found("1"));
    assertThat(fixture.provider.rows).containsOnlyKeys("1");
    assertThat(fixture.runs()).singleElement().matches(run -> run.state().equals("succeeded"));
    poll(found("2"));
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
  }

  @Test
  void a_node_that_was_given_up_does_not_keep_the_others_from_looking() throws Exception {
    try (var first = fixture.takeOver()) {
      first.triggers().pollNow();
      poll(found("1"));
      assertThat(fixture.provider.rows).containsOnlyKeys("1");
    }
  }

  @Test
  void remembers_no_keys_where_the_state_alone_tells_what_is_new() throws Exception {
    fixture.connector.changes.repeats = false;
    fixture.lostAnswers.loseNext();
    poll(found("1"));
    poll(found("2"));
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
    assertThat(fixture.engine.reads().stats()).containsEntry("events", 2L);
    assertThat(keys()).isEmpty();
  }

  @Test
  void remembers_the_keys_that_a_recipe_asks_for_itself() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {}, "dedupe": "'day/' & body.id"},
         "steps": [{"id": "a", "uses": "test.put",
                    "with": {"key": "{{ body.id }}", "value": 1}}]}""");
    fixture.connector.changes.repeats = false;
    poll(found("1"));
    poll(found("1"));
    assertThat(fixture.engine.reads().stats()).containsEntry("events", 1L);
    assertThat(keys()).containsExactly("day/1");
  }

  private List<String> keys() {
    return new Sql(fixture.database).list("select key from event_key", row -> row.getString(1));
  }

  @Test
  void gives_the_next_poll_what_the_last_one_remembered() throws Exception {
    poll(found("1", "2"));
    assertThat(fixture.provider.rows).containsOnlyKeys("1", "2");
    assertThat(rememberedAtNextPoll()).isEqualTo(Map.of("last", "2"));
    poll(found());
    assertThat(rememberedAtNextPoll()).isEmpty();
  }

  @Test
  void goes_on_from_the_same_state_on_another_node() throws Exception {
    poll(found("1"));
    try (var first = fixture.takeOver()) {
      assertThat(rememberedAtNextPoll()).isEqualTo(Map.of("last", "1"));
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void begins_at_the_start_also_where_connections_were_put_before_it() throws Exception {
    fixture.engine.putConnection(1, "c", "test", Map.of());
    fixture.connector.changes.next.add(found("1"));
    fixture.engine.start();
    fixture.awaitRow("1");
  }

  @Test
  void that_finds_nothing_writes_nothing() throws Exception {
    poll(noticed());
    assertThat(fixture.runs()).isEmpty();
    assertThat(fixture.engine.reads().stats()).containsEntry("events", 0L);
  }

  @Test
  void raises_a_notice_once_and_closes_it_when_it_is_gone() throws Exception {
    var notice = new Notice("header", "header-missing", true, "Column Status is missing.");
    poll(noticed(notice));
    poll(noticed(notice));
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("trigger"));
    assertThat(fixture.engine.triggerHealth().of(1, "r"))
        .matches(h -> h != null && "notice/header-missing".equals(h.problemCode()));
    poll(noticed());
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void says_what_an_open_notice_says_now() throws Exception {
    poll(noticed(new Notice("blank-key", "blank-key", false, "Row 7 has no key.")));
    poll(noticed(new Notice("blank-key", "blank-key", false, "Rows 7 and 9 have no key.")));
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.message().equals("Rows 7 and 9 have no key."));
  }

  @Test
  void leaves_a_notice_open_while_nobody_has_looked_again() throws Exception {
    poll(noticed(new Notice("header", "header-missing", true, "Column Status is missing.")));
    poll();
    assertThat(fixture.attention()).hasSize(1);
    poll(noticed());
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void that_fails_for_lack_of_rights_is_seen_at_once_and_closed_when_it_works_again()
      throws Exception {
    fixture.connector.changes.failure =
        new ConnectorException.AuthenticationFailed("revoked", "Access was revoked.", null);
    poll();
    assertThat(fixture.attention())
        .singleElement()
        .matches(i -> i.message().contains("Access was revoked."));
    fixture.connector.changes.failure = null;
    poll();
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void with_far_more_changes_than_usual_is_held_whole_until_a_person_releases_it()
      throws Exception {
    poll(found("1", "2", "3", "4"));
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.runs()).hasSize(4).allMatch(r -> r.state().equals("held"));
    var item = fixture.attention().getFirst();
    assertThat(item.kind()).isEqualTo("batch");
    fixture.engine.decide(1, item.id(), "release", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.rows).hasSize(4);
  }

  @Test
  void with_many_changes_of_which_few_are_wanted_is_not_held() throws Exception {
    recipeWith(
        "\"when\": \"body.id = '7'\"",
        """
        "uses": "test.put", "with": {"key": "{{ body.id }}", "value": 1}""");
    poll(found("1", "2", "3", "4", "5", "6", "7"));
    assertThat(fixture.provider.rows).containsOnlyKeys("7");
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void that_is_one_part_of_far_more_messages_than_usual_is_held_with_the_parts_after_it()
      throws Exception {
    recipeWith(
        "\"when\": \"true\"",
        """
        "uses": "test.send", "with": {"to": "212 555 0142", "body": "Hi"},
        "message": {"purpose": "p", "subject": "{{ body.id }}", "occurrence": "1"}""");
    poll(found("1", "2"));
    poll(found("3", "4"));
    poll(found("5"));
    assertThat(fixture.provider.taken).hasSize(2);
    var item = fixture.attention().getFirst();
    assertThat(fixture.attention()).hasSize(1);
    assertThat(item.message()).startsWith("3 changes").contains("Before them, 2 had begun");
    fixture.engine.decide(1, item.id(), "release", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.taken).hasSize(5);
  }

  private void recipeWith(String when, String step) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.changed", "with": {}, %s}, "policy": {"hold": {"over": 3}},
         "steps": [{"id": "a", %s}]}"""
            .formatted(when, step));
  }

  @Test
  void a_dropped_batch_does_nothing() throws Exception {
    poll(found("1", "2", "3", "4"));
    fixture.engine.decide(1, fixture.attention().getFirst().id(), "drop", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.runs()).hasSize(4).allMatch(r -> r.state().equals("cancelled"));
  }
}
