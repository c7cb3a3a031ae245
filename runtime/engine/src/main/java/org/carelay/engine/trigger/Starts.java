package org.carelay.engine.trigger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.InputProblem;
import org.carelay.connector.ManualTrigger;
import org.carelay.connector.StartableNow;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Ids;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.trigger.EventIntake.Accepted;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;

/** Recipes that a person starts: those made for it, and those whose time has not come yet. */
public final class Starts {
  private final Recipes recipes;
  private final Catalog catalog;
  private final EventIntake intake;
  private final Ids ids;

  public Starts(Recipes recipes, Catalog catalog, EventIntake intake, Ids ids) {
    this.recipes = recipes;
    this.catalog = catalog;
    this.intake = intake;
    this.ids = ids;
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** Durable. */
    record Started(Accepted event) implements Outcome {}

    /** What was filled in does not fit. */
    record Refused(List<InputProblem> problems) implements Outcome {}

    /** Not active, or not one that a person starts. */
    record NotStartable(String reason) implements Outcome {}
  }

  /**
   * @param by who starts it; the event says so as {@code by}
   * @param key names this start, so that pressing twice starts once; null where it is one of its
   *     own
   */
  @SuppressWarnings("unchecked") // The input was bound to the trigger's own input type.
  public Outcome start(
      int workspace, String recipe, Map<String, Object> values, String by, @Nullable String key) {
    var active = recipes.active(workspace, recipe);
    if (active == null) {
      return new Outcome.NotStartable("The recipe is not active.");
    }
    var use = active.recipe().trigger();
    var entry = catalog.trigger(use.uses());
    if (entry == null) {
      return new Outcome.NotStartable("The recipe's trigger is not there.");
    }
    try {
      return switch (entry.trigger()) {
        case ManualTrigger<?, ?> pulled -> {
          var input = Binder.bind(use.with(), pulled.input());
          yield switch (((ManualTrigger<?, Record>) pulled).start(input, values, by)) {
            case ManualTrigger.Outcome.Refused(var problems) -> new Outcome.Refused(problems);
            case ManualTrigger.Outcome.Started(var data) -> started(active, data, key);
          };
        }
        case StartableNow<?> early -> {
          var input = Binder.bind(use.with(), entry.trigger().input());
          var zone = active.recipe().zone();
          var data = new HashMap<>(((StartableNow<Record>) early).now(input, zone, ids.now()));
          data.put("by", by);
          yield started(active, data, key);
        }
        default -> new Outcome.NotStartable("The recipe starts by itself, not by hand.");
      };
    } catch (BindingException e) {
      return new Outcome.NotStartable("The recipe's trigger is not complete.");
    }
  }

  private Outcome started(
      Recipes.ActiveRecipe active, Map<String, Object> data, @Nullable String key) {
    var event = new TriggerEvent("start/" + (key == null ? ids.next() : key), ids.now(), data);
    return new Outcome.Started(intake.accept(active, event).join());
  }
}
