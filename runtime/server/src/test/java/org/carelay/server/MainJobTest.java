package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer does in the first five minutes, through the API that the pages use. */
class MainJobTest {
  private static final String SHEET = "/api/v1/practice/sheets/practice-appointments/Appointments";
  private static final int STATUS = 5;
  private static final int SENT = 6;

  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server = RunningServer.start(folder.resolve("home"));
    // Activating never sends for what is there already: the first look only remembers.
    Await.until(
        () -> server.get("/api/v1/recipes/ready-row-to-text").json(),
        recipe -> recipe.path("trigger").path("lastLook").isTextual());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void type(int row, int column, String text) {
    var answer =
        server.put(
            SHEET + "/cells",
            "{\"edits\":[{\"row\":%d,\"column\":%d,\"text\":\"%s\"}]}"
                .formatted(row, column, text));
    assertThat(answer.status()).isEqualTo(200);
  }

  private static String cell(int row, int column) {
    return server.get(SHEET).json().path("rows").path(row).path(column).path("text").asText();
  }

  private static JsonNode phone(String number) {
    for (var phone : server.get("/api/v1/practice/phones").json().path("phones")) {
      if (phone.path("number").asText().equals(number)) {
        return phone.path("messages");
      }
    }
    return server.get("/api/v1/practice/phones").json().path("none");
  }

  private static JsonNode latestRun(String subject) {
    for (var run : server.get("/api/v1/runs?recipe=ready-row-to-text").json().path("runs")) {
      var detail = server.get("/api/v1/runs/" + run.path("id").asText()).json();
      if (detail.path("event").path("row").path("MRN").asText().equals(subject)) {
        return detail;
      }
    }
    return server.get("/api/v1/runs").json().path("none");
  }

  @Test
  void a_row_that_becomes_ready_texts_its_patient_once_and_says_so() {
    type(1, STATUS, "Ready");

    var messages =
        Await.until(
            () -> phone("+12125550142"),
            all -> all.size() == 1 && all.path(0).path("status").asText().equals("delivered"));
    assertThat(messages.path(0).path("body").asText()).startsWith("Hi Ana, Elm Clinic");
    assertThat(Await.until(() -> cell(1, SENT), sent -> !sent.isEmpty())).startsWith("Sent ");

    var run =
        Await.until(() -> latestRun("004211"), r -> r.path("state").asText().equals("succeeded"));
    assertThat(run.path("steps").valueStream().map(step -> step.path("id").asText()))
        .containsExactly("clean", "text", "mark");
    assertThat(run.path("steps").path(0).path("log").asText()).contains("Cleaned a number of 10");
    assertThat(run.path("steps").path(0).path("durationMs").isNumber()).isTrue();

    // Back and forth is not another appointment.
    type(1, STATUS, "Waiting");
    type(1, STATUS, "Ready");
    type(2, STATUS, "Ready");
    Await.until(() -> phone("+12125550143"), all -> all.size() == 1);
    assertThat(phone("+12125550142")).hasSize(1);

    var effects =
        Await.until(
            () -> server.get("/api/v1/effects?subject=004211").json().path("effects"),
            all -> all.path(0).path("state").asText().equals("delivered"));
    assertThat(effects.path(0).path("target").asText()).doesNotContain("212555");
  }

  @Test
  void nobody_is_texted_without_consent_or_on_a_number_that_is_none() {
    type(5, STATUS, "Ready"); // no consent
    type(6, STATUS, "Ready"); // 555-01

    var withoutConsent =
        Await.until(() -> latestRun("004215"), r -> r.path("state").asText().equals("succeeded"));
    assertThat(withoutConsent.path("steps").path(1).path("state").asText()).isEqualTo("skipped");
    Await.until(
        () -> server.get("/api/v1/attention").text(),
        items -> items.contains("ready-row-to-text") && items.contains("phone"));
    assertThat(server.get("/api/v1/practice/phones").text())
        .doesNotContain("Elif")
        .doesNotContain("Frank");
    // Who works with the sheet sees nothing else of Carelay: it must not say that it was sent.
    assertThat(Await.until(() -> cell(6, SENT), sent -> !sent.isEmpty())).isEqualTo("Bad address");
    assertThat(cell(5, SENT)).isEmpty();
  }

  @Test
  void an_answer_is_a_matter_for_a_person_until_one_has_read_it() {
    var number = URLEncoder.encode("+16175550147", StandardCharsets.UTF_8);
    var reply =
        server.post("/api/v1/practice/phones/" + number + "/replies", "{\"body\":\"On my way\"}");
    assertThat(reply.json().path("heard").asBoolean()).as(reply.text()).isTrue();

    var item =
        Await.until(
            () -> replyItem(), found -> found.path("message").asText().contains("On my way"));
    var id = item.path("id").asText();
    assertThat(resolve(id, "fly").status()).isEqualTo(422);
    assertThat(resolve(id, "done").status()).isEqualTo(204);
    assertThat(resolve(id, "done").status()).isEqualTo(404);
  }

  private static RunningServer.Answer resolve(String id, String decision) {
    return server.post(
        "/api/v1/attention/" + id + "/resolve", "{\"decision\":\"" + decision + "\"}");
  }

  private static JsonNode replyItem() {
    var items = server.get("/api/v1/attention").json().path("items");
    for (var item : items) {
      if (item.path("kind").asText().equals("reply")) {
        return item;
      }
    }
    return items.path("none");
  }
}
