package org.carelay.server.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.carelay.server.Await;
import org.carelay.server.RunningServer;
import org.carelay.server.RunningServer.Answer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forms as a patient's browser meets them, over real HTTP. */
class FormPagesTest {
  private static final RunningServer SERVER = SharedServer.get();
  private static final AtomicInteger NUMBER = new AtomicInteger(100);
  private static final Pattern LINK = Pattern.compile("/forms/[A-Za-z0-9_-]+");
  private static final String QUESTIONS =
      """
      {"title": "How are you?", "item": [
        {"linkId": "pain", "text": "Pain", "type": "integer", "required": true, "maxValue": 10},
        {"linkId": "more", "text": "More", "type": "text"}]}""";

  /** What was started for one patient, and the link that was texted. */
  private record Invited(String run, String link) {
    String token() {
      return link.substring(link.lastIndexOf('/') + 1);
    }
  }

  @BeforeAll
  static void recipes() {
    var imported =
        SERVER.post(
            "/api/v1/recipes/import?mode=apply&activate=true",
            """
            [{"version": 1, "id": "ask-by-link", "title": "Ask", "subject": "{{ body.phone }}",
             "trigger": {"uses": "webhook.received", "with": {"path": "ask-by-link", "auth": "none"}},
             "steps": [
               {"id": "invite", "uses": "form.invite", "with": {"form": %s}},
               {"id": "text", "uses": "twilio.send-sms", "connection": "clinic-sms",
                "message": {"purpose": "ask", "occurrence": "{{ event.key }}"},
                "with": {"to": "{{ body.phone }}", "body": "Please answer: {{ steps.invite.link }}"}},
               {"id": "answer", "waitFor": {"form": {"invitation": "{{ steps.invite.invitation }}"}}}]},
             {"version": 1, "id": "ask-anybody", "title": "Ask anybody",
             "trigger": {"uses": "form.submitted", "with": {"open": "ask-anybody", "form": %s}},
             "steps": [{"id": "say", "stop": "{{ 'pain ' & answers.pain }}"}]}]"""
                .formatted(QUESTIONS, QUESTIONS));
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
  }

  private static Invited invited() {
    var phone = "+16175550" + NUMBER.getAndIncrement();
    var run =
        SERVER
            .post("/hooks/ask-by-link", "{\"phone\":\"" + phone + "\"}")
            .json()
            .path("event")
            .asText();
    Await.until(() -> run(run).path("state").asText(), "waiting"::equals);
    for (var one : SERVER.get("/api/v1/practice/phones").json().path("phones")) {
      if (one.path("number").asText().equals(phone)) {
        var link = LINK.matcher(one.path("messages").toString());
        assertThat(link.find()).isTrue();
        return new Invited(run, link.group());
      }
    }
    throw new AssertionError("Nothing was texted to " + phone);
  }

  private static com.fasterxml.jackson.databind.JsonNode run(String id) {
    return SERVER.get("/api/v1/runs/" + id).json();
  }

  private static Answer send(String path, String fields) {
    return SERVER.send(
        SERVER
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields)));
  }

  @Test
  void an_answer_wakes_its_run_with_typed_values() {
    var ana = invited();
    for (int i = 0; i < 5; i++) {
      assertThat(SERVER.get(ana.link()).text()).contains("How are you?", "Send my answers");
    }
    assertThat(run(ana.run()).path("state").asText()).isEqualTo("waiting");
    var wrong = send(ana.link(), "_shown=pain+more&q%3Apain=11&q%3Amore=Kept+%C3%A4");
    assertThat(wrong.status()).isEqualTo(200);
    assertThat(wrong.text()).contains("of 10 or less", "Kept ä", "<title>Error: How are you?");
    var thanks = send(ana.link(), "_shown=pain+more&q%3Apain=7&q%3Amore=Kept");
    assertThat(thanks.text()).contains("Thank you");
    var run = Await.until(() -> run(ana.run()), r -> r.path("state").asText().equals("succeeded"));
    assertThat(run.path("steps").toString())
        .contains("\"answers\":{\"pain\":7,\"more\":\"Kept\"}", "QuestionnaireResponse")
        .doesNotContain(ana.token());
    assertThat(run.toString()).contains("\"link\":\"•••\"");
    assertThat(SERVER.get(ana.link()).text()).contains("We have your answers");
    assertThat(send(ana.link(), "_shown=pain+more&q%3Apain=1").text())
        .contains("We have your answers");
  }

  @Test
  void answers_sent_at_the_same_time_are_one() throws Exception {
    var ben = invited();
    var together = new CountDownLatch(1);
    var pages = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<String>>();
      for (int i = 0; i < 6; i++) {
        var fields = "_shown=pain+more&q%3Apain=" + i;
        Callable<String> one =
            () -> {
              together.await();
              return send(ben.link(), fields).text();
            };
        sending.add(threads.submit(one));
      }
      together.countDown();
      for (var one : sending) {
        pages.add(one.get());
      }
    }
    assertThat(pages).filteredOn(page -> page.contains("Thank you")).hasSize(1);
    assertThat(pages).filteredOn(page -> page.contains("We have your answers")).hasSize(5);
  }

  @Test
  void what_is_saved_is_there_again() {
    var chloe = invited();
    var saved = send(chloe.link(), "_action=save&_shown=pain+more&q%3Amore=Half+done");
    assertThat(saved.text()).contains("saved, but not sent");
    assertThat(SERVER.get(chloe.link()).text()).contains("Half done");
    assertThat(run(chloe.run()).path("state").asText()).isEqualTo("waiting");
  }

  @Test
  void a_page_lets_nothing_out() {
    var dan = invited();
    var page = SERVER.get(dan.link());
    assertThat(page.header("Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.header("X-Robots-Tag")).contains("noindex");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Set-Cookie")).isEmpty();
    assertThat(page.text())
        .contains("<html lang=\"en\">")
        .doesNotContain(dan.token(), "http://", "https://");
    assertThat(SERVER.get("/forms/form.css").header("Content-Type")).startsWith("text/css");
    assertThat(SERVER.get("/forms/form.js").header("Content-Type")).startsWith("text/javascript");
  }

  @Test
  void links_that_lead_nowhere_all_look_the_same() {
    var eve = invited();
    var token = eve.token();
    var unknown = SERVER.get("/forms/" + "A".repeat(token.length()));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).contains("This link does not work", "call the clinic");
    for (var path :
        List.of(
            "/forms/" + token.substring(1),
            "/forms/" + token.toLowerCase(java.util.Locale.ROOT) + "x",
            "/forms/x")) {
      assertThat(SERVER.get(path).text()).as(path).isEqualTo(unknown.text());
      assertThat(send(path, "q%3Apain=1").text()).as(path).isEqualTo(unknown.text());
    }
    var spanish =
        SERVER.send(SERVER.request("/forms/x").header("Accept-Language", "es-MX,es;q=0.9"));
    assertThat(spanish.text()).contains("Este enlace no funciona");
    assertThat(SERVER.get("/forms/open/nothing").status()).isEqualTo(404);
  }

  @Test
  void a_form_that_anybody_may_answer_starts_its_recipe_once_for_each_page() {
    var page = SERVER.get("/forms/open/ask-anybody");
    assertThat(page.text()).contains("How are you?").doesNotContain("Save for later");
    var key = Pattern.compile("name=\"_key\" value=\"([^\"]+)\"").matcher(page.text());
    assertThat(key.find()).isTrue();
    var fields = "_key=" + key.group(1) + "&_shown=pain+more&q%3Apain=3";
    assertThat(send("/forms/open/ask-anybody", fields).text()).contains("Thank you");
    assertThat(send("/forms/open/ask-anybody", fields).text()).contains("Thank you");
    var runs =
        Await.until(
            () -> SERVER.get("/api/v1/runs?recipe=ask-anybody").json().path("runs"),
            all -> all.size() > 0 && all.path(0).path("state").asText().equals("succeeded"));
    assertThat(runs).hasSize(1);
  }

  @Test
  void another_sites_page_and_rubbish_are_turned_away_in_words() {
    var finn = invited();
    var foreign =
        SERVER.send(
            SERVER
                .request(finn.link())
                .header("Sec-Fetch-Site", "cross-site")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_shown=pain+more&q%3Apain=1")));
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(SERVER.post(finn.link(), "{}").status()).isEqualTo(415);
    assertThat(send(finn.link(), "q%3Apain=%zz").status()).isEqualTo(400);
    assertThat(send(finn.link(), "q=" + "x".repeat(300_000)).status()).isEqualTo(413);
    assertThat(send(finn.link(), "a=1&".repeat(3_000)).status()).isEqualTo(400);
    assertThat(run(finn.run()).path("state").asText()).isEqualTo("waiting");
    assertThat(send(finn.link(), "_shown=pain+more&q%3Apain=1%00&q%3Amore=%00").text())
        .contains("Thank you");
  }

  @Test
  void a_bad_form_is_told_with_its_place_on_import() {
    var plan =
        SERVER.post(
            "/api/v1/recipes/import?mode=plan",
            """
            {"version": 1, "id": "bad-form", "title": "Bad",
             "trigger": {"uses": "form.submitted", "with": {"form": {"title": "T", "item": [
               {"linkId": "a", "text": "A", "type": "choice"},
               {"linkId": "b", "text": "B", "type": "strange"}]}}},
             "steps": [{"id": "w", "waitFor": {"form": {"invite": "x"}}}]}""");
    assertThat(plan.text())
        .contains("/trigger/with/form/item/1/type")
        .contains("/steps/0/waitFor/form/invite", "/steps/0/waitFor/form/invitation");
  }
}
