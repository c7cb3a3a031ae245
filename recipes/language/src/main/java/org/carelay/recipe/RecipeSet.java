package org.carelay.recipe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What can only be seen of recipes together: whom they call. Used by import. */
public final class RecipeSet {
  private final Map<String, List<Calls.Found>> calls = new LinkedHashMap<>();

  private RecipeSet(Collection<Recipe> recipes) {
    recipes.forEach(recipe -> calls.put(recipe.id(), Calls.of(recipe)));
  }

  /**
   * Calls that lead back to where they started, and calls of recipes that are not there.
   *
   * @param recipes all of a workspace, as they will be
   * @return problems by recipe id, for recipes that have any; an unknown callee is a warning, since
   *     it may be imported later
   */
  public static Map<String, List<Problem>> check(Collection<Recipe> recipes) {
    var set = new RecipeSet(recipes);
    var problems = new LinkedHashMap<String, List<Problem>>();
    set.calls.forEach(
        (id, found) -> {
          var own = found.stream().flatMap(call -> set.problems(id, call).stream()).toList();
          if (!own.isEmpty()) {
            problems.put(id, own);
          }
        });
    return problems;
  }

  private List<Problem> problems(String id, Calls.Found call) {
    if (!calls.containsKey(call.recipe())) {
      return List.of(
          new Problem(
              call.pointer(),
              "unknown-recipe",
              Nearest.unknown("recipe", call.recipe(), calls.keySet()),
              Problem.Severity.WARNING));
    }
    var way = way(call.recipe(), id);
    return way.isEmpty()
        ? List.of()
        : List.of(
            Problem.error(
                call.pointer(),
                "call-cycle",
                "This calls itself for ever: " + id + " -> " + String.join(" -> ", way)));
  }

  /** The shortest way from one recipe to another, both included; empty where there is none. */
  private List<String> way(String from, String to) {
    Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(from)));
    Set<String> seen = new HashSet<>(Set.of(from));
    while (!open.isEmpty()) {
      var way = open.removeFirst();
      if (way.getLast().equals(to)) {
        return way;
      }
      for (var next : calls.getOrDefault(way.getLast(), List.of())) {
        if (seen.add(next.recipe())) {
          var longer = new ArrayList<>(way);
          longer.add(next.recipe());
          open.add(longer);
        }
      }
    }
    return List.of();
  }
}
