package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Active recipes that cannot even begin to listen; each is a matter for a person until it can. */
final class SilentRecipes {
  private static final Logger LOG = LoggerFactory.getLogger(SilentRecipes.class);
  private static final String SOURCE = "silent/";

  private final TriggerServices services;
  private final TriggerHealth health;
  private final Map<ActiveRecipe, String> reasons = new HashMap<>();
  private final Map<String, String> logged = new HashMap<>();

  SilentRecipes(TriggerServices services, TriggerHealth health) {
    this.services = services;
    this.health = health;
  }

  void add(ActiveRecipe recipe, String reason) {
    reasons.put(recipe, reason);
    if (!reason.equals(logged.put(recipe.recipe().id(), reason))) {
      LOG.warn("Recipe {} does not listen: {}", recipe.recipe().id(), reason);
    }
  }

  /** Tells what has been added since the last time, and closes what is over. */
  void tell() {
    var operations = new ArrayList<Operation>();
    var silent = new HashSet<String>();
    reasons.forEach(
        (recipe, reason) -> {
          health.silent(recipe, reason);
          silent.add(SOURCE + recipe.recipe().id());
          operations.add(
              new Operation.Raise(
                  recipe.workspace(),
                  SOURCE + recipe.recipe().id(),
                  "trigger",
                  recipe.recipe().id(),
                  null,
                  null,
                  "\"" + recipe.recipe().title() + "\" is active but hears nothing: " + reason,
                  List.of("done"),
                  services.ids().now()));
        });
    reasons.clear();
    services
        .sql()
        .list(
            "select workspace_id, source, recipe from attention"
                + " where closed_at is null and starts_with(source, ?)",
            row -> new Open(row.getInt(1), row.getString(2), row.getString(3)),
            SOURCE)
        .stream()
        .filter(open -> !silent.contains(open.source()))
        .forEach(
            open -> {
              health.heard(open.workspace(), open.recipe());
              logged.remove(open.recipe());
              operations.add(
                  new Operation.Close(
                      open.workspace(), open.source(), "gone", services.ids().now()));
            });
    if (operations.isEmpty()) {
      return;
    }
    try {
      services.journal().commit(operations);
    } catch (JournalException e) {
      LOG.debug("That recipes do not listen could not be recorded: {}", e.getMessage());
    }
  }

  private record Open(int workspace, String source, String recipe) {}
}
