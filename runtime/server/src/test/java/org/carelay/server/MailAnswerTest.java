package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patient answers a mail, a robot does, and a mail bounces: through real servers. */
class MailAnswerTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "ask", "title": "Ask by mail", "subject": "{{ body.mrn }}",
       "trigger": {"uses": "webhook.received", "with": {"path": "ask", "auth": "none"}},
       "steps": [
         {"id": "mail", "uses": "email.send", "connection": "hospital-mail",
          "message": {"purpose": "ask", "occurrence": "{{ body.mrn }}"},
          "with": {"to": "{{ body.email }}", "subject": "Your visit {{ body.mrn }}", "text": "Reply 1 to confirm", "unsubscribe": "link"}},
         {"id": "answer", "waitFor": {"reply": {"to": "{{ body.email }}"}, "timeout": "PT2H"}}]}""";

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start(folder.resolve("home"));
    assertThat(server.post("/api/v1/recipes/import?mode=apply&activate=true", RECIPE).status())
        .isEqualTo(200);
    assertThat(server.get("/api/v1/catalog").text()).contains("email.received");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode sent(String mrn) {
    server.post("/hooks/ask", "{\"mrn\":\"%s\",\"email\":\"%s@example.org\"}".formatted(mrn, mrn));
    return Await.until(
        () -> found(mrn),
        mail -> !mail.isMissingNode() && run(mrn).path("state").asText().equals("waiting"));
  }

  private static JsonNode found(String mrn) {
    var mails = server.get("/api/v1/practice/mailbox").json().path("mails");
    for (var mail : mails) {
      if (mail.path("subject").asText().equals("Your visit " + mrn)) {
        return mail;
      }
    }
    return mails.path("none");
  }

  private static JsonNode run(String mrn) {
    for (var run : server.get("/api/v1/runs?recipe=ask").json().path("runs")) {
      var detail = server.get("/api/v1/runs/" + run.path("id").asText()).json();
      if (detail.path("event").path("body").path("mrn").asText().equals(mrn)) {
        return detail;
      }
    }
    return server.get("/api/v1/runs").json().path("none");
  }

  @Test
  void an_answer_wakes_the_run_that_asked() {
    sent("m2");
    var id = sent("m1").path("id").asText();
    var answered =
        server.post("/api/v1/practice/mailbox/" + id + "/replies", "{\"body\":\"1 thanks\"}");
    assertThat(answered.status()).as(answered.text()).isEqualTo(200);
    var run = Await.until(() -> run("m1"), r -> r.path("state").asText().equals("succeeded"));
    assertThat(run.path("steps").path(1).path("output").path("keyword").asText()).isEqualTo("1");
    assertThat(run("m2").path("state").asText()).isEqualTo("waiting");
    assertThat(server.post("/api/v1/practice/mailbox/none/replies", "{\"body\":\"1\"}").status())
        .isEqualTo(400);
  }

  @Test
  void one_click_ends_the_mails_and_opening_the_link_does_not() throws Exception {
    sent("m4");
    var mail = Objects.requireNonNull(server.services().practice()).mail();
    var raw = Objects.requireNonNull(mail.raw(found("m4").path("id").asText()));
    var header =
        Pattern.compile("List-Unsubscribe: <https?://[^/]+(/[^>]+)>")
            .matcher(new String(raw, StandardCharsets.UTF_8));
    assertThat(header.find()).isTrue();
    var link = header.group(1);

    var looked = server.get(link);
    assertThat(looked.status()).isEqualTo(200);
    assertThat(looked.text()).contains("<form method=\"post\">");
    assertThat(server.get("/api/v1/attention").text()).doesNotContain("no more messages");
    var clicked =
        server.send(
            server
                .request(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click")));
    assertThat(clicked.status()).as(clicked.text()).isEqualTo(200);
    assertThat(server.get("/api/v1/attention").text())
        .contains("Asked for no more messages: m4@example.org");

    server.post("/hooks/ask", "{\"mrn\":\"m4b\",\"email\":\"M4@example.org\"}");
    var run = Await.until(() -> run("m4b"), r -> r.path("state").asText().equals("waiting"));
    assertThat(run.path("steps").path(0).path("output").path("status").asText())
        .isEqualTo("Not sent");
    assertThat(found("m4b").isMissingNode()).isTrue();
  }

  @Test
  void a_bounce_becomes_the_effects_outcome_and_a_matter_for_a_person() throws Exception {
    var messageId = sent("m3").path("messageId").asText();
    new WhatComesBack(() -> server).bounce("m3@example.org", "5.1.1", messageId);
    var effects =
        Await.until(
            () -> server.get("/api/v1/effects?subject=m3").json().path("effects"),
            all -> all.path(0).path("state").asText().equals("undelivered"));
    assertThat(effects).hasSize(1);
    assertThat(server.get("/api/v1/attention").text())
        .contains("5.1.1")
        .contains("Ask for another address");
  }
}
