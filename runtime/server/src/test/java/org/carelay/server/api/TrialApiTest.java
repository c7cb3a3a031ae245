package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;

/** What the editor asks while somebody writes a recipe. */
class TrialApiTest {
  private final RunningServer server = SharedServer.get();

  private static String recipe() throws IOException {
    return Files.readString(Path.of("../../recipes/gallery/sheet-to-text/recipe.json"));
  }

  private RunningServer.Answer samples() {
    return server.post(
        "/api/v1/trials/samples",
        """
        {"uses": "google-sheets.row-changed", "connection": "front-desk", "limit": 3,
         "with": {"spreadsheet": "practice-appointments", "sheet": "Appointments",
                  "key": ["Appointment ID"], "watch": ["Status"]}}""");
  }

  private RunningServer.Answer choices(String connector, String of, String with) {
    return server.post(
        "/api/v1/trials/choices",
        "{\"connector\":\"%s\",\"connection\":\"anything\",\"of\":\"%s\",\"with\":%s}"
            .formatted(connector, of, with));
  }

  @Test
  void shows_rows_of_the_real_sheet_and_what_a_recipe_would_do_with_one() throws Exception {
    var found = samples();
    assertThat(found.status()).as(found.text()).isEqualTo(200);
    assertThat(found.json().path("events")).hasSize(3);
    assertThat(found.json().path("total").asInt()).isGreaterThan(3);
    var event = found.json().path("events").path(0).deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("data").path("row"))
        .put("Status", "Ready")
        .put("Mobile", "(212) 555-0142")
        .put("Consent", true);
    int runs = server.get("/api/v1/runs").json().path("runs").size();

    var tried =
        server.post(
            "/api/v1/trials/run", "{\"recipe\":%s,\"event\":%s}".formatted(recipe(), event));

    assertThat(tried.status()).as(tried.text()).isEqualTo(200);
    assertThat(tried.json().path("wanted").asBoolean()).isTrue();
    assertThat(tried.json().path("steps").findValuesAsText("id"))
        .containsExactly("clean", "text", "mark");
    var text = tried.json().path("intents").path("text");
    assertThat(text.path("action").asText()).as(tried.text()).isEqualTo("send");
    assertThat(text.path("to").path(0).asText()).isEqualTo("+12125550142");
    assertThat(tried.json().path("intents").path("mark").path("action").asText())
        .isEqualTo("write");
    assertThat(server.get("/api/v1/runs").json().path("runs")).hasSize(runs);
  }

  @Test
  void goes_through_the_steps_of_a_row_that_would_not_start_where_it_is_asked_to()
      throws Exception {
    var event = samples().json().path("events").path(0);
    var tried =
        server.post(
            "/api/v1/trials/run",
            "{\"recipe\":%s,\"event\":%s,\"anyway\":true}".formatted(recipe(), event));
    assertThat(tried.json().path("wanted").asBoolean()).as(tried.text()).isFalse();
    assertThat(tried.json().path("steps").findValuesAsText("id")).contains("clean");
  }

  @Test
  void says_what_would_go_out_for_what_is_there_before_a_recipe_is_activated() throws Exception {
    int runs = server.get("/api/v1/runs").json().path("runs").size();
    var all = recipe().toString().replace("row.Status = 'Ready'", "true");
    var told = server.post("/api/v1/trials/forecast", "{\"recipe\":%s}".formatted(all)).json();
    assertThat(told.path("total").asInt()).as(told.toString()).isGreaterThan(3);
    assertThat(told.path("wanted").asInt()).isEqualTo(told.path("tried").asInt());
    assertThat(told.path("intents").path("send").asInt()).isPositive();
    assertThat(server.get("/api/v1/runs").json().path("runs")).hasSize(runs);
  }

  @Test
  void warns_of_another_active_recipe_that_writes_to_the_same_people() throws Exception {
    var title = "Text the patient when the row is Ready";
    var own = recipe();
    var copy = own.replace("\"id\": \"ready-row-to-text\"", "\"id\": \"a-copy\"");
    assertThat(copy).isNotEqualTo(own);
    assertThat(warnings(own)).as("itself").noneMatch(each -> each.contains(title));
    assertThat(warnings(copy.replace("\"Appointments\"", "\"Another\""))).isEmpty();
    assertThat(warnings(copy)).singleElement(STRING).contains(title, "hears from");
  }

  private List<String> warnings(String recipe) {
    var told = server.post("/api/v1/trials/forecast", "{\"recipe\":%s}".formatted(recipe)).json();
    var all = new ArrayList<String>();
    told.path("warnings").forEach(each -> all.add(each.asText()));
    return all;
  }

  @Test
  void offers_what_is_there() {
    var sheet = "{\"spreadsheet\":\"practice-appointments\",\"sheet\":\"Appointments\"}";
    assertThat(choices("google-sheets", "spreadsheets", "{}").text())
        .contains("practice-appointments");
    assertThat(choices("google-sheets", "sheets", sheet).text()).contains("Appointments");
    assertThat(choices("google-sheets", "columns", sheet).text())
        .contains("Appointment ID")
        .contains("Mobile");
    assertThat(choices("database", "tables", "{}").text()).contains("procedure");
    assertThat(choices("database", "columns", "{\"table\":\"procedure\"}").text()).contains("mrn");
    assertThat(choices("webhook", "columns", "{}").json().path("choices")).isEmpty();
  }

  @Test
  void says_in_words_why_there_is_nothing() {
    var missing = choices("database", "columns", "{\"table\":\"nowhere\"}");
    assertThat(missing.json().path("message").asText()).contains("nowhere");
    var incomplete =
        server.post(
            "/api/v1/trials/samples",
            "{\"uses\":\"google-sheets.row-changed\",\"connection\":\"x\"}");
    assertThat(incomplete.json().path("message").asText()).contains("/spreadsheet");
    assertThat(server.post("/api/v1/trials/run", "{\"recipe\":{\"id\":1},\"event\":{}}").code())
        .isEqualTo("invalid-recipe");
    assertThat(server.post("/api/v1/trials/run", "{}").code()).isEqualTo("missing-property");
    assertThat(server.get("/api/v1/events?recipe=nobody&limit=0").code()).isEqualTo("bad-limit");
    assertThat(server.get("/api/v1/events?recipe=nobody").json().path("events")).isEmpty();
  }
}
