package org.carelay.engine.trigger;

import java.util.List;
import org.carelay.engine.store.Recipes;
import org.carelay.recipe.OnError;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/** Finds a step by its id, wherever it stands in its recipe or in those that it calls. */
final class StepSearch {
  private final Recipes recipes;
  private final int workspace;

  StepSearch(Recipes recipes, int workspace) {
    this.recipes = recipes;
    this.workspace = workspace;
  }

  /** Null where there is none, or it uses nothing. */
  Step.@Nullable Use use(Recipe recipe, String id) {
    var found = in(recipe.steps(), id);
    return found == null ? in(recipe.onFailure(), id) : found;
  }

  private Step.@Nullable Use in(List<Step> steps, String id) {
    for (Step step : steps) {
      var found =
          switch (step) {
            case Step.Use use when use.id().equals(id) -> use;
            case Step.Use use ->
                use.onError() instanceof OnError.Run(List<Step> inner) ? in(inner, id) : null;
            case Step.Choose choose -> inChoose(choose, id);
            case Step.ForEach loop -> in(loop.steps(), id);
            case Step.Parallel parallel -> inAny(parallel.branches(), id);
            case Step.WaitFor waitFor -> in(waitFor.onTimeout(), id);
            case Step.Call call -> inCalled(call, id);
            case Step.Wait _, Step.Stop _ -> null;
          };
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Recipes that call each other in a circle are refused when they are imported. */
  private Step.@Nullable Use inCalled(Step.Call call, String id) {
    var called = recipes.active(workspace, call.recipe());
    return called == null ? null : in(called.recipe().steps(), id);
  }

  private Step.@Nullable Use inChoose(Step.Choose choose, String id) {
    var found = inAny(choose.branches().stream().map(Step.Branch::steps).toList(), id);
    return found == null ? in(choose.otherwise(), id) : found;
  }

  private Step.@Nullable Use inAny(List<List<Step>> branches, String id) {
    for (var branch : branches) {
      var found = in(branch, id);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
