package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, push notes and verification requests through the whole runtime. */
class ConnectorsTest {
  private final RunningServer server = SharedServer.get();

  private void connect(String id, String connection) {
    assertThat(server.put("/api/v1/connections/" + id, connection).status()).isIn(200, 201);
  }

  private void activate(String recipe) {
    var answer = server.post("/api/v1/recipes/import?mode=apply&activate=true", recipe);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private JsonNode run(String recipe, String state) {
    var runs =
        Await.until(
            () -> server.get("/api/v1/runs?recipe=" + recipe).json().path("runs"),
            all -> all.path(0).path("state").asText().equals(state));
    return server.get("/api/v1/runs/" + runs.path(0).path("id").asText()).json();
  }

  @Test
  void a_file_that_arrives_becomes_a_workbook_in_a_mail(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("old.csv"), "MRN,Name\n001,Avery\n");
    connect(
        "lab-inbox",
        "{\"connector\":\"file\",\"settings\":{\"folder\":\"%s\",\"settle\":\"PT0.1S\",\"pollInterval\":\"PT0.2S\"}}"
            .formatted(folder));
    activate(
        """
        {"version":1,"id":"file-to-mail","title":"Mail each new row as a workbook",
         "trigger":{"uses":"file.arrived","connection":"lab-inbox","with":{"files":"*.csv","per":"row"}},
         "subject":"{{ row.MRN }}",
         "steps":[
          {"id":"report","uses":"file.write-xlsx","with":{"name":"row {{ row.MRN }}","rows":["{{ row }}"]}},
          {"id":"mail","uses":"email.send","connection":"hospital-mail",
           "message":{"purpose":"row","occurrence":"{{ row.MRN }}"},
           "with":{"to":"desk@example.org","subject":"A row","text":"See the file","attachments":"{{ steps.report.file }}"}}]}""");
    Await.until(
        () -> server.get("/api/v1/recipes/file-to-mail").json(),
        recipe -> recipe.path("trigger").path("lastLook").isTextual());
    Files.writeString(folder.resolve("new.csv"), "MRN,Name\n001,Avery\n00420,Blake\n");

    var run = run("file-to-mail", "succeeded");
    assertThat(run.path("steps").path(0).path("output").path("file").asText())
        .matches("file:[0-9a-f]{32}/row 00420.xlsx");
    assertThat(server.get("/api/v1/runs?recipe=file-to-mail").json().path("runs")).hasSize(1);
    assertThat(server.get("/api/v1/practice/mailbox").text()).contains("row 00420.xlsx");
  }

  @Test
  void a_push_note_does_not_leave_a_practice_clinic() {
    activate(
        """
        {"version":1,"id":"practice-push","title":"Push in practice",
         "trigger":{"uses":"webhook.received","with":{"path":"practice-push","auth":"none"}},
         "steps":[{"id":"tell","uses":"push.send","connection":"staff-push",
          "message":{"purpose":"note","subject":"nurse","occurrence":"{{ body.id }}"},
          "with":{"to":"fcm:example-token-0123456789","title":"Elm Clinic","text":"Please look."}}]}""");
    assertThat(server.post("/hooks/practice-push", "{\"id\":1}").status()).isEqualTo(202);
    assertThat(
            run("practice-push", "failed")
                .path("steps")
                .path(0)
                .path("error")
                .path("code")
                .asText())
        .isEqualTo("not-in-practice");
  }

  @Test
  void a_senders_verification_request_is_answered_and_is_no_event() {
    connect(
        "wearables",
        "{\"connector\":\"webhook\",\"settings\":{\"secret\":\"client-secret\",\"verifyCode\":\"code-123\"}}");
    activate(
        """
        {"version":1,"id":"fitbit-news","title":"Fitbit's notifications",
         "trigger":{"uses":"webhook.received","connection":"wearables",
          "with":{"path":"fitbit-news","auth":{"profile":{"sender":"fitbit"}}}},
         "steps":[{"id":"note","uses":"file.write-csv","with":{"name":"news","rows":[{"at":"{{ now }}"}]}}]}""");
    assertThat(server.get("/hooks/fitbit-news?verify=code-123").status()).isEqualTo(204);
    assertThat(server.get("/hooks/fitbit-news?verify=code-124").status()).isEqualTo(404);
    assertThat(server.post("/hooks/fitbit-news", "[]").status()).isEqualTo(401);
    assertThat(server.get("/api/v1/runs?recipe=fitbit-news").json().path("runs")).isEmpty();
  }
}
