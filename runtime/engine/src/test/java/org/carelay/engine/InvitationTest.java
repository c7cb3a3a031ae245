package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carelay.connector.PageTrigger;
import org.carelay.engine.store.Sql;
import org.carelay.engine.trigger.Pages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run invites somebody to a page, and the answer finds it once. */
class InvitationTest {
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

  private static final String INVITE =
      """
      {"id": "invite", "uses": "test.invite", "with": {"question": "How are you?"}}""";

  private static String text(String id) {
    return """
    {"id":"%s","uses":"test.send","message":{"purpose":"p","occurrence":"{{ body.id }}-%s","expires":"P30D"},
     "with":{"to":"+12125550142","body":"{{ steps.invite.link }}"}}"""
        .formatted(id, id);
  }

  private static String waiting(String id, String rest) {
    return """
    {"id":"%s","waitFor":{"form":{"invitation":"{{ steps.invite.invitation }}"}%s}}"""
        .formatted(id, rest);
  }

  private static String put(String id, String value) {
    return "{\"id\":\"%s\",\"uses\":\"test.put\",\"with\":{\"key\":\"%s\",\"value\":\"%s\"}}"
        .formatted(id, id, value);
  }

  private void start() throws InterruptedException {
    fixture.post("p", Map.of("id", "MRN-1"));
    fixture.settle();
  }

  /** The token in the link of the text that was sent last. */
  private String token() {
    var body = fixture.provider.taken.getLast().body();
    return body.substring(body.lastIndexOf('/') + 1);
  }

  private Pages.Answer visit(String token, @Nullable Map<String, List<String>> sent) {
    return fixture.engine.triggers().pages().personal(token, sent);
  }

  private static Pages.Answer page(String content) {
    return new Pages.Answer.Shown(new PageTrigger.Page("en", "T", content));
  }

  private static Pages.Answer taken(String content) {
    return new Pages.Answer.Taken(new PageTrigger.Page("en", "T", content));
  }

  private void askAndWait() throws InterruptedException {
    recipe(
        "[%s, %s, %s, %s]"
            .formatted(
                INVITE,
                text("ask"),
                waiting("first", ", \"timeout\": \"P2D\", \"onTimeout\": [" + text("remind") + "]"),
                waiting(
                        "answer",
                        ", \"timeout\": \"P5D\", \"onTimeout\": [{\"id\":\"end\",\"stop\":\"never\"}]")
                    + ","
                    + put("said", "{{ steps.answer.answer }}")));
    start();
  }

  @Test
  void an_answer_wakes_its_run_and_counts_once() throws Exception {
    askAndWait();
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    assertThat(visit(token(), null)).isInstanceOf(Pages.Answer.Shown.class);
    assertThat(visit(token(), TestPages.answer("Well"))).isEqualTo(taken("thanks"));
    assertThat(visit(token(), TestPages.answer("Ill"))).isEqualTo(taken("received"));
    fixture.settle();
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Well"));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(visit(token(), null)).isEqualTo(taken("received"));
    assertThat(fixture.provider.taken).hasSize(1);
  }

  @Test
  void answers_sent_at_the_same_time_are_one() throws Exception {
    askAndWait();
    var token = token();
    var together = new CountDownLatch(1);
    var answers = new ArrayList<Pages.Answer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<Pages.Answer>>();
      for (int i = 0; i < 8; i++) {
        var said = "answer " + i;
        Callable<Pages.Answer> send =
            () -> {
              together.await();
              return visit(token, TestPages.answer(said));
            };
        sending.add(threads.submit(send));
      }
      together.countDown();
      for (var one : sending) {
        answers.add(one.get());
      }
    }
    fixture.settle();
    assertThat(answers).filteredOn(taken("thanks")::equals).hasSize(1);
    assertThat(answers).filteredOn(taken("received")::equals).hasSize(7);
    assertThat(fixture.provider.rows).hasSize(1);
  }

  @Test
  void who_is_silent_is_reminded_with_the_same_link_and_can_still_answer() throws Exception {
    askAndWait();
    var first = token();
    fixture.advance(Duration.ofDays(3));
    assertThat(fixture.provider.taken).hasSize(2);
    assertThat(token()).isEqualTo(first);
    visit(first, TestPages.answer("Late"));
    fixture.settle();
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Late"));
  }

  @Test
  void an_answer_that_comes_while_the_run_works_on_something_else_is_found() throws Exception {
    askAndWait();
    var token = token();
    fixture.provider.beforeAnswer =
        () -> {
          fixture.provider.beforeAnswer = () -> {};
          assertThat(visit(token, TestPages.answer("Meanwhile"))).isEqualTo(taken("thanks"));
        };
    fixture.advance(Duration.ofDays(3));
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Meanwhile"));
  }

  @Test
  void nobody_is_reminded_who_has_answered_while_the_reminder_was_delayed() throws Exception {
    var reminder =
        text("remind")
            .replace(
                "\"expires\"",
                "\"recheck\":\"$not(steps.invite.invitation in answered)\",\"expires\"");
    recipe(
        "[%s, %s, %s, %s]"
            .formatted(
                INVITE,
                text("ask"),
                waiting("first", ", \"timeout\": \"P2D\", \"onTimeout\": [" + reminder + "]"),
                waiting("answer", "")));
    start();
    fixture.provider.moods.add(Provider.Mood.BUSY);
    fixture.advance(Duration.ofDays(2).plusSeconds(1));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
    visit(token(), TestPages.answer("Well"));
    fixture.advance(Duration.ofHours(1));
    assertThat(fixture.provider.taken).hasSize(1);
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
  }

  @Test
  void an_answer_that_comes_before_the_run_waits_is_found() throws Exception {
    recipe(
        "[%s, %s, {\"id\":\"pause\",\"wait\":\"PT1H\"}, %s, %s]"
            .formatted(
                INVITE,
                text("ask"),
                waiting("answer", ""),
                put("said", "{{ steps.answer.answer }}")));
    start();
    visit(token(), TestPages.answer("Early"));
    fixture.advance(Duration.ofHours(2));
    assertThat(fixture.provider.rows).containsExactly(Map.entry("said", "Early"));
  }

  @Test
  void a_link_closes_with_its_run_and_nobody_learns_why() throws Exception {
    askAndWait();
    var token = token();
    fixture.advance(Duration.ofDays(3));
    fixture.advance(Duration.ofDays(6));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("succeeded");
    assertThat(visit(token, null)).isEqualTo(new Pages.Answer.Closed());
    assertThat(visit(token, TestPages.answer("Too late"))).isEqualTo(new Pages.Answer.Closed());
    assertThat(visit("no-such-token", null)).isEqualTo(new Pages.Answer.Closed());
    assertThat(fixture.provider.rows).isEmpty();
  }

  @Test
  void a_link_expires() throws Exception {
    recipe("[%s, %s, %s]".formatted(INVITE, text("ask"), waiting("answer", "")));
    start();
    fixture.advance(Duration.ofDays(31));
    assertThat(visit(token(), TestPages.answer("Old"))).isEqualTo(new Pages.Answer.Closed());
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
  }

  @Test
  void what_is_put_aside_is_there_at_the_next_visit() throws Exception {
    askAndWait();
    assertThat(visit(token(), Map.of("half", List.of("a")))).isEqualTo(page("saved"));
    assertThat(visit(token(), null))
        .isInstanceOfSatisfying(
            Pages.Answer.Shown.class,
            shown -> assertThat(shown.page().content()).startsWith("How are you?{half=[a]}#"));
    assertThat(fixture.onlyRun().run().state()).isEqualTo("waiting");
  }

  @Test
  void a_link_is_no_text_in_the_database_and_shown_to_nobody() throws Exception {
    askAndWait();
    var token = token();
    var stored =
        new Sql(fixture.database)
            .list(
                "select body from journal union all select token_hash from invitation",
                row -> row.getBytes(1));
    assertThat(stored)
        .hasSizeGreaterThan(3)
        .noneMatch(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(token));
    assertThat(fixture.onlyRun().steps())
        .filteredOn(step -> step.id().equals("invite"))
        .singleElement()
        .satisfies(
            step -> assertThat(String.valueOf(step.output())).contains("link=•••", "invitation="));
  }

  @Test
  void an_answer_can_start_another_recipe() throws Exception {
    fixture.recipe(
        """
        {"version": 1, "id": "answers", "title": "A",
         "trigger": {"uses": "test.asked", "with": {"question": "Sure?", "open": "sure"}},
         "steps": [{"id": "said", "uses": "test.put",
                    "with": {"key": "{{ answer }}", "value": "{{ event.key }}"}}]}""");
    recipe(
        "[{\"id\":\"invite\",\"uses\":\"test.invite\",\"with\":{\"recipe\":\"answers\"}}, %s]"
            .formatted(text("ask")));
    start();
    assertThat(visit(token(), TestPages.answer("By link"))).isEqualTo(taken("thanks"));
    assertThat(visit(token(), TestPages.answer("Again"))).isEqualTo(taken("received"));
    var pages = fixture.engine.triggers().pages();
    assertThat(pages.addresses()).containsExactly(Map.entry("sure", "answers"));
    var shown = (Pages.Answer.Shown) pages.open("sure", null);
    var key = shown.page().content().substring(shown.page().content().indexOf('#') + 1);
    var sent = Map.of("answer", List.of("Open"), PageTrigger.KEY, List.of(key));
    assertThat(pages.open("sure", sent)).isEqualTo(taken("thanks"));
    assertThat(pages.open("sure", sent)).isEqualTo(taken("thanks"));
    fixture.settle();
    assertThat(fixture.provider.rows).containsOnlyKeys("By link", "Open");
    assertThat(fixture.runs()).hasSize(3);
  }
}
