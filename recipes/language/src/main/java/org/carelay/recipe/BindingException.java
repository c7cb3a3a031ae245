package org.carelay.recipe;

import java.util.List;
import java.util.stream.Collectors;
import org.carelay.connector.InputProblem;

/** JSON that does not fit a record, with everything that is wrong with it. */
public final class BindingException extends Exception {
  private final List<InputProblem> problems;

  BindingException(List<InputProblem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.pointer() + ": " + problem.message())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** At least one; values are never quoted. */
  public List<InputProblem> problems() {
    return problems;
  }
}
