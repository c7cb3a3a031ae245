package org.carelay.recipe;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What starts a recipe.
 *
 * @param uses a trigger's id, such as {@code google-sheets.row-changed}
 * @param connection the connection's id; null where the connector needs none
 * @param with the trigger's input as written: JSON values, no templates
 * @param when no run unless this is true of the event
 * @param dedupe gives the event's key in place of the trigger's own; already resolved, also where
 *     it was written as an input of the trigger
 */
public record TriggerUse(
    String uses,
    @Nullable String connection,
    Map<String, Object> with,
    @Nullable Expression when,
    @Nullable Expression dedupe,
    StartFrom startFrom) {

  /** From where a newly activated recipe looks at what the source holds. */
  public sealed interface StartFrom {
    /** Only what changes from now on. */
    record Now() implements StartFrom {}

    /** Everything the source holds; counted and confirmed first. */
    record Beginning() implements StartFrom {}

    /** What has changed since; counted and confirmed first. */
    record Since(Instant instant) implements StartFrom {}
  }
}
