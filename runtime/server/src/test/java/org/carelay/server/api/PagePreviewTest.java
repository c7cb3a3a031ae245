package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;

/** A form is seen as a patient will see it, before anybody is invited. */
class PagePreviewTest {
  private static final String FORM =
      """
      {"title": "After your visit", "item": [
        {"linkId": "pain", "text": "How strong is your pain?", "type": "integer", "required": true},
        {"linkId": "where", "text": "Where?", "type": "string",
         "enableWhen": [{"question": "pain", "operator": ">=", "answerInteger": 5}]}]}""";

  private final RunningServer server = SharedServer.get();

  private RunningServer.Answer preview(String form, String sent) {
    return server.post(
        "/api/v1/trials/page",
        "{\"uses\": \"form.submitted\", \"with\": {\"form\": %s}, \"sent\": %s}"
            .formatted(form, sent));
  }

  @Test
  void shows_the_page_and_what_follows_from_an_answer() {
    var looked = preview(FORM, "null");
    assertThat(looked.status()).as(looked.text()).isEqualTo(200);
    assertThat(looked.json().path("content").asText())
        .contains("After your visit", "How strong is your pain?")
        .doesNotContain("Where?");
    assertThat(looked.json().path("data").isNull()).isTrue();

    var more = preview(FORM, "{\"_action\": [\"look\"], \"q:pain\": [\"7\"]}");
    assertThat(more.json().path("content").asText()).contains("Where?");
  }

  @Test
  void says_what_the_recipe_would_get_and_keeps_nothing() {
    int runs = server.get("/api/v1/runs").json().path("runs").size();
    var sent =
        preview(FORM, "{\"_action\": [\"send\"], \"_shown\": [\"pain\"], \"q:pain\": [\"2\"]}");
    assertThat(sent.json().path("data").path("answers").path("pain").asInt())
        .as(sent.text())
        .isEqualTo(2);
    assertThat(server.get("/api/v1/runs").json().path("runs")).hasSize(runs);
  }

  @Test
  void says_what_a_form_lacks() {
    var refused = preview("{\"title\": \"Empty\", \"item\": []}", "null");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("problems").path(0).path("pointer").asText())
        .isEqualTo("/with/form/item");
  }

  @Test
  void knows_no_page_behind_other_triggers() {
    var refused = server.post("/api/v1/trials/page", "{\"uses\": \"manual.started\"}");
    assertThat(refused.code()).isEqualTo("no-page");
  }
}
