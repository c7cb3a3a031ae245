package org.carelay.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a recipe.
 *
 * @param recipe null if there is any {@link Problem.Severity#ERROR}
 * @param problems everything found, in the order of the document
 */
public record Reading(@Nullable Recipe recipe, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }
}
