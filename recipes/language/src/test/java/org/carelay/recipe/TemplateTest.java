package org.carelay.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static Scope scope(Map<String, Object> row) {
    return new Scope(Map.of("row", row), Instant.EPOCH, ZoneId.of("UTC"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '§',
      textBlock =
          """
          plain text ==> plain text
          Hi {{ row.name }}! ==> Hi Ana!
          {{row.name}}{{ row.n }} ==> Ana3
          a } b }} c { d ==> a } b }} c { d
          {{ '{{' }} and {{ "}}" }} ==> {{ and }}
          x{{ {'a': {'b': 1}}.a.b }} ==> x1
          x{{ /* }} */ row.n }} ==> x3
          x{{ $replace('axxb', /[x]{2}/, '}}') }} ==> xa}}b
          x{{ row.`odd }} name` }} ==> xodd
          x{{ 6 / 2 }}{{ 8 / 4 }} ==> x32
          {{ row.price }} EUR ==> 12.50 EUR
          {{ row.big }}. ==> 123456789012345678901234567890.
          {{ 0.1 + 0.2 }}. ==> 0.3.
          {{ 1e3 }}. ==> 1000.
          {{ row.yes }}. ==> true.
          {{ row.empty }}. ==> .
          """)
  void puts_values_into_text(String template, String expected) {
    var row = new HashMap<String, Object>();
    row.put("name", "Ana");
    row.put("n", 3);
    row.put("odd }} name", "odd");
    row.put("price", new BigDecimal("12.50"));
    row.put("big", new BigDecimal("123456789012345678901234567890"));
    row.put("yes", true);
    row.put("empty", "");
    assertThat(Template.compile(template).render(scope(row))).isEqualTo(expected);
  }

  @Test
  void a_name_is_never_blank_unless_it_is_written_so() {
    var row = Map.<String, Object>of("mrn", " ", "n", 7);
    assertThat(Template.compile("{{ row.n }}").renderName(scope(row))).isEqualTo("7");
    assertThat(Template.compile("").renderName(scope(row))).isEmpty();
    assertThatThrownBy(() -> Template.compile("{{ row.mrn }}").renderName(scope(row)))
        .isInstanceOf(MissingValueException.class);
  }

  @Test
  void exactly_one_expression_keeps_its_type() {
    var row = Map.<String, Object>of("n", 3, "list", List.of(1, 2), "d", new BigDecimal("1.10"));
    assertThat(Template.compile("{{ row.n }}").render(scope(row))).isEqualTo(3);
    assertThat(Template.compile("{{ row.list }}").render(scope(row))).isEqualTo(List.of(1, 2));
    assertThat(Template.compile("{{ row.d }}").render(scope(row)))
        .isEqualTo(new BigDecimal("1.10"));
    assertThat(Template.compile(" {{ row.n }}").render(scope(row))).isEqualTo(" 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{ row.absent }}", "Hi {{ row.absent }}", "{{ row.none }}", "Hi {{ row.none }}"})
  void never_says_hello_undefined(String template) {
    var row = new HashMap<String, Object>();
    row.put("none", null);
    row.put("name", "Ana");
    var missing =
        catchThrowableOfType(
            MissingValueException.class, () -> Template.compile(template).render(scope(row)));
    assertThat(missing.expression()).startsWith("row.");
    assertThat(missing.getMessage()).contains("has no value").doesNotContain("Ana");
  }

  @Test
  void refuses_lists_and_objects_within_text() {
    var row = Map.<String, Object>of("list", List.of("secret", "b"));
    assertThatThrownBy(() -> Template.compile("Hi {{ row.list }}").render(scope(row)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("row.list")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Template.compile("Hi {{ row }}").render(scope(row)))
        .isInstanceOf(ExpressionException.class);
  }

  @Test
  void a_number_of_absurd_size_stays_short() {
    var row = Map.<String, Object>of("n", new BigDecimal("1e999999999"));
    assertThat(Template.compile("n={{ row.n }}").render(scope(row))).isEqualTo("n=1E+999999999");
  }

  @Test
  void says_where_a_text_is_wrong() {
    var open = catchThrowableOfType(ExpressionException.class, () -> Template.compile("Hi {{ a"));
    assertThat(open.code()).isEqualTo("template-not-closed");
    assertThat(open.position()).isEqualTo(3);
    var wrong =
        catchThrowableOfType(ExpressionException.class, () -> Template.compile("Hi {{ a + }} you"));
    assertThat(wrong.code()).isEqualTo("expression-syntax");
    assertThat(wrong.position()).isBetween(6, 12);
  }

  @Test
  void any_text_without_double_braces_is_itself() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var text = randomText(random).replaceAll("\\{+", "{");
      var template = Template.compile(text);
      assertThat(template.isLiteral()).isTrue();
      assertThat(template.render(scope(Map.of()))).isEqualTo(text);
    }
  }

  @Test
  void any_value_comes_out_as_it_went_in() {
    var random = new Random(8);
    for (int i = 0; i < 2_000; i++) {
      var value = randomText(random);
      var row = Map.<String, Object>of("v", value);
      assertThat(Template.compile("{{ row.v }}").render(scope(row))).isEqualTo(value);
      assertThat(Template.compile("<{{ row.v }}>").render(scope(row))).isEqualTo("<" + value + ">");
      assertThat(Template.compile("{{ row.v & '' }}").render(scope(row))).isEqualTo(value);
    }
  }

  @Test
  void no_text_brings_the_compiler_down() {
    var random = new Random(9);
    for (int i = 0; i < 5_000; i++) {
      var text = "{{" + randomText(random) + "}}";
      try {
        assertThat(Template.compile(text).text()).isEqualTo(text);
      } catch (ExpressionException refused) {
        assertThat(refused.code()).matches("[a-z-]+");
        assertThat(refused.position()).isBetween(-1, text.length());
      }
    }
  }

  private static String randomText(Random random) {
    var letters = "ab1 .$(){}[]'\"`/\\*+-=<>&?:;,%^@#|~\u00e9\n";
    var text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
