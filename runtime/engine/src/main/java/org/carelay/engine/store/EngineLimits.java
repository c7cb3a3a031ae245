package org.carelay.engine.store;

import java.util.ArrayList;
import java.util.List;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.OnError;
import org.carelay.recipe.Problem;
import org.carelay.recipe.Problem.Severity;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.RecipeReader;
import org.carelay.recipe.Step;
import org.carelay.recipe.TriggerUse.StartFrom;

/**
 * What the language knows and this engine does not do. It is said when a recipe is imported: a rule
 * that protects patients must never be taken and then ignored.
 */
public final class EngineLimits {
  private final List<Problem> problems = new ArrayList<>();

  private EngineLimits() {}

  /** Reads recipes for this engine. */
  public static RecipeReader reader(Catalog catalog) {
    return new RecipeReader(catalog, EngineLimits::check);
  }

  private static List<Problem> check(Recipe recipe) {
    var limits = new EngineLimits();
    if (recipe.policy().quietHours() != null) {
      limits.refuse("/policy/quietHours", "Quiet hours are not available yet");
    }
    if (!(recipe.trigger().startFrom() instanceof StartFrom.Now)) {
      limits.refuse(
          "/trigger/startFrom", "Starting from what is there already is not available yet");
    }
    if (recipe.alert() != null) {
      limits.warn("/alert", "Nobody is alerted yet; failures are in attention");
    }
    if (recipe.policy().retention() != null) {
      limits.warn("/policy/retention", "Runs are kept without end as yet");
    }
    limits.steps(recipe.steps(), "/steps");
    limits.steps(recipe.onFailure(), "/onFailure");
    return limits.problems;
  }

  private void steps(List<Step> steps, String pointer) {
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), pointer + "/" + i);
    }
  }

  private void step(Step step, String pointer) {
    switch (step) {
      case Step.WaitFor waitFor -> {
        switch (waitFor.what().kind()) {
          case REPLY, APPROVAL -> steps(waitFor.onTimeout(), pointer + "/waitFor/onTimeout");
          case FORM -> refuse(pointer + "/waitFor/form", "Waiting for a form is not available yet");
          case WEBHOOK ->
              refuse(pointer + "/waitFor/webhook", "Waiting for a webhook is not available yet");
        }
      }
      case Step.Use use -> {
        if (use.onError() instanceof OnError.Run(List<Step> steps)) {
          steps(steps, pointer + "/onError/steps");
        }
      }
      case Step.Choose choose -> {
        for (int i = 0; i < choose.branches().size(); i++) {
          steps(choose.branches().get(i).steps(), pointer + "/choose/" + i + "/steps");
        }
        steps(choose.otherwise(), pointer + "/otherwise");
      }
      case Step.ForEach loop -> steps(loop.steps(), pointer + "/steps");
      case Step.Parallel parallel -> {
        for (int i = 0; i < parallel.branches().size(); i++) {
          steps(parallel.branches().get(i), pointer + "/parallel/" + i);
        }
      }
      case Step.Wait wait -> {}
      case Step.Call call -> {}
      case Step.Stop stop -> {}
    }
  }

  private void refuse(String pointer, String what) {
    problems.add(new Problem(pointer, "not-available", what + ": remove it.", Severity.ERROR));
  }

  private void warn(String pointer, String what) {
    problems.add(new Problem(pointer, "not-available", what + ".", Severity.WARNING));
  }
}
