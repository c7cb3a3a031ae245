package org.carelay.recipe;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of all steps as written, wherever they stand, so that a later step can be told from a
 * typo.
 */
final class StepIds {
  private static final List<String> HOLDERS =
      List.of(
          "steps",
          "onFailure",
          "choose",
          "otherwise",
          "parallel",
          "waitFor",
          "onTimeout",
          "onError");

  private StepIds() {}

  static Set<String> in(@Nullable Object document) {
    var ids = new LinkedHashSet<String>();
    if (document instanceof Map<?, ?> recipe) {
      collect(recipe.get("steps"), ids);
      collect(recipe.get("onFailure"), ids);
    }
    return ids;
  }

  private static void collect(@Nullable Object written, Set<String> ids) {
    switch (written) {
      case Collection<?> list -> list.forEach(item -> collect(item, ids));
      case Map<?, ?> step -> {
        if (step.get("id") instanceof String id) {
          ids.add(id);
        }
        HOLDERS.forEach(holder -> collect(step.get(holder), ids));
      }
      case null, default -> {}
    }
  }
}
