package org.carelay.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names an expression may use at one place of a recipe.
 *
 * @param names by name, without the steps
 * @param steps outputs of the steps that come before, by id
 * @param elsewhere ids of all steps of the recipe
 * @param open whether there may be names that are not known, since the trigger is not
 */
record Names(
    Map<String, Known> names, Map<String, Known> steps, Set<String> elsewhere, boolean open) {
  /** What the runtime gives every expression, beside the trigger's own names. */
  private static final Map<String, Known> ALWAYS =
      Map.of(
          "event", Known.ANYTHING,
          "run", Known.ANYTHING,
          "recipe", Known.ANYTHING,
          "now", Known.SINGLE);

  static Names of(Map<String, Known> triggerNames, Set<String> elsewhere) {
    var names = new LinkedHashMap<>(triggerNames);
    names.putAll(ALWAYS);
    return new Names(names, Map.of(), elsewhere, false);
  }

  /** Where the trigger is not known. */
  static Names open(Set<String> elsewhere) {
    return new Names(ALWAYS, Map.of(), elsewhere, true);
  }

  /** Also with this name, such as the element of a loop. */
  Names with(String name, Known known) {
    var more = new LinkedHashMap<>(names);
    more.put(name, known);
    return new Names(more, steps, elsewhere, open);
  }

  /** Also with these steps done. */
  Names after(Map<String, Known> done) {
    var more = new LinkedHashMap<>(steps);
    more.putAll(done);
    return new Names(names, more, elsewhere, open);
  }

  /** What is known about the value of a path that has no problem. */
  Known known(List<String> path) {
    boolean step = path.getFirst().equals("steps") && path.size() > 1;
    var first = step ? steps.get(path.get(1)) : names.get(path.getFirst());
    var current = first == null ? Known.ANYTHING : first;
    for (var name : path.subList(step ? 2 : 1, path.size())) {
      current =
          current instanceof Known.Named(var inner)
              ? inner.getOrDefault(name, Known.ANYTHING)
              : Known.ANYTHING;
    }
    return current;
  }

  /** Null where the path may exist. */
  @Nullable String problem(List<String> path) {
    var first = path.getFirst();
    if (first.equals("steps")) {
      return path.size() == 1 ? null : stepProblem(path);
    }
    var known = names.get(first);
    if (known == null) {
      return open ? null : unknownFirst(first);
    }
    return inside(known, path, 1);
  }

  private String unknownFirst(String name) {
    var all = new LinkedHashMap<>(names);
    all.put("steps", Known.ANYTHING);
    return Nearest.unknown("name", name, all.keySet());
  }

  private @Nullable String stepProblem(List<String> path) {
    var id = path.get(1);
    var known = steps.get(id);
    if (known != null) {
      return inside(known, path, 2);
    }
    if (elsewhere.contains(id)) {
      return "The step \"" + id + "\" comes later or in another branch, so it has no value here";
    }
    return elsewhere.stream()
        .filter(other -> other.startsWith(id + "-"))
        .findFirst()
        .map(other -> "Write steps.`" + other + "` with backticks, since the name holds a -")
        .orElseGet(() -> Nearest.unknown("step", id, steps.keySet()));
  }

  private static @Nullable String inside(Known known, List<String> path, int from) {
    var current = known;
    for (int i = from; i < path.size(); i++) {
      var name = path.get(i);
      var owner = String.join(".", path.subList(0, i));
      switch (current) {
        case Known.Anything _ -> {
          return null;
        }
        case Known.Single _ -> {
          return "\"" + owner + "\" is a single value and has no \"" + name + "\"";
        }
        case Known.Named(var names) -> {
          var next = names.get(name);
          if (next == null) {
            return Nearest.unknown("name", name, names.keySet()) + " (in " + owner + ")";
          }
          current = next;
        }
      }
    }
    return null;
  }
}
