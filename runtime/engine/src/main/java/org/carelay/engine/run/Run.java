package org.carelay.engine.run;

import java.time.Instant;
import java.util.Map;
import org.carelay.engine.journal.RunKey;
import org.carelay.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * One recipe version applied to one event.
 *
 * @param eventKey the event's key
 * @param data the names that the event puts in scope
 * @param orderKey runs with the same one follow each other
 */
public record Run(
    RunKey key,
    int workspace,
    Recipe recipe,
    int version,
    String eventKey,
    Instant occurredAt,
    Map<String, Object> data,
    @Nullable String orderKey) {}
