package org.carelay.recipe;

import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.InputProblem;

/** Collects everything that is wrong, so that it is told at once. */
final class Problems {
  private static final int MOST = 1_000;
  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, String code, String message) {
    if (found.size() < MOST) {
      found.add(Problem.error(pointer, code, message));
    } else if (found.size() == MOST) {
      found.add(Problem.error("", "too-many-problems", "Only the first " + MOST + " are listed"));
    }
  }

  void addAll(String base, List<InputProblem> inputs) {
    inputs.forEach(input -> add(base + input.pointer(), input.code(), sentence(input)));
  }

  /** What is said about a value, such as "must be a text", needs a subject. */
  private static String sentence(InputProblem input) {
    var message = input.message();
    boolean predicate = !message.isEmpty() && Character.isLowerCase(message.charAt(0));
    return predicate ? "This " + message : message;
  }

  /** Says where in the text it is wrong. */
  void add(String pointer, ExpressionException e) {
    var place = e.position() < 0 ? "" : " (near character " + e.position() + ")";
    add(pointer, e.code(), e.getMessage() + place);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
