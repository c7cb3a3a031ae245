package org.carelay.recipe;

import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.InputProblem;

/** Collects everything that is wrong, so that it is told at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(String pointer, String code, String message) {
    found.add(Problem.error(pointer, code, message));
  }

  void addAll(String base, List<InputProblem> inputs) {
    inputs.forEach(input -> add(base + input.pointer(), input.code(), sentence(input)));
  }

  /** Problems of a value read "must be ..."; as a sentence they need a subject. */
  private static String sentence(InputProblem input) {
    var message = input.message();
    return message.startsWith("must ") ? "This " + message : message;
  }

  /** Says where in the text it is wrong. */
  void add(String pointer, ExpressionException e) {
    var place = e.position() < 0 ? "" : " (near character " + e.position() + ")";
    add(pointer, e.code(), e.getMessage() + place);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  int size() {
    return found.size();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
