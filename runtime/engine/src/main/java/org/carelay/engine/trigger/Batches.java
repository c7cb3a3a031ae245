package org.carelay.engine.trigger;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.jspecify.annotations.Nullable;

/**
 * Far more changes than usual are held until a person has looked: whole, where they come at once.
 * Some sources tell in parts what was changed in one go, so for recipes that write to people the
 * parts count together, and are held from the one on that makes them too many.
 */
final class Batches {
  /** Unless the recipe says otherwise. */
  private static final int DEFAULT_OVER = 500;

  /** Parts so close together count as one. */
  private static final long SOON = Duration.ofSeconds(10).toNanos();

  private final TriggerServices services;
  private final Map<String, Parts> parts = new HashMap<>();

  Batches(TriggerServices services) {
    this.services = services;
  }

  /**
   * What came in one go so far.
   *
   * @param began by {@link System#nanoTime}
   * @param last when the last part came
   * @param batch in which parts are held; null while there are not too many
   */
  private record Parts(long began, long last, int passed, int held, @Nullable UUID batch) {
    static Parts none(long now) {
      return new Parts(now, now, 0, 0, null);
    }

    /** A batch is over when nothing more comes; else steady changes count for a short time only. */
    boolean goesOn(long now) {
      return now - (batch == null ? began : last) <= SOON;
    }

    Parts and(int wanted, boolean tooMany, UUID next, long now) {
      return tooMany
          ? new Parts(began, now, passed, held + wanted, batch == null ? next : batch)
          : new Parts(began, now, passed + wanted, held, null);
    }
  }

  /**
   * Whether the events of one poll are held.
   *
   * @param operations to which the matter for a person is added
   * @return the batch in which they are; null where they are not
   */
  @Nullable UUID of(ActiveRecipe recipe, List<TriggerEvent> events, List<Operation> operations) {
    var hold = recipe.recipe().policy().hold();
    int over = hold == null ? DEFAULT_OVER : hold.over();
    boolean together = recipe.recipe().writesToPeople();
    if (events.isEmpty() || events.size() <= over && !together) {
      return null;
    }
    int wanted = (int) events.stream().filter(e -> services.intake().wants(recipe, e)).count();
    if (wanted == 0) {
      return null;
    }
    long now = System.nanoTime();
    var known = parts.get(recipe.recipe().id());
    var before = known == null || !together || !known.goesOn(now) ? Parts.none(now) : known;
    boolean tooMany = before.batch() != null || before.passed() + wanted > over;
    var all = before.and(wanted, tooMany, services.ids().next(), now);
    parts.put(recipe.recipe().id(), all);
    if (all.batch() != null) {
      operations.add(matter(recipe, all, over));
    }
    return all.batch();
  }

  private Operation matter(ActiveRecipe recipe, Parts all, int over) {
    var begun =
        all.passed() == 0 ? "" : " Before them, " + all.passed() + " had begun within seconds.";
    return new Operation.Raise(
        recipe.workspace(),
        "batch/" + all.batch(),
        "batch",
        recipe.recipe().id(),
        null,
        null,
        "%d changes at once for \"%s\" are held, because more than %d are unusual.%s Release or drop them."
            .formatted(all.held(), recipe.recipe().title(), over, begun),
        List.of("release", "drop"),
        services.ids().now());
  }
}
