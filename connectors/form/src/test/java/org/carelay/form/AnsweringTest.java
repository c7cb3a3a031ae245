package org.carelay.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.form.Forms.ANA;
import static org.carelay.form.Forms.answered;
import static org.carelay.form.Forms.form;
import static org.carelay.form.Forms.item;
import static org.carelay.form.Forms.sent;
import static org.carelay.form.Forms.shown;
import static org.carelay.form.Forms.visit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.carelay.connector.PageTrigger.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweringTest {
  private static final Map<String, Object> ALL =
      form(
          item("pain", "integer", "required", true, "minValue", 0, "maxValue", 10),
          item("temperature", "decimal"),
          item("fever", "boolean"),
          item("since", "date", "minValue", "2026-01-01"),
          item("at", "dateTime"),
          item("hour", "time"),
          item("name", "string", "maxLength", 5),
          item("more", "text"),
          item(
              "where",
              "choice",
              "answerOption",
              List.of(Map.of("code", "leg", "display", "Leg"), "arm")),
          item("which", "choice", "repeats", true, "answerOption", List.of("a", "b", "c")),
          item("other", "open-choice", "answerOption", List.of("x")));
  private static final String SHOWN =
      "pain temperature fever since at hour name more where which other";

  @Test
  void answers_have_types() {
    var data =
        answered(
            visit(
                ALL,
                sent(
                    "_shown",
                    SHOWN,
                    "q:pain",
                    "7",
                    "q:temperature",
                    "98.60",
                    "q:fever",
                    "false",
                    "q:since",
                    "2026-11-20",
                    "q:at",
                    "2026-11-20T08:30",
                    "q:hour",
                    "08:30",
                    "q:name",
                    " Ana ",
                    "q:more",
                    "one\r\ntwo",
                    "q:where",
                    "leg",
                    "q:which",
                    "a|c",
                    "q:other",
                    "_other",
                    "o:other",
                    "Mine"),
                ANA));
    var expected = new java.util.LinkedHashMap<String, Object>();
    expected.put("pain", 7L);
    expected.put("temperature", new BigDecimal("98.60"));
    expected.put("fever", false);
    expected.put("since", "2026-11-20");
    expected.put("at", "2026-11-20T08:30:00-05:00");
    expected.put("hour", "08:30:00");
    expected.put("name", "Ana");
    expected.put("more", "one\ntwo");
    expected.put("where", Map.of("code", "leg", "display", "Leg"));
    expected.put(
        "which", List.of(Map.of("code", "a", "display", "a"), Map.of("code", "c", "display", "c")));
    var own = new java.util.LinkedHashMap<String, Object>();
    own.put("code", null);
    own.put("display", "Mine");
    expected.put("other", own);
    assertThat(data.get("answers")).isEqualTo(expected);
    assertThat(data.get("invitation")).isEqualTo(Map.of("id", "inv-1", "subject", "MRN-1"));
    assertThat(data.get("response"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("resourceType", "QuestionnaireResponse")
        .containsEntry("status", "completed")
        .containsEntry("subject", Map.of("identifier", Map.of("value", "MRN-1")));
    assertThat(String.valueOf(data.get("response")))
        .contains("valueInteger=7", "valueDecimal=98.60", "valueDateTime=2026-11-20T08:30:00-05:00")
        .contains("valueCoding={code=leg, display=Leg}", "valueString=Mine");
  }

  @Test
  void what_was_not_answered_is_null() {
    var answers = answered(visit(ALL, sent("_shown", SHOWN, "q:pain", "0"), null)).get("answers");
    assertThat(answers)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("pain", 0L)
        .containsEntry("fever", null)
        .containsEntry("which", List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "q:pain;;Please answer this question",
        "q:pain;11;from 0 to 10",
        "q:pain;7.5;whole number",
        "q:pain;99999999999999999999;whole number",
        "q:temperature;98,6;without commas",
        "q:since;20.11.2026;such as 2026-11-22",
        "q:since;2025-12-31;2026-01-01 or more",
        "q:since;2026-02-30;such as 2026-11-22",
        "q:at;tomorrow;such as 2026-11-22T14:30",
        "q:hour;25:00;such as 14:30",
        "q:name;Anastasia;at most 5 characters; there are 9 now",
        "q:where;foot;choose an answer",
        "q:where;leg|arm;choose only one",
        "q:other;_other;write your own answer",
      })
  void a_wrong_answer_is_said_beside_its_field_and_nothing_is_lost(
      String field, String value, String sentence) {
    var sent = sent("_shown", SHOWN, "q:pain", "3", "q:more", "Kept words");
    if (value == null) {
      sent.remove(field);
    } else {
      sent.put(field, List.of(value.split("\\|")));
    }
    var html = shown(visit(ALL, sent, null));
    var name = field.substring(2);
    assertThat(html)
        .contains("role=\"alert\"", "Please look at one answer again")
        .contains("href=\"#q-" + name)
        .contains("id=\"q-" + name + "-problem\"")
        .contains(sentence)
        .contains("Kept words");
  }

  @Test
  void text_from_outside_is_never_markup() {
    var form = form(item("a", "string", "text", "<b>\"A\" & 'B'</b>"));
    var html =
        shown(
            visit(
                form,
                sent("_action", "more", "_shown", "a", "q:a", "\"><script>alert(1)</script>"),
                null));
    assertThat(html)
        .doesNotContain("<script", "<b>")
        .contains("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;")
        .contains("value=\"&quot;&gt;&lt;script&gt;");
  }

  @Test
  void a_guest_can_go_on_later() {
    var saved = visit(ALL, sent("_action", "save", "_shown", SHOWN, "q:more", "Half"), ANA);
    assertThat(saved).isInstanceOf(Outcome.Saved.class);
    var draft = ((Outcome.Saved) saved).draft();
    assertThat(shown(visit(ALL, null, draft, ANA))).contains(">\nHalf</textarea>");
    assertThat(shown(visit(ALL, null, ANA))).contains("value=\"save\"");
    assertThat(shown(visit(ALL, null, null))).doesNotContain("value=\"save\"");
    assertThat(visit(ALL, sent("_action", "save", "q:more", "Half"), null))
        .isInstanceOf(Outcome.Shown.class);
  }

  @Test
  void the_page_speaks_the_forms_language() {
    var spanish =
        Map.<String, Object>of(
            "form",
            Map.of(
                "title",
                "Cómo está",
                "language",
                "es",
                "item",
                List.of(item("a", "string", "required", true))));
    assertThat(shown(visit(spanish, sent("_shown", "a"), null)))
        .contains("Por favor, responda", "Enviar mis respuestas");
  }
}
