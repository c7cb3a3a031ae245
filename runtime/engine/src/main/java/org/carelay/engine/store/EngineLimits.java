package org.carelay.engine.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carelay.connector.Existing;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.OnError;
import org.carelay.recipe.Problem;
import org.carelay.recipe.Problem.Severity;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.RecipeReader;
import org.carelay.recipe.Step;
import org.carelay.recipe.TriggerUse;
import org.carelay.recipe.TriggerUse.StartFrom;

/**
 * What the language knows and this engine does not do. It is said when a recipe is imported: a rule
 * that protects patients must never be taken and then ignored.
 */
public final class EngineLimits {
  /** Receipts are asked for as long as thirty hours after a message. */
  public static final Duration LEAST_RETENTION = Duration.ofDays(2);

  private final List<Problem> problems = new ArrayList<>();

  /** The steps before that send a message. */
  private final Set<String> messages = new HashSet<>();

  private EngineLimits() {}

  /** Reads recipes for this engine. */
  public static RecipeReader reader(Catalog catalog) {
    return new RecipeReader(catalog, recipe -> check(recipe, catalog));
  }

  private static List<Problem> check(Recipe recipe, Catalog catalog) {
    var limits = new EngineLimits();
    if (recipe.policy().quietHours() != null) {
      limits.refuse("/policy/quietHours", "Quiet hours are not available yet");
    }
    limits.startFrom(recipe.trigger(), catalog);
    if (recipe.alert() != null) {
      limits.warn("/alert", "Nobody is alerted yet; failures are in attention");
    }
    var retention = recipe.policy().retention();
    if (retention != null && retention.compareTo(LEAST_RETENTION) < 0) {
      limits.warn(
          "/policy/retention",
          "Runs are kept for two days at least, because news of their messages may come so late");
    }
    limits.steps(recipe.steps(), "/steps");
    limits.steps(recipe.onFailure(), "/onFailure");
    return limits.problems;
  }

  private void startFrom(TriggerUse use, Catalog catalog) {
    var entry = catalog.trigger(use.uses());
    if (use.startFrom() instanceof StartFrom.Now || entry == null) {
      return;
    }
    if (!(entry.trigger() instanceof Existing<?, ?> trigger)) {
      refuse("/trigger/startFrom", "This trigger has nothing that is there already");
    } else if (use.startFrom() instanceof StartFrom.Since && !dated(trigger, entry, use)) {
      refuse(
          "/trigger/startFrom",
          "This source does not say since when a thing is as it is. Write \"beginning\" instead, or");
    }
  }

  @SuppressWarnings("unchecked") // The input was bound to the trigger's own input type.
  private static boolean dated(Existing<?, ?> trigger, Catalog.TriggerEntry entry, TriggerUse use) {
    try {
      var input = Binder.bind(use.with(), entry.trigger().input());
      return ((Existing<?, Record>) trigger).dated(input);
    } catch (BindingException e) {
      return true; // said at the input already
    }
  }

  private void steps(List<Step> steps, String pointer) {
    for (int i = 0; i < steps.size(); i++) {
      step(steps.get(i), pointer + "/" + i);
    }
  }

  private void step(Step step, String pointer) {
    switch (step) {
      case Step.WaitFor waitFor -> {
        if (waitFor.what().kind() == Step.Awaited.Kind.RECEIPT) {
          var of = waitFor.what().with().raw().get("of");
          message(String.valueOf(of), pointer + "/waitFor/receipt/of");
        }
        steps(waitFor.onTimeout(), pointer + "/waitFor/onTimeout");
      }
      case Step.Use use -> {
        if (use.message() != null && use.message().instead() != null) {
          message(use.message().instead(), pointer + "/message/instead");
        }
        if (use.message() != null) {
          messages.add(use.id());
        }
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

  private void message(String step, String pointer) {
    if (!messages.contains(step)) {
      problems.add(
          new Problem(
              pointer,
              "unknown-step",
              "Name an earlier step that sends a message; \"" + step + "\" is none.",
              Severity.ERROR));
    }
  }

  private void refuse(String pointer, String what) {
    problems.add(new Problem(pointer, "not-available", what + ": remove it.", Severity.ERROR));
  }

  private void warn(String pointer, String what) {
    problems.add(new Problem(pointer, "not-available", what + ".", Severity.WARNING));
  }
}
