package org.carelay.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.form.Forms.form;
import static org.carelay.form.Forms.item;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.carelay.connector.InputProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FormCheckTest {
  private static List<String> problems(Map<String, Object> written) {
    return new SubmittedTrigger()
        .check(written).stream().map(p -> p.pointer() + " " + p.code()).toList();
  }

  static Stream<Arguments> bad() {
    var when = Map.of("question", "a", "operator", "=", "answer", 1);
    return Stream.of(
        Arguments.of(form(), "/form/item no-questions"),
        Arguments.of(form(item("a b", "string")), "/form/item/0/linkId bad-link-id"),
        Arguments.of(
            form(item("a", "string"), item("a", "text")), "/form/item/1/linkId duplicate-link-id"),
        Arguments.of(form(item("a", "choice")), "/form/item/0/answerOption no-choices"),
        Arguments.of(
            form(item("a", "choice", "answerOption", List.of("x", "x"))),
            "/form/item/0/answerOption duplicate-choice"),
        Arguments.of(
            form(item("a", "choice", "answerOption", List.of("_other"))),
            "/form/item/0/answerOption bad-choice"),
        Arguments.of(
            form(item("a", "string", "answerOption", List.of("x"))),
            "/form/item/0/answerOption not-for-this-type"),
        Arguments.of(
            form(item("a", "string", "minValue", 1)), "/form/item/0/minValue not-for-this-type"),
        Arguments.of(
            form(item("a", "integer", "minValue", "one")), "/form/item/0/minValue wrong-bound"),
        Arguments.of(
            form(item("a", "integer", "minValue", 5, "maxValue", 1)),
            "/form/item/0/minValue empty-range"),
        Arguments.of(
            form(item("a", "string", "minLength", 5, "maxLength", 1)),
            "/form/item/0/minLength empty-range"),
        Arguments.of(
            form(item("a", "string", "repeats", true)), "/form/item/0/repeats repeats-not-here"),
        Arguments.of(form(item("a", "group")), "/form/item/0/item no-questions"),
        Arguments.of(
            form(item("a", "display", "required", true)),
            "/form/item/0/required not-for-this-type"),
        Arguments.of(
            form(item("b", "string", "enableWhen", List.of(when))),
            "/form/item/0/enableWhen/0/question no-such-question"),
        Arguments.of(
            form(item("a", "string"), item("b", "string", "enableWhen", List.of(when))),
            "/form/item/1/enableWhen/0/answer wrong-answer"),
        Arguments.of(
            form(
                item("a", "integer"),
                item(
                    "b",
                    "string",
                    "enableWhen",
                    List.of(Map.of("question", "a", "operator", "~", "answer", 1)))),
            "/form/item/1/enableWhen/0/operator unknown-operator"),
        Arguments.of(
            form(
                item("a", "choice", "answerOption", List.of("x")),
                item(
                    "b",
                    "string",
                    "enableWhen",
                    List.of(Map.of("question", "a", "operator", "=", "answer", "y")))),
            "/form/item/1/enableWhen/0/answer no-such-choice"),
        Arguments.of(
            form(
                item(
                    "g",
                    "group",
                    "item",
                    List.of(item("a", "string"), item("b", "string", "text", " "))),
                item("c", "string")),
            "/form/item/0/item/1/text text-empty"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_form_is_told_with_its_place(Map<String, Object> written, String problem) {
    assertThat(problems(written)).containsExactly(problem);
  }

  @Test
  void a_good_form_has_no_problems() {
    assertThat(
            problems(
                form(
                    item("a", "integer", "minValue", 0, "maxValue", 10),
                    item(
                        "b",
                        "string",
                        "enableWhen",
                        List.of(Map.of("question", "a", "operator", ">", "answerInteger", 5))))))
        .isEmpty();
  }

  @Test
  void an_open_address_is_short_and_plain() {
    var written = new HashMap<>(form(item("a", "string")));
    written.put("open", "New Patient");
    assertThat(problems(written)).containsExactly("/open address-not-possible");
  }

  @Test
  void the_title_is_the_same_for_everybody() {
    var form = new HashMap<String, Object>();
    form.put("title", null); // as the language gives a text with {{ }}
    form.put("item", List.of(item("a", "string")));
    assertThat(problems(Map.of("form", form))).containsExactly("/form/title form-text-fixed");
  }

  @Test
  void an_invitation_is_to_a_form_or_a_recipe() {
    var action = new InviteAction();
    assertThat(codes(action.check(Map.of()))).containsExactly("form-or-recipe");
    var both = new HashMap<>(form(item("a", "string")));
    both.put("recipe", "r");
    assertThat(codes(action.check(both))).containsExactly("form-or-recipe");
    assertThat(codes(action.check(Map.of("recipe", "r", "validFor", "PT1S"))))
        .containsExactly("validity-not-possible");
    assertThat(action.check(Map.of("recipe", "r", "validFor", "P14D"))).isEmpty();
  }

  private static List<String> codes(List<InputProblem> problems) {
    return new ArrayList<>(problems.stream().map(InputProblem::code).toList());
  }
}
