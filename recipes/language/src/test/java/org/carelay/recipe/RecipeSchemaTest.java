package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader agree, as far as a schema can see. */
class RecipeSchemaTest {
  /** What only the catalog, or the expression language, can tell. */
  private static final Set<String> BEYOND_SCHEMA =
      Set.of(
          "malformed-json",
          "duplicate-name",
          "duplicate-id",
          "unknown-trigger",
          "unknown-action",
          "missing-connection",
          "connection-not-used",
          "missing-message",
          "message-not-used",
          "missing-subject",
          "unknown-name",
          "unknown-function",
          "expression-syntax",
          "template-not-here",
          "template-not-closed",
          "template-in-name",
          "cron-never-fires",
          "nested-too-deep",
          "too-many-steps");

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(Schemas.recipe());

  private static Set<ValidationMessage> check(String json) {
    return SCHEMA.validate(json, InputFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ready-row-to-text", "tomorrow", "procedure-done", "heart-rate", "everything"})
  void accepts_the_examples(String id) {
    assertThat(check(ExampleRecipesTest.example(id))).isEmpty();
  }

  static Stream<Rubbish.Case> parsable() {
    return Rubbish.all().filter(RecipeSchemaTest::isJson);
  }

  private static boolean isJson(Rubbish.Case rubbish) {
    return Stream.of(rubbish.expected()).noneMatch(problem -> problem.endsWith(" malformed-json"));
  }

  @ParameterizedTest
  @MethodSource("parsable")
  void refuses_what_the_reader_refuses(Rubbish.Case rubbish) {
    boolean structural = Stream.of(rubbish.expected()).anyMatch(RecipeSchemaTest::isVisible);
    var found = check(rubbish.json().replace('\'', '"'));
    assertThat(!found.isEmpty()).as(found.toString()).isEqualTo(structural);
  }

  private static boolean isVisible(String problem) {
    var parts = problem.split(" ", -1);
    return !parts[0].contains("/with/") && !BEYOND_SCHEMA.contains(parts[parts.length - 1]);
  }

  @Test
  void is_itself_json_with_a_name() throws JsonProcessingException {
    var schema = new ObjectMapper().readTree(Schemas.recipe());
    assertThat(schema.get("$id").asText()).isEqualTo("https://carelay.org/schema/recipe-1.json");
  }
}
