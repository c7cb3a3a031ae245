package org.carelay.engine.trigger;

import java.util.List;
import java.util.Objects;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.run.Trials;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.TriggerUse.StartFrom;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds already when a recipe is activated for the first time. A recipe begins with
 * it only where it asks for that ({@code startFrom}) and a person has confirmed how much it is.
 */
public final class Beginnings {
  /** More than this is a migration, and no beginning. */
  static final int MOST = 10_000;

  private final Recipes recipes;
  private final EventIntake intake;
  private final Trials trials;

  public Beginnings(Recipes recipes, EventIntake intake, Trials trials) {
    this.recipes = recipes;
    this.intake = intake;
    this.trials = trials;
  }

  /**
   * What is there.
   *
   * @param existing how many things could each be an event
   * @param wanted how many of them meet the recipe's condition
   * @param begins true where the recipe will begin with them; otherwise they start nothing
   */
  public record Count(long existing, long wanted, boolean begins) {}

  /** What came of an activation. */
  public sealed interface Outcome {
    record Activated() implements Outcome {}

    record NoSuchVersion() implements Outcome {}

    /** Nothing was done: how much there is was not confirmed, or is not so any more. */
    record Unconfirmed(Count count) implements Outcome {}

    /** Nothing was done, and will not be. */
    record TooMuch(long existing) implements Outcome {}
  }

  /**
   * Looks what the source of a recipe holds now.
   *
   * @param version null for the latest
   * @return null where there is no such version, or its trigger has nothing that could be there
   */
  public @Nullable Count count(int workspace, String id, @Nullable Integer version)
      throws Clients.NotAvailable, BindingException, ConnectorException, InterruptedException {
    var recipe = recipe(workspace, id, version);
    var found = recipe == null ? null : look(recipe);
    return recipe == null || found == null ? null : count(recipe, found);
  }

  /**
   * Activates a version.
   *
   * @param version null for the latest
   * @param confirmed how many existing things the person was told of; null where none was
   */
  public Outcome activate(
      int workspace, String id, @Nullable Integer version, @Nullable Long confirmed)
      throws Clients.NotAvailable, BindingException, ConnectorException, InterruptedException {
    var recipe = recipe(workspace, id, version);
    if (recipe == null) {
      return new Outcome.NoSuchVersion();
    }
    boolean begins = begins(recipe);
    if (begins) {
      var found = Objects.requireNonNullElse(look(recipe), Samples.NONE);
      var count = count(recipe, found);
      if (count.existing() > MOST) {
        return new Outcome.TooMuch(count.existing());
      }
      if (confirmed == null || confirmed != count.existing()) {
        return new Outcome.Unconfirmed(count);
      }
    }
    return recipes.activate(workspace, id, recipe.version(), begins)
        ? new Outcome.Activated()
        : new Outcome.NoSuchVersion();
  }

  /** What a recipe begins with, in the source's order; null where its trigger has no such thing. */
  @Nullable Samples look(ActiveRecipe recipe)
      throws Clients.NotAvailable, BindingException, ConnectorException, InterruptedException {
    var found = trials.existing(recipe.workspace(), recipe.recipe(), MOST);
    if (found == null
        || !(recipe.recipe().trigger().startFrom() instanceof StartFrom.Since(var since))) {
      return found;
    }
    List<TriggerEvent> later =
        found.events().stream().filter(event -> !event.occurredAt().isBefore(since)).toList();
    // What could not be read, because it is too much, is counted as if it were meant.
    var unread = total(found) - found.events().size();
    return new Samples(later, later.size() + unread);
  }

  private Count count(ActiveRecipe recipe, Samples found) {
    var wanted = found.events().stream().filter(event -> intake.wants(recipe, event)).count();
    return new Count(total(found), wanted, begins(recipe));
  }

  private static long total(Samples found) {
    return found.total() == null ? found.events().size() : found.total();
  }

  /** Only a recipe that was never active begins. */
  private boolean begins(ActiveRecipe recipe) {
    return !(recipe.recipe().trigger().startFrom() instanceof StartFrom.Now)
        && recipes.active(recipe.workspace(), recipe.recipe().id()) == null;
  }

  private @Nullable ActiveRecipe recipe(int workspace, String id, @Nullable Integer version) {
    for (var known : recipes.versions(workspace, id)) {
      if (version == null || known.version() == version) {
        Recipe recipe = recipes.version(workspace, id, known.version());
        return new ActiveRecipe(workspace, recipe, known.version(), true);
      }
    }
    return null;
  }
}
