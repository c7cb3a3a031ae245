package org.carelay.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.carelay.server.Await;
import org.carelay.server.RunningServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go up in parts, and reports come down. */
class FileApiTest {
  private static final String RECIPE =
      """
      {"version": 1, "id": "report", "title": "A report",
       "trigger": {"uses": "webhook.received", "with": {"path": "report", "auth": "none"}},
       "steps": [{"id": "write", "uses": "file.write-csv",
                  "with": {"name": "report", "rows": [{"mrn": "00421"}]}}]}""";

  private static RunningServer server;
  private static Path inbox;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    inbox = Files.createDirectories(folder.resolve("inbox"));
    server = RunningServer.start(folder.resolve("home"));
    var answer =
        server.put(
            "/api/v1/connections/inbox",
            "{\"connector\":\"file\",\"settings\":{\"folder\":\"%s\"}}".formatted(inbox));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RunningServer.Answer part(String range, String content) {
    return server.send(
        server
            .request("/api/v1/connections/inbox/files/list.csv")
            .header("Content-Type", "application/octet-stream")
            .header("Content-Range", range)
            .PUT(BodyPublishers.ofByteArray(content.getBytes(UTF_8))));
  }

  @Test
  void a_file_comes_in_parts_and_goes_on_where_it_stood() {
    assertThat(part("bytes 0-3/8", "id,n").status()).isEqualTo(202);
    var progress = server.get("/api/v1/connections/inbox/files/list.csv?total=8").json();
    assertThat(progress.path("received").asLong()).isEqualTo(4);
    var wrong = part("bytes 0-3/8", "id,n");
    assertThat(wrong.status()).isEqualTo(409);
    assertThat(wrong.text()).contains("byte 4");
    assertThat(part("bytes 4-9/8", "xx").code()).isEqualTo("bad-range");
    assertThat(part("bytes 4-7/8", "\n1,A").status()).isEqualTo(201);
    assertThat(inbox.resolve("list.csv")).hasContent("id,n\n1,A");
    var nowhere =
        server.send(
            server
                .request("/api/v1/connections/none/files/list.csv")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString("x")));
    assertThat(nowhere.status()).isEqualTo(404);
  }

  @Test
  void a_report_that_a_step_has_written_can_be_fetched() {
    server.post("/api/v1/recipes/import?mode=apply&activate=true", RECIPE);
    server.post("/hooks/report", "{}");
    var run =
        Await.until(
            () -> server.get("/api/v1/runs?recipe=report").json().path("runs").path(0),
            found -> found.path("state").asText().equals("succeeded"));
    var steps = server.get("/api/v1/runs/" + run.path("id").asText()).json().path("steps");
    var reference = steps.path(0).path("output").path("file").asText();
    assertThat(reference).startsWith("file:");
    var file = server.get("/api/v1/files/" + reference.substring("file:".length()));
    assertThat(file.status()).as(file.text()).isEqualTo(200);
    assertThat(file.text()).contains("00421");
    assertThat(file.header("Content-Disposition")).contains("attachment").contains("report.csv");
    assertThat(server.get("/api/v1/files/0123456789abcdef0123456789abcdef/x.csv").status())
        .isEqualTo(404);
    assertThat(server.get("/api/v1/files/..%2F..%2Fx/secret.key").status()).isEqualTo(404);
  }
}
