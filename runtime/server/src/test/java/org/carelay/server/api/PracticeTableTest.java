package org.carelay.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;

class PracticeTableTest {
  private static final String TABLES = "/api/v1/practice/tables";
  private final RunningServer server = SharedServer.get();

  @Test
  void lists_the_tables_with_their_columns_and_types() {
    var tables = server.get(TABLES).json().path("tables");

    assertThat(tables.findValuesAsText("name")).contains("patient", "procedure", "reading");
    var pain = server.get(TABLES + "/survey_answer").json().path("table").path("columns").path(2);
    assertThat(pain.path("name").asText()).isEqualTo("pain");
    assertThat(pain.path("type").asText()).isEqualTo("integer");
    assertThat(pain.path("required").asBoolean()).isTrue();
    assertThat(pain.path("key").asBoolean()).isFalse();
  }

  @Test
  void a_row_is_added_changed_and_deleted() {
    var added =
        server.post(
            TABLES + "/reading/rows",
            "{\"values\":{\"id\":\"T-1\",\"patient\":\"it's\",\"bpm\":\"71\","
                + "\"at\":\"2026-11-22T08:00:00Z\"}}");
    assertThat(added.status()).as(added.text()).isEqualTo(200);
    assertThat(added.text()).contains("it's");

    var changed =
        server.put(
            TABLES + "/reading/rows", "{\"key\":{\"id\":\"T-1\"},\"values\":{\"bpm\":\"131\"}}");
    assertThat(changed.text()).contains("[\"T-1\",\"it's\",\"131\",");

    var gone =
        server.send(
            server
                .json(TABLES + "/reading/rows")
                .method("DELETE", BodyPublishers.ofString("{\"key\":{\"id\":\"T-1\"}}")));
    assertThat(gone.text()).doesNotContain("T-1");
  }

  @Test
  void what_does_not_fit_is_refused_in_the_database_s_words_and_changes_nothing() {
    var text = "{\"key\":{\"id\":\"P-3001\"},\"values\":{\"completed_at\":\"soon\"}}";
    var wrong = server.put(TABLES + "/procedure/rows", text);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("detail").asText()).contains("soon");

    var stranger =
        server.post(TABLES + "/appointment/rows", "{\"values\":{\"id\":\"A-9\",\"mrn\":\"no\"}}");
    assertThat(stranger.code()).isEqualTo("row-refused");
    assertThat(server.get(TABLES + "/appointment").text()).doesNotContain("A-9\"");
    assertThat(server.get(TABLES + "/pg_user").code()).isEqualTo("row-refused");
    assertThat(
            server
                .put(TABLES + "/patient/rows", "{\"key\":{},\"values\":{\"language\":\"de\"}}")
                .json()
                .path("detail")
                .asText())
        .isEqualTo("Which row? Give its mrn.");
  }
}
