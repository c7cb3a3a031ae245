package org.carelay.form;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/** What is wrong with one item by itself. */
final class ItemCheck {
  private static final Set<Item.Type> NUMBERS = Set.of(Item.Type.INTEGER, Item.Type.DECIMAL);
  private static final Set<Item.Type> TEXTS = Set.of(Item.Type.STRING, Item.Type.TEXT);

  private final List<InputProblem> problems;
  private final Map<?, ?> item;
  private final Item.Type type;
  private final String pointer;

  ItemCheck(List<InputProblem> problems, Map<?, ?> item, Item.Type type, String pointer) {
    this.problems = problems;
    this.item = item;
    this.type = type;
    this.pointer = pointer;
  }

  void check() {
    boolean ranged = NUMBERS.contains(type) || type == Item.Type.DATE;
    onlyFor("minValue", ranged, "a number or a date");
    onlyFor("maxValue", ranged, "a number or a date");
    onlyFor("minLength", TEXTS.contains(type), "a string or a text");
    onlyFor("maxLength", TEXTS.contains(type) || type == Item.Type.OPEN_CHOICE, "a text");
    onlyFor("answerOption", type.isChoice(), "a choice");
    onlyFor("item", type == Item.Type.GROUP, "a group");
    onlyFor("required", type.isQuestion(), "a question");
    if (Boolean.TRUE.equals(item.get("repeats")) && !type.isChoice()) {
      add("/repeats", "repeats-not-here", "Only a choice can take several answers.");
    }
    if (type.isChoice()) {
      options();
    }
    if (ranged) {
      range();
    }
    if (item.get("minLength") instanceof Number min
        && item.get("maxLength") instanceof Number max
        && min.longValue() > max.longValue()) {
      add("/minLength", "empty-range", "No text is this long and this short.");
    }
  }

  private void add(String below, String code, String message) {
    problems.add(new InputProblem(pointer + below, code, message));
  }

  private void onlyFor(String name, boolean fits, String what) {
    if (item.get(name) != null && !fits) {
      add("/" + name, "not-for-this-type", "\"" + name + "\" is for " + what + ".");
    }
  }

  private void options() {
    if (item.containsKey("answerOption") && item.get("answerOption") == null) {
      return; // known when the step runs
    }
    var codes = FormCheck.codes(item);
    if (codes.isEmpty()) {
      add("/answerOption", "no-choices", "Say what can be chosen, in \"answerOption\".");
    }
    var seen = new HashSet<String>();
    for (var code : codes) {
      if (!seen.add(code)) {
        add("/answerOption", "duplicate-choice", "Two choices have the code \"" + code + "\".");
      } else if (code.isBlank() || code.startsWith("_")) {
        add("/answerOption", "bad-choice", "A code is not empty and does not begin with _.");
      }
    }
  }

  private void range() {
    var min = bound("minValue");
    var max = bound("maxValue");
    if (min instanceof BigDecimal low && max instanceof BigDecimal high && low.compareTo(high) > 0
        || min instanceof LocalDate first
            && max instanceof LocalDate last
            && last.isBefore(first)) {
      add("/minValue", "empty-range", "The lowest value is above the highest.");
    }
  }

  private @Nullable Object bound(String name) {
    var value = item.get(name);
    if (value == null) {
      return null;
    }
    if (NUMBERS.contains(type)) {
      if (value instanceof Number) {
        return Values.decimal(value);
      }
      add("/" + name, "wrong-bound", "This must be a number.");
      return null;
    }
    try {
      return LocalDate.parse(String.valueOf(value));
    } catch (DateTimeException e) {
      add("/" + name, "wrong-bound", "This must be a date such as 2026-11-22.");
      return null;
    }
  }
}
