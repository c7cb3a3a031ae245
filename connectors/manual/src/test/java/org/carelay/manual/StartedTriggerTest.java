package org.carelay.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.carelay.connector.ManualTrigger.Outcome;
import org.carelay.manual.Field.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartedTriggerTest {
  private final StartedTrigger trigger = new StartedTrigger();
  private final StartedTrigger.Input input =
      new StartedTrigger.Input(
          List.of(
              new Field("reason", "Reason", null, true, null),
              new Field("beds", "Beds", Kind.NUMBER, null, null),
              new Field("day", "Day", Kind.DATE, null, null),
              new Field("urgent", "Urgent", Kind.YES_NO, null, null),
              new Field("unit", "Unit", Kind.CHOICE, null, List.of("ICU", "4W"))));

  private List<InputProblem> problems(String name, Object value) {
    var values = new HashMap<String, Object>(Map.of("reason", "drill"));
    values.put(name, value);
    return trigger.start(input, values, "nurse") instanceof Outcome.Refused(var problems)
        ? problems
        : List.of();
  }

  @Test
  void what_was_filled_in_and_by_whom_is_the_event() {
    var values =
        Map.<String, Object>of(
            "reason", "drill", "beds", 2, "day", "2026-11-24", "urgent", true, "unit", "ICU");
    assertThat(trigger.start(input, values, "nurse"))
        .isEqualTo(new Outcome.Started(Map.of("input", values, "by", "nurse")));
  }

  @Test
  void what_was_left_empty_is_null() {
    assertThat(trigger.start(input, Map.of("reason", "drill"), "nurse"))
        .isInstanceOfSatisfying(
            Outcome.Started.class,
            started -> assertThat(started.data().get("input")).asString().contains("beds=null"));
  }

  @ParameterizedTest
  @CsvSource({
    "reason, ' ', missing-value",
    "beds, two, wrong-value",
    "day, tomorrow, wrong-value",
    "urgent, yes, wrong-value",
    "unit, 5W, wrong-value",
    "other, 1, unknown-field"
  })
  void refuses_what_does_not_fit_and_says_where(String name, String value, String code) {
    assertThat(problems(name, value))
        .singleElement()
        .matches(p -> p.pointer().equals("/" + name) && p.code().equals(code));
  }

  @Test
  void finds_fields_that_nobody_could_fill_in() {
    var fields =
        List.of(
            Map.of("name", "a b", "title", "A"),
            Map.of("name", "unit", "title", "U", "kind", "choice"),
            Map.of("name", "unit", "title", "U"));
    assertThat(trigger.check(Map.of("fields", fields)))
        .extracting(InputProblem::code)
        .containsExactly("bad-name", "no-choices", "duplicate-name");
  }
}
