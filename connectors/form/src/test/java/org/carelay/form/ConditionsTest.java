package org.carelay.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.form.Forms.answered;
import static org.carelay.form.Forms.form;
import static org.carelay.form.Forms.item;
import static org.carelay.form.Forms.sent;
import static org.carelay.form.Forms.shown;
import static org.carelay.form.Forms.visit;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
  private static Map<String, Object> when(String question, String operator, Object answer) {
    return Map.of("question", question, "operator", operator, "answer", answer);
  }

  private static final Map<String, Object> FORM =
      form(
          item("pain", "integer", "required", true),
          item("where", "string", "required", true, "enableWhen", List.of(when("pain", ">=", 5))),
          item(
              "g",
              "group",
              "enableWhen",
              List.of(when("where", "exists", true)),
              "item",
              List.of(item("long", "boolean"))));

  @Test
  void what_follows_from_an_answer_is_asked_before_anything_is_taken() {
    var first = shown(visit(FORM, null, null));
    assertThat(first).contains("q:pain", "value=\"more\"").doesNotContain("q:where", "q:long");
    var second = shown(visit(FORM, sent("_shown", "pain", "q:pain", "7"), null));
    assertThat(second)
        .contains("there is one more question", "q:where", ">New<", "value=\"7\"")
        .doesNotContain("role=\"alert\"");
    var third =
        shown(visit(FORM, sent("_shown", "pain where", "q:pain", "7", "q:where", "leg"), null));
    assertThat(third).contains("q:long");
    var data =
        answered(
            visit(
                FORM,
                sent(
                    "_shown", "pain where long", "q:pain", "7", "q:where", "leg", "q:long", "true"),
                null));
    assertThat(data.get("answers")).isEqualTo(Map.of("pain", 7L, "where", "leg", "long", true));
  }

  @Test
  void continue_shows_what_follows_and_says_so_where_nothing_does() {
    assertThat(shown(visit(FORM, sent("_action", "more", "_shown", "pain", "q:pain", "2"), null)))
        .contains("There are no further questions");
    assertThat(shown(visit(FORM, sent("_action", "more", "_shown", "pain", "q:pain", "8"), null)))
        .contains("there is one more question")
        .doesNotContain("role=\"alert\"");
  }

  @Test
  void answers_to_questions_that_are_not_asked_any_more_are_not_kept() {
    var data =
        answered(
            visit(
                FORM,
                sent(
                    "_shown", "pain where long", "q:pain", "2", "q:where", "leg", "q:long", "true"),
                null));
    assertThat(data.get("answers"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("pain", 2L)
        .containsEntry("where", null)
        .containsEntry("long", null);
    assertThat(String.valueOf(data.get("response"))).doesNotContain("leg");
  }

  @ParameterizedTest
  @CsvSource({
    "=,5,5,true",
    "=,5,6,false",
    "!=,5,6,true",
    ">,5,5,false",
    "<,5,4.5,true",
    ">=,5,5.0,true",
    "<=,5,6,false"
  })
  void numbers_are_compared_by_value(String operator, String wanted, String given, boolean asked) {
    var form =
        form(
            item("a", "decimal"),
            item(
                "b",
                "string",
                "enableWhen",
                List.of(when("a", operator, new java.math.BigDecimal(wanted)))));
    var html = shown(visit(form, sent("_action", "more", "_shown", "a", "q:a", given), null));
    assertThat(html.contains("q:b")).isEqualTo(asked);
  }

  @Test
  void all_or_any_of_several_conditions() {
    for (var behavior : List.of("all", "any")) {
      var form =
          form(
              item("a", "choice", "answerOption", List.of("x", "y")),
              item("b", "boolean"),
              item(
                  "c",
                  "string",
                  "enableBehavior",
                  behavior,
                  "enableWhen",
                  List.of(
                      Map.of("question", "a", "operator", "=", "answerCoding", Map.of("code", "x")),
                      Map.of("question", "b", "operator", "=", "answerBoolean", true))));
      var html =
          shown(
              visit(
                  form,
                  sent("_action", "more", "_shown", "a b", "q:a", "x", "q:b", "false"),
                  null));
      assertThat(html.contains("q:c")).isEqualTo(behavior.equals("any"));
    }
  }
}
