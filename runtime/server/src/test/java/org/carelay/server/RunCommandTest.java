package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process of its own, as the launcher starts it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RunCommandTest {
  @TempDir Path folder;

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Carelay.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARELAY_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String all(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void says_where_it_is_and_ends_cleanly_when_told_to() throws Exception {
    var process =
        start(
            Map.of("CARELAY_HOME", folder.resolve("home").toString(), "CARELAY_PORT", "0"), "run");
    try (var output = output(process)) {
      var line = output.readLine();
      while (line != null && !line.startsWith("Carelay is ready at ")) {
        line = output.readLine();
      }
      assertThat(line).matches("Carelay is ready at http://127\\.0\\.0\\.1:\\d+ \\(practice\\)");
      var health = URI.create(String.valueOf(line).split(" ")[4] + "/health");
      try (var client = HttpClient.newHttpClient()) {
        var answer = client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void lists_what_is_wrong_with_its_configuration() throws Exception {
    var process = start(Map.of("CARELAY_PORT", "http", "CARELAY_MODE", "test"), "run");

    assertThat(all(process)).contains("CARELAY_PORT", "CARELAY_MODE").doesNotContain("Exception");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void does_not_start_by_words_that_it_would_not_follow() throws Exception {
    var process = start(Map.of(), "run", "--port", "9000");

    assertThat(all(process)).contains("runtime/docs/configuration.md");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void checks_recipes_without_a_server() throws Exception {
    var good = folder.resolve("good.json");
    Files.writeString(
        good,
        """
        {"version":1,"id":"nightly","title":"Nightly","trigger":{"uses":"schedule.cron","with":{"cron":"0 9 * * *"}},
         "steps":[{"id":"stop","stop":"Nothing to do"}]}""");
    var bad = folder.resolve("bad.json");
    Files.writeString(bad, "{\"version\":1");

    var process = start(Map.of(), "check", good.toString(), bad.toString());

    assertThat(all(process)).contains("bad.json: : malformed-json", "2 recipes checked, 1 errors");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  @Test
  void says_which_commands_there_are_not() throws Exception {
    var process = start(Map.of(), "fly");

    assertThat(all(process)).contains("\"fly\"");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
