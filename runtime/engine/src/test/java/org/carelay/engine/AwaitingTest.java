package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run waits for a person, and what a person writes finds its run. */
class AwaitingTest {
  private static final String ANA = "(212) 555-0142";

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String steps) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}}, "steps": %s}"""
            .formatted(steps));
  }

  private static String put(String id, String value) {
    return "{\"id\":\"%s\",\"uses\":\"test.put\",\"with\":{\"key\":\"%s\",\"value\":\"%s\"}}"
        .formatted(id, id, value);
  }

  private static String text(String id) {
    return """
    {"id":"%s","uses":"test.send","message":{"purpose":"p","occurrence":"{{ body.id }}-%s"},
     "with":{"to":"{{ body.phone }}","body":"Hi"}}"""
        .formatted(id, id);
  }

  private void askForReply() {
    recipe(
        """
        [%s, {"id": "answer", "waitFor": {"reply": {"to": "{{ body.phone }}"}, "timeout": "PT2H",
          "onTimeout": [%s, {"id": "end", "stop": "late"}]}}, %s]"""
            .formatted(text("ask"), put("late", "late"), put("said", "{{ steps.answer.body }}")));
  }

  private void start(String id) throws InterruptedException {
    fixture.post("p", Map.of("id", id, "phone", ANA));
    fixture.settle();
  }

  private void writes(String id, String body, String... optOut) throws InterruptedException {
    fixture.post(
        "test/c/inbound",
        Map.of(
            "id",
            id,
            "from",
            "+12125550142",
            "body",
            body,
            "optOut",
            optOut.length == 0 ? "" : optOut[0]));
    fixture.settle();
  }

  @Test
  void an_answer_wakes_the_run_that_waits_for_it_and_counts_once() throws Exception {
    askForReply();
    start("1");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    writes("SM1", "Yes, please");
    writes("SM1", "Yes, please");
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Yes, please"));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void an_answer_finds_its_run_on_another_node() throws Exception {
    askForReply();
    start("1");
    try (var first = fixture.takeOver()) {
      writes("SM1", "Yes");
      assertThat(fixture.provider.rows).containsEntry("said", "Yes");
      assertThat(first.ready()).isFalse();
    }
  }

  @Test
  void without_an_answer_the_other_way_is_taken_and_a_late_one_is_for_a_person() throws Exception {
    askForReply();
    start("1");
    fixture.advance(Duration.ofHours(3));
    assertThat(fixture.provider.rows).containsExactly(Map.entry("late", "late"));
    writes("SM1", "Sorry, yes");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("reply"));
    assertThat(fixture.provider.rows).hasSize(1);
  }

  @Test
  void where_two_wait_for_the_same_person_a_person_says_which_is_meant() throws Exception {
    askForReply();
    start("1");
    start("2");
    writes("SM1", "Yes");
    assertThat(fixture.runs()).allMatch(run -> run.state().equals("waiting"));
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("reply"));
  }

  @Test
  void an_answer_that_comes_while_the_run_works_elsewhere_is_kept_for_it() throws Exception {
    recipe(
        """
        [{"id": "both", "parallel": [
          [{"id": "answer", "waitFor": {"reply": {"to": "{{ body.phone }}"}}}, %s],
          [{"id": "pause", "wait": "PT1M"}, %s, {"id": "rest", "wait": "PT1M"}]]}]"""
            .formatted(put("said", "{{ steps.answer.body }}"), text("remind")));
    start("1");
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    fixture.provider.beforeAnswer =
        () -> {
          underWay.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    fixture.clock.advance(Duration.ofMinutes(2));
    fixture.engine.claims().claimDue();
    underWay.await();
    fixture.post("test/c/inbound", Map.of("id", "SM1", "from", "+12125550142", "body", "Here"));
    goOn.countDown();
    fixture.settle();
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Here"));
  }

  @Test
  void stop_is_heard_before_anything_else_and_start_takes_it_back() throws Exception {
    recipe("[%s]".formatted(text("text")));
    writes("SM1", "STOP", "STOP");
    assertThat(fixture.attention()).singleElement().matches(i -> i.kind().equals("opt-out"));
    start("1");
    assertThat(fixture.provider.taken).isEmpty();
    assertThat(fixture.engine.reads().effects(1, "r", null, null))
        .singleElement()
        .matches(e -> e.state().equals("suppressed"));
    writes("SM2", "Start", "START");
    start("2");
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void stop_is_no_answer() throws Exception {
    askForReply();
    start("1");
    writes("SM1", "STOP", "STOP");
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
  }

  @Test
  void a_person_lets_a_run_go_on_or_not() throws Exception {
    recipe(
        """
        [{"id": "ok", "waitFor": {"approval": {"ask": "Text {{ body.id }}?"}}},
         {"id": "way", "choose": [{"when": "steps.ok.approved", "steps": [%s]}],
          "otherwise": [%s]}]"""
            .formatted(put("yes", "1"), put("no", "1")));
    start("1");
    start("2");
    var items = fixture.attention();
    assertThat(items).hasSize(2).allMatch(i -> i.kind().equals("approval"));
    assertThat(items.getLast().message()).isEqualTo("Text 1?");
    fixture.engine.decide(1, items.getLast().id(), "approve", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.rows).containsOnlyKeys("yes");
    fixture.engine.decide(1, items.getFirst().id(), "decline", "nurse", null);
    fixture.settle();
    assertThat(fixture.provider.rows).containsOnlyKeys("yes", "no");
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void nobody_is_asked_any_more_when_it_is_too_late() throws Exception {
    recipe(
        "[{\"id\": \"ok\", \"waitFor\": {\"approval\": {}, \"timeout\": \"PT1H\"}}, %s]"
            .formatted(put("after", "{{ steps.ok.timedOut }}")));
    start("1");
    fixture.advance(Duration.ofHours(2));
    assertThat(fixture.attention()).isEmpty();
    assertThat(fixture.provider.rows).containsEntry("after", true);
  }
}
