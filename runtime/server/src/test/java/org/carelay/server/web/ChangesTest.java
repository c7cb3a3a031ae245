package org.carelay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.carelay.server.SharedServer;
import org.carelay.server.web.Changes.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ChangesTest {
  @Test
  void tells_many_changes_of_a_moment_once() {
    try (var changes = new Changes()) {
      var told =
          changes.stream()
              .filter(event -> "change".equals(event.getName()))
              .map(event -> event.getData().topic())
              .take(2)
              .collectList()
              .toFuture();
      for (int i = 0; i < 1000; i++) {
        changes.tell(Topic.RUNS);
        changes.tell(Topic.SHEET);
      }
      assertThat(told.join()).containsExactly("runs", "sheet");
    }
  }

  @Test
  void ends_the_streams_when_it_closes() {
    var changes = new Changes();
    var ended = changes.stream().then().toFuture();

    changes.close();
    changes.tell(Topic.RUNS);

    assertThat(ended).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void tells_an_open_page_that_the_sheet_has_changed() throws Exception {
    var server = SharedServer.get();
    try (var client = HttpClient.newHttpClient()) {
      var stream =
          client.send(server.request("/api/v1/stream").build(), BodyHandlers.ofInputStream());
      assertThat(stream.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      try (var lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).startsWith("event: alive");
        server.put(
            "/api/v1/practice/sheets/practice-appointments/Appointments/cells",
            "{\"edits\":[{\"row\":30,\"column\":0,\"text\":\"\"}]}");
        var line = lines.readLine();
        while (!line.contains("\"topic\":\"sheet\"")) {
          line = lines.readLine();
        }
      }
    }
  }
}
