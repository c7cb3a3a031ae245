package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputTemplateTest {
  record Inner(String needed, @Nullable String optional) {}

  record Input(
      String needed,
      @Nullable String optional,
      @Describe(title = "Code", verbatim = true) @Nullable String code,
      @Nullable Inner inner,
      @Nullable List<String> list,
      @Nullable Map<String, Object> values,
      @Nullable Object any) {}

  private static Scope scope() {
    var row = new HashMap<String, Object>();
    row.put("name", "Ana");
    row.put("price", new BigDecimal("12.50"));
    row.put("none", null);
    row.put("blank", " ");
    return new Scope(Map.of("row", row), Instant.EPOCH, ZoneId.of("UTC"));
  }

  private static Map<String, Object> render(Map<String, Object> raw) {
    return InputTemplate.compile(raw, Input.class).render(scope());
  }

  private static MissingValueException missing(Map<String, Object> raw) {
    return catchThrowableOfType(MissingValueException.class, () -> render(raw));
  }

  @Test
  void renders_every_text_and_touches_nothing_verbatim() {
    assertThat(
            render(
                Map.of(
                    "needed",
                    "Hi {{ row.name }}",
                    "code",
                    "{{ row.name }}",
                    "list",
                    List.of("{{ row.name }}", "b"),
                    "values",
                    Map.of("price", "{{ row.price }}", "deep", Map.of("x", "{{ row.name }}")))))
        .isEqualTo(
            Map.of(
                "needed",
                "Hi Ana",
                "code",
                "{{ row.name }}",
                "list",
                List.of("Ana", "b"),
                "values",
                Map.of("price", new BigDecimal("12.50"), "deep", Map.of("x", "Ana"))));
  }

  @Test
  void an_optional_value_that_is_nothing_is_left_out() {
    assertThat(render(Map.of("needed", "x", "optional", "{{ row.absent }}")))
        .isEqualTo(Map.of("needed", "x"));
    assertThat(render(Map.of("needed", "x", "optional", "{{ row.none }}")))
        .isEqualTo(Map.of("needed", "x"));
    assertThat(
            render(
                Map.of(
                    "needed", "x", "inner", Map.of("needed", "y", "optional", "{{ row.absent }}"))))
        .isEqualTo(Map.of("needed", "x", "inner", Map.of("needed", "y")));
    assertThat(missing(Map.of("needed", "x", "optional", "Hi {{ row.absent }}")).pointer())
        .isEqualTo("/optional");
  }

  @Test
  void a_needed_value_that_is_nothing_is_named() {
    assertThat(missing(Map.of("needed", "{{ row.absent }}")).pointer()).isEqualTo("/needed");
    assertThat(missing(Map.of("needed", "{{ row.none }}")).pointer()).isEqualTo("/needed");
    assertThat(missing(Map.of("inner", Map.of("needed", "{{ row.absent }}"))).pointer())
        .isEqualTo("/inner/needed");
    var inList = missing(Map.of("needed", "x", "list", List.of("a", "{{ row.none }}")));
    assertThat(inList.pointer()).isEqualTo("/list/1");
    assertThat(inList.expression()).isEqualTo("row.none");
  }

  @Test
  void in_free_form_objects_null_is_a_value_and_nothing_is_missing() {
    var values = new HashMap<String, Object>();
    values.put("note", "{{ row.none }}");
    values.put("fixed", null);
    var expected = new HashMap<String, Object>();
    expected.put("note", null);
    expected.put("fixed", null);
    assertThat(render(Map.of("needed", "x", "values", values)).get("values")).isEqualTo(expected);
    assertThat(
            missing(Map.of("needed", "x", "values", Map.of("a/b", "{{ row.absent }}"))).pointer())
        .isEqualTo("/values/a~1b");
    assertThat(render(Map.of("needed", "x", "any", Arrays.asList("{{ row.none }}", 1))).get("any"))
        .isEqualTo(Arrays.asList(null, 1));
  }

  @Test
  void a_blank_field_within_a_text_is_missing_where_a_person_reads_it() {
    var template =
        InputTemplate.compile(
            Map.of("needed", "Hi {{ row.blank }}, come in", "optional", "{{ row.blank }}"),
            Input.class);
    assertThat(template.render(scope())).containsEntry("needed", "Hi  , come in");
    var failure =
        catchThrowableOfType(MissingValueException.class, () -> template.renderForPerson(scope()));
    assertThat(failure.pointer()).isEqualTo("/needed");
    var computed =
        InputTemplate.compile(
            Map.of(
                "needed",
                "Hi{{ row.blank ? '' : ' ' & row.name }}, come in",
                "optional",
                "{{ row.blank }}"),
            Input.class);
    assertThat(computed.renderForPerson(scope()))
        .isEqualTo(Map.of("needed", "Hi, come in", "optional", " "));
  }

  @Test
  void an_expression_that_fails_is_named_with_its_place() {
    var failure =
        catchThrowableOfType(
            ExpressionException.class, () -> render(Map.of("needed", "{{ row.name + 1 }}")));
    assertThat(failure).hasMessageContaining("/needed").hasMessageNotContaining("Ana");
  }

  @Test
  void a_connector_sees_what_is_written_in_its_shape() {
    var template =
        InputTemplate.compile(
            Map.of(
                "needed",
                "{{ row.name }}",
                "optional",
                "fixed",
                "values",
                Map.of("Id", "{{ row.name }}"),
                "list",
                List.of("a", "{{ row.name }}")),
            Input.class);
    assertThat(template.written())
        .isEqualTo(
            Map.of(
                "optional", "fixed",
                "values", Collections.singletonMap("Id", null),
                "list", Arrays.asList("a", null)));
  }

  @Test
  void without_a_declared_input_anything_may_be_written() {
    var template = InputTemplate.compile(Map.of("a", Map.of("b", "{{ row.name }}"), "n", 1), null);
    assertThat(template.render(scope())).isEqualTo(Map.of("a", Map.of("b", "Ana"), "n", 1));
    assertThat(template.raw()).containsKey("a");
  }
}
