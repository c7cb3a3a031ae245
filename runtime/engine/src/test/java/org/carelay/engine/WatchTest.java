package org.carelay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.carelay.connector.Callback.Delivery;
import org.carelay.connector.Callback.Outcome.Receipt;
import org.carelay.connector.Callback.Trouble;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller.News;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a connection hears without a recipe that listens: receipts, and mails that answer a run. */
class WatchTest {
  private static final String AVERY = "avery@example.org";

  private final Fixture fixture = new Fixture();

  @BeforeEach
  void connect() {
    fixture.engine.putConnection(1, "c", "test", Map.of());
    fixture.recipe(
        """
        {"version": 1, "id": "r", "title": "R", "subject": "{{ body.id }}",
         "trigger": {"uses": "test.posted", "with": {"path": "p"}}, "steps": [
           {"id": "ask", "uses": "test.send", "message": {"purpose": "p", "occurrence": "{{ body.id }}"},
            "with": {"to": "(212) 555-0142", "body": "Hi {{ body.id }}"}},
           {"id": "answer", "waitFor": {"reply": {"to": "avery@example.org"}}},
           {"id": "said", "uses": "test.put", "with": {"key": "{{ body.id }}", "value": "{{ steps.answer.body }}"}}]}""");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void start(String id) throws InterruptedException {
    fixture.post("p", Map.of("id", id));
    fixture.settle();
  }

  private void hears(News news) throws InterruptedException {
    fixture.connector.watch.next = news;
    fixture.engine.triggers().pollNow();
    fixture.settle();
  }

  private TriggerEvent mail(String key, List<String> answers, boolean automatic) {
    return new TriggerEvent(
        key,
        fixture.clock.instant(),
        Map.of(
            "message",
            Map.of(
                "from", AVERY, "body", "Yes " + key, "answers", answers, "automatic", automatic)));
  }

  private News mails(TriggerEvent... mails) {
    return new News(List.of(), List.of(mails));
  }

  @Test
  void a_receipt_is_taken_once_and_says_what_to_do() throws Exception {
    start("1");
    var trouble = new Trouble("bad-number", "Ask for another number.");
    var news =
        new News(List.of(new Receipt("SM1", Delivery.UNDELIVERED, "30006", trouble)), List.of());
    hears(news);
    hears(news);
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.kind().equals("undelivered"))
        .matches(item -> item.message().contains("30006). Ask for another number."));
  }

  @Test
  void a_mail_wakes_only_the_run_whose_mail_it_answers() throws Exception {
    start("1");
    start("2");
    hears(mails(mail("m", List.of("<other@x>", "SM2"), false)));
    hears(mails(mail("m", List.of("<other@x>", "SM2"), false)));
    assertThat(fixture.provider.rows).containsExactly(Map.entry("2", "Yes m"));
    assertThat(fixture.attention()).isEmpty();
  }

  @Test
  void a_mail_that_answers_nothing_of_ours_is_for_a_person() throws Exception {
    start("1");
    hears(mails(mail("m", List.of(), false), mail("n", List.of("SM9"), false)));
    assertThat(fixture.provider.rows).isEmpty();
    assertThat(fixture.attention()).hasSize(2).allMatch(item -> item.kind().equals("reply"));
  }

  @Test
  void an_automatic_mail_wakes_no_run() throws Exception {
    start("1");
    hears(mails(mail("m", List.of("SM1"), true)));
    assertThat(fixture.provider.rows).isEmpty();
  }

  @Test
  void a_watch_that_hears_nothing_says_so_until_it_does() throws Exception {
    fixture.connector.watch.failure =
        new ConnectorException.AuthenticationFailed("refused", "The mailbox refuses us.", null);
    hears(News.NONE);
    hears(News.NONE);
    assertThat(fixture.attention())
        .singleElement()
        .matches(item -> item.message().contains("The mailbox refuses us."));
    fixture.connector.watch.failure = null;
    hears(News.NONE);
    assertThat(fixture.attention()).isEmpty();
  }
}
