package org.carelay.server;

import java.net.URI;
import java.time.Clock;
import org.carelay.engine.Engine;
import org.carelay.practice.PracticeClinic;
import org.carelay.recipe.Catalog;
import org.carelay.workers.Functions;
import org.jspecify.annotations.Nullable;

/**
 * The running parts that requests are answered with.
 *
 * @param practice null outside mode practice
 * @param publicUrl how the outside reaches this server, without a slash at the end
 */
public record Services(
    Engine engine,
    Catalog catalog,
    Functions functions,
    @Nullable PracticeClinic practice,
    URI publicUrl,
    Clock clock) {
  /** The one workspace there is until there are more; every row in the database names it. */
  public static final int WORKSPACE = 1;
}
