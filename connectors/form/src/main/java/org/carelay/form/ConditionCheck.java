package org.carelay.form;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an item's conditions.
 *
 * @param earlier the items above it, by link id
 */
record ConditionCheck(List<InputProblem> problems, Map<String, Map<?, ?>> earlier) {
  private static final Set<Item.Type> ORDERED =
      Set.of(
          Item.Type.INTEGER,
          Item.Type.DECIMAL,
          Item.Type.DATE,
          Item.Type.DATE_TIME,
          Item.Type.TIME);

  void of(Map<?, ?> item, String pointer) {
    var written = item.get("enableWhen");
    var all =
        written instanceof List<?> list ? list : written == null ? List.of() : List.of(written);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> condition) {
        condition(condition, pointer + "/enableWhen/" + i);
      }
    }
  }

  private void add(String pointer, String code, String message) {
    problems.add(new InputProblem(pointer, code, message));
  }

  private void condition(Map<?, ?> condition, String pointer) {
    if (!(condition.get("operator") instanceof String operator)) {
      return;
    }
    if (!EnableWhen.OPERATORS.contains(operator)) {
      add(
          pointer + "/operator",
          "unknown-operator",
          "The operator is one of " + String.join(", ", EnableWhen.OPERATORS) + ".");
      return;
    }
    var asked = earlier.get(String.valueOf(condition.get("question")));
    var type = asked == null ? null : FormCheck.type(asked);
    if (type == null || !type.isQuestion()) {
      add(
          pointer + "/question",
          "no-such-question",
          "No question above this one has the link id \"" + condition.get("question") + "\".");
      return;
    }
    var answer = answer(condition);
    if (answer == null) {
      if (!operator.equals("exists")) {
        add(pointer + "/answer", "no-answer", "Say what the answer is compared with.");
      }
      return;
    }
    answer(Objects.requireNonNull(asked), type, operator, answer, pointer);
  }

  private void answer(
      Map<?, ?> asked, Item.Type type, String operator, Object answer, String pointer) {
    if (operator.equals("exists") || type == Item.Type.BOOLEAN) {
      if (!(answer instanceof Boolean)) {
        add(pointer + "/answer", "wrong-answer", "This must be true or false.");
      }
      return;
    }
    if (!operator.equals("=") && !operator.equals("!=") && !ORDERED.contains(type)) {
      add(
          pointer + "/operator",
          "no-order",
          "Only numbers, dates and times are greater or less than others.");
    }
    boolean number = type == Item.Type.INTEGER || type == Item.Type.DECIMAL;
    if (number != answer instanceof Number) {
      add(
          pointer + "/answer",
          "wrong-answer",
          number ? "This must be a number." : "This must be a text.");
    } else if (type == Item.Type.CHOICE && !FormCheck.codes(asked).contains(answer)) {
      add(pointer + "/answer", "no-such-choice", "No choice of that question has this code.");
    }
  }

  private static @Nullable Object answer(Map<?, ?> condition) {
    for (var entry : condition.entrySet()) {
      if (String.valueOf(entry.getKey()).startsWith("answer") && entry.getValue() != null) {
        return entry.getValue() instanceof Map<?, ?> coding ? coding.get("code") : entry.getValue();
      }
    }
    return null;
  }
}
