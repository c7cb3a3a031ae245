package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.HttpTrigger;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Step;

/** Where steps wait for posts: those of active recipes, and of older versions under way. */
final class AwaitedPosts {
  private final TriggerServices services;
  private final SilentRecipes silent;
  private final Map<String, List<Wakes.Listener>> byPath = new HashMap<>();

  private AwaitedPosts(TriggerServices services, SilentRecipes silent) {
    this.services = services;
    this.silent = silent;
  }

  static Map<String, List<Wakes.Listener>> of(TriggerServices services, SilentRecipes silent) {
    var posts = new AwaitedPosts(services, silent);
    for (ActiveRecipe recipe : services.recipes().listening()) {
      posts.of(recipe, recipe.recipe().steps());
      posts.of(recipe, recipe.recipe().onFailure());
    }
    return posts.byPath;
  }

  private void of(ActiveRecipe recipe, List<Step> steps) {
    Step.each(
        steps,
        step -> {
          var post = step instanceof Step.WaitFor wait ? wait.what().post() : null;
          if (post != null) {
            listen(recipe, post);
          }
        });
  }

  private void listen(ActiveRecipe recipe, Step.Post post) {
    var use = post.listen();
    var entry = services.catalog().trigger(use.uses());
    if (entry == null || !(entry.trigger() instanceof HttpTrigger<?, ?> pushed)) {
      silent.add(recipe, use.uses() + " is not installed.");
      return;
    }
    try {
      var connector = entry.connector();
      var lease = services.clients().lease(recipe.workspace(), connector, use.connection(), false);
      var input = Binder.bind(use.with(), pushed.input());
      var route = new Hooks.Route(recipe, pushed, input, connector, use.connection());
      byPath
          .computeIfAbsent(route.path(lease.context().connectionId()), path -> new ArrayList<>())
          .add(new Wakes.Listener(route, post));
    } catch (BindingException | Clients.NotAvailable e) {
      silent.add(recipe, String.valueOf(e.getMessage()));
    }
  }
}
