package org.carelay.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one of our functions is called with. */
record Arguments(
    String function,
    List<? extends @Nullable Object> values,
    JsonataRuntime.Evaluation evaluation) {
  Scope scope() {
    return evaluation.scope();
  }

  Bounds bounds() {
    return evaluation.bounds();
  }

  /** Null for nothing and where fewer arguments were given. */
  @Nullable Object at(int index) {
    return index < values.size() ? values.get(index) : null;
  }

  boolean has(int index) {
    return at(index) != null;
  }

  /** A text; numbers and truth values as text. */
  String text(int index) {
    return switch (at(index)) {
      case String text -> text;
      case Number number -> Template.scalarText(number);
      case Boolean truth -> truth.toString();
      case null, default -> throw refused(index, "a text");
    };
  }

  int whole(int index) {
    if (at(index) instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw refused(index, "a whole number");
  }

  EvaluationError refused(int index, String expected) {
    return failed("needs " + expected + " as argument " + (index + 1));
  }

  EvaluationError failed(String sentence) {
    return new EvaluationError("expression-failed", "fails: $" + function + " " + sentence);
  }
}
