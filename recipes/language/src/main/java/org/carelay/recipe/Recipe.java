package org.carelay.recipe;

import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A recipe that has been read and found sound.
 *
 * @param id stable name within a workspace, kebab-case
 * @param title what a person calls it
 * @param note anything the author wants the reader to know
 * @param zone for schedules and for texts with dates; UTC where the recipe names none
 * @param trigger what starts it
 * @param subject whom a run is about: the patient key
 * @param steps what happens, in order
 * @param onFailure what happens when a run has failed for any cause
 * @param alert whom to tell about failures, as written
 */
public record Recipe(
    String id,
    String title,
    @Nullable String note,
    ZoneId zone,
    TriggerUse trigger,
    @Nullable Template subject,
    List<Step> steps,
    Policy policy,
    List<Step> onFailure,
    @Nullable Object alert) {
  public Recipe {
    steps = List.copyOf(steps);
    onFailure = List.copyOf(onFailure);
  }

  /** Whether a step of it sends a message to a person. */
  public boolean writesToPeople() {
    return has(step -> step instanceof Step.Use use && use.message() != null);
  }

  /**
   * Whether there is such a step, wherever it stands; recipes that are called are not looked at.
   */
  public boolean has(Predicate<Step> kind) {
    var found = new AtomicBoolean();
    for (var all : List.of(steps, onFailure)) {
      Step.each(all, step -> found.compareAndSet(false, kind.test(step)));
    }
    return found.get();
  }
}
