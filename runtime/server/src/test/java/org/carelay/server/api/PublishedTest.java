package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class PublishedTest {
  private final RunningServer server = SharedServer.get();

  @Test
  void describes_its_own_api() {
    var description = server.get("/api/v1/openapi.yml");

    assertThat(description.status()).isEqualTo(200);
    assertThat(description.text())
        .contains(
            "/api/v1/recipes/import",
            "/api/v1/connections/{id}",
            "/api/v1/runs/{id}/replay",
            "/api/v1/attention/{id}/resolve",
            "/api/v1/functions/test",
            "/api/v1/schedules/explain",
            "/api/v1/practice/sheets",
            "/hooks/{path}",
            "scheme: bearer",
            "/metrics");
    assertThat(answers(description.text(), "/hooks/{path}", "post")).contains("202");
    assertThat(answers(description.text(), "/api/v1/connections/{id}", "put"))
        .contains("200", "201", "422");
    assertThat(answers(description.text(), "/api/v1/connections/{id}", "delete"))
        .containsExactly("204");
    assertThat(answers(description.text(), "/api/v1/runs/{id}/replay", "post"))
        .containsExactly("202");
  }

  @Test
  void changes_its_api_only_together_with_the_published_description() throws IOException {
    var compiled = Path.of("target/classes/META-INF/swagger/openapi.yml");

    assertThat(Files.readString(compiled))
        .as(
            "The API has changed. Look at what that means for those who call it, then renew the"
                + " description: cp runtime/server/%s runtime/server/openapi.yml",
            compiled)
        .isEqualTo(Files.readString(Path.of("openapi.yml")));
  }

  private static List<String> answers(String openapi, String path, String method) {
    Map<?, ?> at = new Yaml().load(openapi);
    for (var name : List.of("paths", path, method, "responses")) {
      assertThat(at.containsKey(name)).as(name).isTrue();
      at = at.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }
    return at.keySet().stream().map(String::valueOf).toList();
  }

  @Test
  void publishes_the_schema_of_recipes_to_everybody() {
    var schema = server.get("/schema/recipe-1.json");

    assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
    assertThat(schema.json().path("$schema").asText()).contains("2020-12");
  }

  @Test
  void tells_prometheus_what_the_database_knows() {
    assertThat(server.get("/metrics").text())
        .contains("carelay_events_total", "carelay_attention", "jvm_memory_used_bytes");
  }

  @Test
  void lists_every_connector_with_its_settings() {
    var connectors = server.get("/api/v1/catalog").json().path("connectors");

    assertThat(connectors.findValuesAsText("id"))
        .contains(
            "google-sheets",
            "twilio",
            "email",
            "schedule",
            "webhook",
            "database",
            "function",
            "twilio.send-sms",
            "google-sheets.row-changed",
            "function.python");
  }

  @Test
  void explains_a_schedule() {
    var explained =
        server
            .get("/api/v1/schedules/explain?cron=0+45+16+%3F+*+FRI&zone=America/New_York&count=2")
            .json();

    assertThat(explained.path("readAs").asText()).isEqualTo("quartz");
    assertThat(explained.path("next")).hasSize(2);
    assertThat(explained.path("next").path(0).asText()).contains("T16:45:00-0");
  }

  @Test
  void tries_a_function_and_says_where_it_fails() {
    var good =
        server
            .post(
                "/api/v1/functions/test",
                "{\"language\":\"python\",\"code\":\"def handle(e):\\n  print('hi')\\n  return e['n'] + 1\","
                    + "\"input\":{\"n\":41}}")
            .json();
    assertThat(good.path("ok").asBoolean()).as(good.toString()).isTrue();
    assertThat(good.path("output").asInt()).isEqualTo(42);
    assertThat(good.path("log").asText()).isEqualTo("hi");
    assertThat(good.path("peakMemoryBytes").asLong()).isBetween(4L << 20, 64L << 20);

    var bad =
        server
            .post(
                "/api/v1/functions/test",
                "{\"language\":\"python\",\"code\":\"def handle(e):\\n  return 1 / 0\",\"input\":null}")
            .json();
    assertThat(bad.path("ok").asBoolean()).isFalse();
    assertThat(bad.path("error").path("line").asInt()).isEqualTo(2);
  }

  @Test
  void says_what_functions_have_used_and_what_clouds_would_have_asked_for() {
    server.post(
        "/api/v1/functions/test",
        "{\"language\":\"python\",\"code\":\"def handle(e):\\n  return 1 / 0\",\"input\":null}");

    var report = server.get("/api/v1/functions").json();

    assertThat(report.path("isolation").path("level").asText()).isIn("full", "basic");
    assertThat(report.path("isolation").path("detail").asText()).isNotEmpty();
    var used = report.path("usage").path(0);
    assertThat(used.path("recipe").asText()).isEqualTo("$trial");
    assertThat(used.path("invocations").asLong()).isPositive();
    assertThat(used.path("failures").path("user_error").asLong()).isPositive();
    assertThat(report.path("cloud").path("costs")).hasSize(3);
    assertThat(server.get("/metrics").text())
        .contains("carelay_function_invocations{language=\"python\",recipe=\"$trial\"")
        .contains("kind=\"user_error\"")
        .contains("carelay_function_workers{isolation=");
  }

  @Test
  void tries_a_function_with_the_memory_and_the_packages_that_a_step_would_have() {
    var trial =
        "{\"language\":\"python\",\"code\":\"def handle(e): return len(bytes(e))\",\"input\":%d,%s}";
    assertThat(
            server
                .post(
                    "/api/v1/functions/test", trial.formatted(200 << 20, "\"memory\":\"256 MiB\""))
                .json()
                .path("output")
                .asInt())
        .isEqualTo(200 << 20);
    assertThat(
            server
                .post("/api/v1/functions/test", trial.formatted(1, "\"requirements\":\"nope\""))
                .json()
                .path("error")
                .path("message")
                .asText())
        .startsWith("This site has no environment named");
    assertThat(
            server.post("/api/v1/functions/test", trial.formatted(1, "\"memory\":\"much\"")).code())
        .isEqualTo("bad-memory");
  }
}
