package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.engine.Provider.Mood;
import org.carelay.engine.store.AttentionDesk.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is begun, said or asked when a run ends does not vanish with it. */
class EndedRunTest {
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String more, String steps) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}", %s
         "trigger": {"uses": "test.posted", "with": {"path": "r"}}, "steps": [%s]}"""
            .formatted(more, steps));
  }

  private static final String TEXT =
      """
      {"id": "text", "uses": "test.send", "message": {"purpose": "p", "occurrence": "1"},
       "with": {"to": "+12125550142", "body": "Hi"}}""";
  private static final String READ =
      "{\"id\": \"read\", \"uses\": \"test.echo\", \"with\": {\"value\": 1}}";

  private static String reply(String more) {
    return "{\"id\": \"answer\", \"waitFor\": {\"reply\": {\"to\": \"+12125550142\"}%s}}"
        .formatted(more);
  }

  private static final String SAID =
      """
      {"id": "said", "uses": "test.put",
       "with": {"key": "said", "value": "{{ steps.answer.body }}"}}""";

  private void start(String id) throws InterruptedException {
    fixture.post("r", Map.of("id", id, "items", List.of("a", "b")));
    fixture.settle();
  }

  private void writes() {
    fixture.post(
        "test/c/inbound", Map.of("id", "SM1", "from", "+12125550142", "body", "I have chest pain"));
  }

  @Test
  void an_answer_at_the_moment_when_its_time_is_over_is_for_a_person() throws Exception {
    recipe("", reply(", \"timeout\": \"PT2H\", \"onTimeout\": [" + READ + "]"));
    start("1");
    fixture.provider.beforeReading = this::writes;
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.kind().equals("reply") && item.message().contains("chest pain"));
  }

  @Test
  void an_answer_while_another_branch_ends_the_run_is_for_a_person() throws Exception {
    recipe(
        "",
        """
        {"id": "both", "parallel": [[%s],
          [{"id": "w", "wait": "PT1H"}, %s, {"id": "s", "stop": "enough"}]]}"""
            .formatted(reply(""), READ));
    start("1");
    fixture.provider.beforeReading = this::writes;
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.kind().equals("reply") && item.message().contains("chest pain"));
  }

  @Test
  void a_run_that_was_overdue_does_not_take_the_answer_of_the_next() throws Exception {
    recipe("\"policy\": {\"deadline\": \"PT1H\"},", reply(", \"timeout\": \"PT2H\"") + "," + SAID);
    start("1");
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.onlyRun().run().errorCode()).isEqualTo("deadline");
    start("2");
    writes();
    fixture.settle();
    assertThat(fixture.provider.rows).containsEntry("said", "I have chest pain");
  }

  @Test
  void a_form_answered_after_the_last_wait_is_for_a_person() throws Exception {
    recipe(
        "",
        """
        {"id": "invite", "uses": "test.invite", "with": {"question": "How are you?"}},
        {"id": "text", "uses": "test.send", "message": {"purpose": "p", "occurrence": "1"},
         "with": {"to": "+12125550142", "body": "{{ steps.invite.link }}"}},
        {"id": "answer", "waitFor": {"form": {"invitation": "{{ steps.invite.invitation }}"},
          "timeout": "PT2H", "onTimeout": [%s]}}"""
            .formatted(READ));
    start("1");
    var link = fixture.provider.taken.getLast().body();
    var token = link.substring(link.lastIndexOf('/') + 1);
    fixture.provider.beforeReading =
        () -> fixture.engine.triggers().pages().personal(token, TestPages.answer("Unwell"));
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.message().contains("Unwell"));
  }

  @Test
  void a_stop_for_one_in_a_list_does_not_cost_another_the_second_try() throws Exception {
    recipe(
        "",
        """
        {"id": "all", "forEach": "{{ body.items }}", "as": "item", "steps": [
          {"id": "text", "uses": "test.send",
           "message": {"purpose": "p", "occurrence": "{{ item }}"},
           "with": {"to": "+12125550142", "body": "Hi {{ item }}"}},
          {"id": "s", "stop": "enough", "if": "item = 'b'"}]}""");
    fixture.provider.moods.add(Mood.BUSY);
    start("1");
    fixture.advance(Duration.ofMinutes(1));
    assertThat(fixture.provider.taken).hasSize(2);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
  }

  @Test
  void a_message_before_a_person_is_decided_before_another_branch_stops_the_run() throws Exception {
    recipe(
        "",
        """
        {"id": "both", "parallel": [[%s],
          [{"id": "w", "wait": "PT1M"}, {"id": "s", "stop": "enough"}]]}"""
            .formatted(TEXT));
    fixture.provider.canBeAsked = false;
    fixture.provider.moods.add(Mood.BREAKS);
    start("1");
    fixture.advance(Duration.ofHours(1));
    var item = fixture.attention().getFirst();
    assertThat(fixture.engine.decide(1, item.id(), "send", "nurse", null)).isEqualTo(Outcome.DONE);
    fixture.settle();
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
  }

  @Test
  void who_lets_a_message_go_whose_run_is_over_is_told_so() throws Exception {
    recipe(
        "\"policy\": {\"deadline\": \"PT1H\"},",
        "{\"id\": \"ok\", \"waitFor\": {\"approval\": {}, \"timeout\": \"PT2H\"}}," + TEXT);
    start("1");
    fixture.advance(Duration.ofHours(3));
    var asked = fixture.attention().stream().filter(i -> i.kind().equals("approval")).findFirst();
    assertThat(asked).isPresent();
    assertThat(fixture.engine.decide(1, asked.get().id(), "approve", "nurse", null))
        .isEqualTo(Outcome.OVER);
    assertThat(fixture.engine.decide(1, asked.get().id(), "decline", "nurse", null))
        .isEqualTo(Outcome.DONE);
    assertThat(fixture.provider.taken).isEmpty();
  }
}
