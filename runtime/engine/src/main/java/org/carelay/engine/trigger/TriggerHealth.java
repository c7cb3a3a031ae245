package org.carelay.engine.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.Notice;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.jspecify.annotations.Nullable;

/** Whether each recipe's trigger hears anything, for the screens. */
public final class TriggerHealth {
  private final Map<String, Health> byRecipe = new ConcurrentHashMap<>();

  /**
   * How a trigger is.
   *
   * @param lastLook when the outside was last read
   * @param problemCode null where all is well
   */
  public record Health(
      @Nullable Instant lastLook, @Nullable String problemCode, @Nullable String problem) {}

  public @Nullable Health of(int workspace, String recipe) {
    return byRecipe.get(workspace + "/" + recipe);
  }

  void seen(PollGroup group, Instant at) {
    for (var member : group.members()) {
      byRecipe.merge(
          name(member.recipe()),
          new Health(at, null, null),
          (old, fresh) ->
              "notice".equals(kind(old))
                  ? new Health(at, old.problemCode(), old.problem())
                  : fresh);
    }
  }

  private static String kind(Health health) {
    return health.problemCode() != null && health.problemCode().startsWith("notice/")
        ? "notice"
        : "";
  }

  void noticed(ActiveRecipe recipe, List<Notice> notices) {
    var pausing = notices.stream().filter(Notice::pausing).findFirst();
    byRecipe.compute(
        name(recipe),
        (name, old) ->
            new Health(
                old == null ? null : old.lastLook(),
                pausing.map(n -> "notice/" + n.code()).orElse(null),
                pausing.map(Notice::message).orElse(null)));
  }

  void failed(PollGroup group, Instant at, String code, String message) {
    for (var member : group.members()) {
      byRecipe.compute(
          name(member.recipe()),
          (name, old) -> new Health(old == null ? null : old.lastLook(), code, message));
    }
  }

  /** It cannot begin to listen. */
  void silent(ActiveRecipe recipe, String reason) {
    byRecipe.put(name(recipe), new Health(null, "does-not-listen", reason));
  }

  void heard(int workspace, String recipe) {
    byRecipe.computeIfPresent(
        workspace + "/" + recipe,
        (name, old) -> "does-not-listen".equals(old.problemCode()) ? null : old);
  }

  private static String name(ActiveRecipe recipe) {
    return recipe.workspace() + "/" + recipe.recipe().id();
  }
}
