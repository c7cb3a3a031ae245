package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.carelay.server.Await;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;

class RecipeApiTest {
  private final RunningServer server = SharedServer.get();

  private static String recipe(String id, String title) {
    return """
        { "version": 1,  "id": "%s", "title": "%s",
          "trigger": { "uses": "webhook.received",
            "with": { "path": "%s", "auth": { "hmac": { "secret": "s3", "header": "X-Signature" } },
                      "dedupe": "body.id" } },
          "steps": [ { "id": "double", "uses": "function.python",
            "with": { "input": { "n": "{{ body.n }}" },
                      "code": "def handle(event):\\n    print('doubling')\\n    return event['n'] * 2\\n" } } ] }
        """
        .formatted(id, title, id);
  }

  private RunningServer.Answer importing(String query, String body) {
    return server.post("/api/v1/recipes/import" + query, body);
  }

  private static String change(RunningServer.Answer answer) {
    return answer.json().path("recipes").path(0).path("change").asText();
  }

  @Test
  void plans_first_then_applies_and_makes_a_version_only_of_what_changed() {
    assertThat(change(importing("?mode=plan", recipe("plan", "One")))).isEqualTo("created");
    assertThat(server.get("/api/v1/recipes/plan").status()).isEqualTo(404);

    assertThat(change(importing("?mode=apply", recipe("plan", "One")))).isEqualTo("created");
    assertThat(change(importing("?mode=apply", recipe("plan", "One")))).isEqualTo("unchanged");
    assertThat(change(importing("?mode=plan", recipe("plan", "Two")))).isEqualTo("updated");
    assertThat(change(importing("?mode=apply", recipe("plan", "Two")))).isEqualTo("updated");

    assertThat(server.get("/api/v1/recipes/plan/versions").json().path("versions")).hasSize(2);
    var recipe = server.get("/api/v1/recipes/plan").json();
    assertThat(recipe.path("state").asText()).isEqualTo("draft");
    assertThat(recipe.path("title").asText()).isEqualTo("Two");
  }

  @Test
  void says_when_a_schedule_that_counts_from_its_activation_fires_next() throws Exception {
    var document =
        """
        { "version": 1, "id": "hourly", "title": "Hourly",
          "trigger": { "uses": "schedule.every", "with": { "every": "PT1H" } },
          "steps": [ { "id": "now", "uses": "function.python",
            "with": { "input": {}, "code": "def handle(event): return 1" } } ] }""";
    assertThat(change(importing("?mode=apply&activate=true", document))).isEqualTo("created");

    var until = Instant.now().plus(Duration.ofMinutes(61));
    Await.holds(
        () -> {
          var next = server.get("/api/v1/recipes/hourly").json().path("nextFire");
          assertThat(next.isTextual()).isTrue();
          assertThat(Instant.parse(next.asText())).isAfter(Instant.now()).isBefore(until);
        });
    server.post("/api/v1/recipes/hourly/pause", "");
  }

  @Test
  void begins_with_rows_that_are_there_only_where_their_number_is_confirmed() {
    var document =
        """
        { "version": 1, "id": "begins", "title": "Begins",
          "trigger": { "uses": "google-sheets.row-changed", "connection": "front-desk",
            "with": { "spreadsheet": "practice-appointments", "sheet": "Appointments",
                      "key": ["Appointment ID"] },
            "startFrom": "beginning", "when": "row.Consent = true" },
          "subject": "{{ row.MRN }}",
          "steps": [ { "id": "seen", "uses": "function.python",
            "with": { "input": {}, "code": "def handle(event): return 1" } } ] }
        """;
    assertThat(importing("?mode=apply&activate=true", document).text()).contains("confirm-start");
    var count = server.get("/api/v1/recipes/begins/beginning").json();
    long existing = count.path("existing").asLong();
    long wanted = count.path("wanted").asLong();
    assertThat(wanted).isPositive().isLessThan(existing);
    assertThat(count.path("begins").asBoolean()).isTrue();

    for (var confirmed : List.of("", "?existing=" + wanted)) {
      var refused = server.post("/api/v1/recipes/begins/activate" + confirmed, "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().path("detail").asText())
          .contains("existing=" + existing, wanted + " would start a run");
    }
    var activated = server.post("/api/v1/recipes/begins/activate?existing=" + existing, "");
    assertThat(activated.json().path("state").asText()).isEqualTo("active");
    Await.until(
        () -> server.get("/api/v1/runs?recipe=begins&state=succeeded").json().path("runs"),
        runs -> runs.size() == wanted);
    assertThat(server.get("/api/v1/events?recipe=begins&limit=100").json().path("events"))
        .hasSize((int) existing);
  }

  @Test
  void exports_what_was_imported_byte_for_byte() {
    var document = recipe("export", "Ä recipe");
    importing("?mode=apply", document);

    assertThat(server.get("/api/v1/recipes/export/export").response().body())
        .isEqualTo(document.getBytes(StandardCharsets.UTF_8));

    importing("?mode=apply", "{\"recipes\": [" + document.strip() + "]}");
    assertThat(server.get("/api/v1/recipes/export/export?version=1").text()).isEqualTo(document);
    assertThat(server.get("/api/v1/recipes/export/export?version=9").status()).isEqualTo(404);
  }

  @Test
  void changes_nothing_when_one_of_many_is_invalid() {
    var broken = recipe("broken", "Broken").replace("function.python", "function.pyton");

    var refused = importing("?mode=apply", "[" + recipe("whole", "Fine") + "," + broken + "]");

    assertThat(refused.status()).isEqualTo(422);
    var problem = refused.json().path("recipes").path(1).path("problems").path(0);
    assertThat(problem.path("pointer").asText()).isEqualTo("/steps/0/uses");
    assertThat(problem.path("message").asText()).contains("function.python");
    assertThat(server.get("/api/v1/recipes/whole").status()).isEqualTo(404);
  }

  @Test
  void runs_what_a_webhook_brings_once_also_while_it_was_paused() {
    importing("?mode=apply&activate=true", recipe("hook", "Double"));

    var first = hook("hook", "{\"id\":\"a\",\"n\":21}");
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    var again = hook("hook", "{\"id\":\"a\",\"n\":21}");
    assertThat(again.json().path("event")).isEqualTo(first.json().path("event"));

    assertThat(server.post("/api/v1/recipes/hook/pause", "").json().path("state").asText())
        .isEqualTo("paused");
    assertThat(hook("hook", "{\"id\":\"b\",\"n\":4}").status()).isEqualTo(202);
    assertThat(server.post("/api/v1/recipes/hook/activate", "").json().path("state").asText())
        .isEqualTo("active");

    var runs =
        Await.until(
            () -> server.get("/api/v1/runs?recipe=hook&state=succeeded").json().path("runs"),
            all -> all.size() == 2);
    var run = server.get("/api/v1/runs/" + runs.path(1).path("id").asText()).json();
    assertThat(run.path("steps").path(0).path("output").asInt()).isEqualTo(42);
    assertThat(run.path("steps").path(0).path("log").asText()).isEqualTo("doubling");

    var replayed = server.post("/api/v1/runs/" + run.path("id").asText() + "/replay", "");
    assertThat(replayed.status()).isEqualTo(202);
    Await.until(
        () -> server.get("/api/v1/runs/" + replayed.json().path("run").asText()).json(),
        fresh ->
            fresh.path("state").asText().equals("succeeded")
                && fresh.path("replayOf").equals(run.path("id")));
  }

  @Test
  void refuses_a_webhook_that_is_not_signed_or_not_json() {
    importing("?mode=apply&activate=true", recipe("signed", "Signed"));

    var unsigned = server.post("/hooks/signed", "{\"id\":\"a\",\"n\":1}");
    assertThat(unsigned.status()).as(unsigned.text()).isIn(401, 403);
    assertThat(unsigned.code()).isNotBlank();
    assertThat(hook("signed", "no json").status()).as("not JSON").isBetween(400, 499);
  }

  @Test
  void takes_nothing_for_a_recipe_that_is_none() {
    for (var none : List.of("null", "[null]", "{\"recipes\":[7]}", "\"text\"")) {
      var answer = importing("?mode=apply", none);
      assertThat(answer.status()).as(none).isEqualTo(422);
      assertThat(answer.json().path("recipes").path(0).path("change").asText())
          .isEqualTo("invalid");
    }
  }

  @Test
  void pages_through_runs_newest_first() {
    importing("?mode=apply&activate=true", recipe("pages", "Pages"));
    IntStream.range(0, 5).forEach(n -> hook("pages", "{\"id\":\"p" + n + "\",\"n\":" + n + "}"));
    Await.until(
        () -> server.get("/api/v1/runs?recipe=pages&state=succeeded").json().path("runs"),
        all -> all.size() == 5);

    var first = server.get("/api/v1/runs?recipe=pages&limit=3").json();
    var second =
        server
            .get("/api/v1/runs?recipe=pages&limit=3&cursor=" + first.path("next").asText())
            .json();

    assertThat(first.path("runs")).hasSize(3);
    assertThat(server.get("/api/v1/runs?recipe=pages&limit=1000000").json().path("runs"))
        .as("more than there may be on a page")
        .hasSize(5);
    assertThat(second.path("runs")).hasSize(2);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(first.findValuesAsText("eventKey"))
        .doesNotContainAnyElementsOf(second.findValuesAsText("eventKey"));
  }

  private RunningServer.Answer hook(String path, String body) {
    return server.send(
        server
            .json("/hooks/" + path)
            .header("X-Signature", "sha256=" + signature(body))
            .POST(BodyPublishers.ofString(body)));
  }

  private static String signature(String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("s3".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }
}
