package org.carelay.engine.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Describe;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.TriggerUse;
import org.jspecify.annotations.Nullable;

/**
 * Recipes that listen to the same place and write to people. A message of one is not known to the
 * ledger as that of the other, so whoever is meant by both hears from both.
 */
final class Alike {
  private static final int MOST_TITLES = 8;

  private final Catalog catalog;

  Alike(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * A sentence about the others that are like a recipe; none where there are none.
   *
   * @param others that are active
   */
  List<String> warnings(Recipe recipe, List<Recipe> others) {
    var place = place(recipe.trigger());
    if (place == null || !recipe.writesToPeople()) {
      return List.of();
    }
    var titles =
        others.stream()
            .filter(other -> !other.id().equals(recipe.id()))
            .filter(other -> place.equals(place(other.trigger())) && other.writesToPeople())
            .map(other -> '"' + other.title() + '"')
            .toList();
    return titles.isEmpty() ? List.of() : List.of(sentence(titles));
  }

  private static String sentence(List<String> titles) {
    if (titles.size() == 1) {
      return titles.getFirst()
          + " is active, listens to the same and writes to people, too. Whoever is meant by both hears from both.";
    }
    var named = String.join(", ", titles.subList(0, Math.min(titles.size(), MOST_TITLES)));
    int more = titles.size() - MOST_TITLES;
    return named
        + (more > 0 ? " and " + more + " more" : "")
        + " are active, listen to the same and write to people, too. Whoever is meant by several hears from each.";
  }

  /** Where: what can be chosen from outside, such as a sheet or a table. */
  private record Place(String connector, @Nullable String connection, Map<String, Object> chosen) {}

  private @Nullable Place place(TriggerUse trigger) {
    var entry = catalog.trigger(trigger.uses());
    if (entry == null) {
      return null;
    }
    var chosen = new HashMap<String, Object>();
    Arrays.stream(entry.trigger().input().getRecordComponents())
        .filter(each -> each.getType() == String.class)
        .filter(each -> isChosen(each.getAnnotation(Describe.class)))
        .filter(each -> trigger.with().get(each.getName()) != null)
        .forEach(each -> chosen.put(each.getName(), trigger.with().get(each.getName())));
    var connector = entry.connector().about().id();
    return chosen.isEmpty() ? null : new Place(connector, trigger.connection(), chosen);
  }

  private static boolean isChosen(@Nullable Describe describe) {
    return describe != null && !describe.choices().isEmpty();
  }
}
