package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.carelay.connector.About;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Catalog CATALOG = TestConnectors.catalog();

  @Test
  void finds_triggers_and_actions_by_id() {
    var action = Objects.requireNonNull(CATALOG.action("twilio.send-sms"));
    assertThat(action.connector().about().id()).isEqualTo("twilio");
    assertThat(action.needsConnection()).isTrue();
    var trigger = Objects.requireNonNull(CATALOG.trigger("webhook.received"));
    assertThat(trigger.needsConnection()).isFalse();
    assertThat(trigger.takesConnection()).isTrue();
    assertThat(Objects.requireNonNull(CATALOG.trigger("schedule.cron")).takesConnection())
        .isFalse();
    assertThat(CATALOG.action("schedule.cron")).isNull();
    assertThat(Objects.requireNonNull(CATALOG.connector("email")).about())
        .isEqualTo(new About("email", "email", "For tests."));
  }

  @Test
  void refuses_two_connectors_with_the_same_ids() {
    var twice = Stream.of(CATALOG, CATALOG).flatMap(c -> c.connectors().stream()).toList();
    assertThatThrownBy(() -> Catalog.of(List.copyOf(twice)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_records_schema_says_all_that_a_form_needs() throws Exception {
    var schema = new ObjectMapper().valueToTree(Schemas.of(TestConnectors.RowChanged.class));
    assertThat(schema)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    { "type": "object", "additionalProperties": false,
                      "required": ["spreadsheet", "sheet", "key"],
                      "properties": {
                        "spreadsheet": { "title": "Spreadsheet", "type": "string", "examples": ["1AbC"] },
                        "sheet": { "title": "Sheet", "type": "string" },
                        "key": { "title": "Key columns", "type": "array", "items": { "type": "string" } },
                        "watch": { "title": "Watched columns", "type": "array", "items": { "type": "string" } },
                        "settle": { "title": "Settle", "type": "string", "format": "duration", "default": "PT5S" }
                      } }
                    """));
    assertThat(new ObjectMapper().writeValueAsString(Schemas.of(TestConnectors.Webhook.class)))
        .contains("\"anyOf\":[{\"type\":\"string\"},{\"type\":\"object\"", "\"x-verbatim\":true");
    assertThat(new ObjectMapper().writeValueAsString(Schemas.of(TestConnectors.Key.class)))
        .contains("\"x-sensitivity\":\"secret\"");
  }

  @Test
  void describes_itself_as_json() {
    var json = new ObjectMapper().valueToTree(CATALOG.describe());
    assertThat(json.at("/connectors/0/id").asText()).isEqualTo("google-sheets");
    assertThat(json.at("/connectors/0/needsConnection").asBoolean()).isTrue();
    assertThat(json.at("/connectors/0/triggers/0/kind").asText()).isEqualTo("polling");
    assertThat(json.at("/connectors/0/triggers/0/event/properties/row/type").asText())
        .isEqualTo("object");
    assertThat(json.at("/connectors/1/actions/0/effect").asText()).isEqualTo("message");
    assertThat(json.at("/connectors/1/actions/0/input/properties/to/x-sensitivity").asText())
        .isEqualTo("personal");
    assertThat(json.at("/functions/0/name").asText()).isEqualTo("$formatDate");
    assertThat(json.at("/connectors/6/actions/0/output"))
        .isEqualTo(new ObjectMapper().valueToTree(Map.of()));
  }
}
