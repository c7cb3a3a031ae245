package org.carelay.engine.trigger;

import java.util.List;
import org.carelay.connector.Connector;
import org.carelay.connector.Poller;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.jspecify.annotations.Nullable;

/**
 * All recipes that one poller serves on one connection.
 *
 * @param id names the group in the database
 */
record PollGroup(
    int workspace,
    String id,
    Connector<?, ?> connector,
    @Nullable String connection,
    Poller<?> poller,
    List<Member> members) {

  /** A recipe that listens, with its trigger's input. */
  record Member(ActiveRecipe recipe, Record input) {
    String subscription() {
      return recipe.recipe().id();
    }
  }
}
