package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.carelay.server.Await;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recipes that a person starts. */
class StartApiTest {
  private static final RunningServer SERVER = SharedServer.get();

  @BeforeAll
  static void recipe() {
    var imported =
        SERVER.post(
            "/api/v1/recipes/import?mode=apply&activate=true",
            """
            {"version": 1, "id": "by-hand", "title": "By hand",
             "trigger": {"uses": "manual.started",
                         "with": {"fields": [{"name": "beds", "title": "Beds", "kind": "number",
                                              "required": true}]}},
             "steps": [{"id": "say", "stop": "{{ by & ' asked for ' & input.beds }}"}]}""");
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
  }

  private static RunningServer.Answer start(String id, String body, String key) {
    return SERVER.send(
        SERVER
            .json("/api/v1/recipes/" + id + "/start")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void pressing_twice_starts_once() {
    var first = start("by-hand", "{\"input\":{\"beds\":2}}", "press-1");
    var second = start("by-hand", "{\"input\":{\"beds\":2}}", "press-1");
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(second.json()).isEqualTo(first.json());
    Await.until(
        () -> SERVER.get("/api/v1/runs/" + first.json().path("event").asText()).json(),
        run -> run.path("state").asText().equals("succeeded"));
  }

  @Test
  void what_runs_at_set_times_is_run_now_as_if_its_time_had_come() {
    var imported =
        SERVER.post(
            "/api/v1/recipes/import?mode=apply&activate=true",
            """
            {"version": 1, "id": "at-eight", "title": "At eight", "zone": "America/New_York",
             "trigger": {"uses": "schedule.cron", "with": {"cron": "0 0 8 1 1 ?"}},
             "steps": [{"id": "say", "stop": "{{ fire.at }}"}]}""");
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
    var first = start("at-eight", "{}", "press-2");
    assertThat(first.status()).as(first.text()).isEqualTo(202);
    assertThat(start("at-eight", "{}", "press-2").json()).isEqualTo(first.json());
    var ended =
        Await.until(
            () -> SERVER.get("/api/v1/runs/" + first.json().path("event").asText()).json(),
            run -> run.path("state").asText().equals("succeeded"));
    var fire = ended.path("event").path("fire");
    assertThat(fire.path("zone").asText()).isEqualTo("America/New_York");
    assertThat(fire.path("late").asBoolean()).isFalse();
    assertThat(ended.path("event").path("by").asText()).as("who it was").isNotEmpty();
  }

  @Test
  void says_what_does_not_fit_and_what_cannot_be_started() {
    var wrong = start("by-hand", "{\"input\":{\"beds\":\"two\"}}", "x");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().path("problems").path(0).path("pointer").asText())
        .isEqualTo("/input/beds");
    assertThat(start("by-hand", "{}", "x").status()).isEqualTo(422);
    assertThat(start("ready-row-to-text", "{}", "x").code()).isEqualTo("not-startable");
    assertThat(start("nobody", "{}", "x").status()).isEqualTo(404);
  }
}
