package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeDocumentsTest {
  private static List<String> split(String json) throws IOException {
    return RecipeDocuments.split(json.getBytes(StandardCharsets.UTF_8)).stream()
        .map(document -> new String(document, StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void takes_one_document_as_it_is() throws IOException {
    var document = " {\n  \"id\" : \"a\", \"n\": 1.10 }\n";

    assertThat(split(document)).containsExactly(document);
  }

  @Test
  void keeps_each_document_of_an_array_byte_for_byte() throws IOException {
    var one = "{ \"id\":\"ä\",  \"steps\": [ [1], {\"x\": 1e2} ] }";

    assertThat(split("[" + one + " ,\n{}  ]")).containsExactly(one, "{}");
    assertThat(split("{ \"recipes\" : [ " + one + "]}")).containsExactly(one);
    assertThat(split("[]")).isEmpty();
  }

  @Test
  void keeps_what_is_no_document_too_so_that_its_reader_can_say_so() throws IOException {
    assertThat(split("[1, \"two\", null, 3.0]")).containsExactly("1", "\"two\"", "null", "3.0");
    assertThat(split("5")).containsExactly("5");
  }

  @Test
  void takes_a_recipe_with_a_property_of_that_name_for_a_recipe() throws IOException {
    assertThat(split("{\"recipes\":[],\"id\":\"a\"}"))
        .containsExactly("{\"recipes\":[],\"id\":\"a\"}");
    assertThat(split("{\"recipes\":7}")).containsExactly("{\"recipes\":7}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "{\"recipes\":[{}", "{\"id\":}", "[{}] x", "[{},]", "{\"recipes\":[{}]} ]"})
  void knows_the_place_where_it_stops_being_json(String json) {
    assertThatThrownBy(() -> split(json))
        .isInstanceOfSatisfying(
            JsonProcessingException.class, e -> assertThat(e.getLocation()).isNotNull());
  }
}
