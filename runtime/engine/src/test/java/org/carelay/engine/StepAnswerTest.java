package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.carelay.connector.HttpTrigger;
import org.carelay.engine.trigger.Hooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sender is answered with what a step gives. */
class StepAnswerTest {
  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void recipe(String trigger, String steps) {
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}",
         "trigger": {"uses": "test.posted", "with": {"path": "p", "answer": ["echo", "no"]}%s},
         "steps": [%s]}"""
            .formatted(trigger, steps));
  }

  private static final String ECHO =
      """
      {"id": "way", "choose": [{"when": "body.id = 'bad'", "steps": [
         {"id": "no", "uses": "test.echo", "with": {"value": "no"}}]}],
       "otherwise": [{"id": "echo", "uses": "test.echo", "with": {"value": "{{ body.id }}"}}]}""";

  private HttpTrigger.Reply reply(String id) {
    return ((Hooks.Answer.Done) fixture.post("p", Map.of("id", id))).reply();
  }

  @Test
  void the_first_of_the_named_steps_answers_also_a_second_time() throws Exception {
    recipe("", ECHO);
    assertThat(reply("1").body()).isEqualTo("{value=1}");
    assertThat(reply("bad").body()).isEqualTo("{value=no}");
    fixture.settle();
    assertThat(reply("1").body()).isEqualTo("{value=1}");
    assertThat(fixture.runs()).hasSize(2);
  }

  @Test
  void where_no_step_answers_the_sender_hears_that_the_event_was_accepted() throws Exception {
    recipe("", "{\"id\": \"end\", \"stop\": \"not today\"}, " + ECHO);
    assertThat(reply("1")).isSameAs(HttpTrigger.Reply.DEFAULT);
    fixture.settle();
    assertThat(reply("1")).isSameAs(HttpTrigger.Reply.DEFAULT);
    recipe(", \"when\": \"body.id = 'never'\"", ECHO);
    assertThat(reply("2")).isSameAs(HttpTrigger.Reply.DEFAULT);
  }

  @Test
  void a_run_that_waits_does_not_keep_its_sender_waiting() throws Exception {
    recipe("", "{\"id\": \"pause\", \"wait\": \"PT1H\"}, " + ECHO);
    assertThat(reply("1")).isSameAs(HttpTrigger.Reply.DEFAULT);
    fixture.advance(java.time.Duration.ofHours(2));
    assertThat(reply("1").body()).isEqualTo("{value=1}");
  }

  @Test
  void the_answer_of_a_step_is_not_kept_back_by_the_steps_after_it() throws Exception {
    recipe(
        "",
        ECHO
            + """
            , {"id": "text", "uses": "test.send", "message": {"purpose": "p", "occurrence": "o"},
               "with": {"to": "+12125550142", "body": "Hi"}}""");
    var goOn = new CountDownLatch(1);
    fixture.provider.beforeAnswer =
        () -> {
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(reply("1").body()).isEqualTo("{value=1}");
    goOn.countDown();
    fixture.settle();
  }

  @Test
  void many_senders_wait_at_once_and_each_gets_its_own() throws Exception {
    recipe("", ECHO);
    var all = new ArrayList<CompletableFuture<HttpTrigger.Reply>>();
    for (int i = 0; i < 300; i++) {
      var id = "s" + i;
      all.add(CompletableFuture.supplyAsync(() -> reply(id), Thread::startVirtualThread));
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).join().body()).isEqualTo("{value=s" + i + "}");
    }
  }

  @Test
  void a_step_that_is_not_there_is_told_on_import() {
    var json =
        """
        {"version": 1, "id": "r", "title": "R",
         "trigger": {"uses": "test.posted", "with": {"path": "p", "answer": "ecko"}},
         "steps": [{"id": "echo", "uses": "test.echo"}]}""";
    var change =
        fixture
            .engine
            .recipes()
            .plan(1, java.util.List.of(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .getFirst();
    assertThat(change.problems())
        .singleElement()
        .matches(p -> p.pointer().equals("/trigger/with/answer"))
        .matches(p -> p.code().equals("unknown-step"))
        .matches(p -> p.message().contains("echo"));
  }
}
