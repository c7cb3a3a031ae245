package org.carelay.recipe;

import java.util.ArrayList;
import java.util.List;

/** Finds the {@code call} steps of a recipe. */
final class Calls {
  private final List<Found> found = new ArrayList<>();

  private Calls() {}

  /** A call, with the pointer of its {@code call} property. */
  record Found(String recipe, String pointer) {}

  static List<Found> of(Recipe recipe) {
    var calls = new Calls();
    calls.visit(recipe.steps(), "/steps");
    calls.visit(recipe.onFailure(), "/onFailure");
    return calls.found;
  }

  private void visit(List<Step> steps, String pointer) {
    for (int i = 0; i < steps.size(); i++) {
      visit(steps.get(i), pointer + "/" + i);
    }
  }

  private void visit(Step step, String pointer) {
    switch (step) {
      case Step.Call call -> found.add(new Found(call.recipe(), pointer + "/call"));
      case Step.Use use -> {
        if (use.onError() instanceof OnError.Run(var steps)) {
          visit(steps, pointer + "/onError/steps");
        }
      }
      case Step.Choose choose -> {
        for (int i = 0; i < choose.branches().size(); i++) {
          visit(choose.branches().get(i).steps(), pointer + "/choose/" + i + "/steps");
        }
        visit(choose.otherwise(), pointer + "/otherwise");
      }
      case Step.ForEach loop -> visit(loop.steps(), pointer + "/steps");
      case Step.Parallel parallel -> {
        for (int i = 0; i < parallel.branches().size(); i++) {
          visit(parallel.branches().get(i), pointer + "/parallel/" + i);
        }
      }
      case Step.WaitFor wait -> visit(wait.onTimeout(), pointer + "/waitFor/onTimeout");
      case Step.Wait _, Step.Stop _ -> {}
    }
  }
}
