package org.carelay.engine.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.carelay.engine.store.EngineLimits;
import org.carelay.engine.store.KeptFiles;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is over, once an hour: ended runs with their events, outputs and files after the
 * time that their recipe's {@code policy.retention} or else the site sets. Never what is under way,
 * waits or is before a person. Works in small transactions with as long a pause after each, on one
 * node at a time.
 */
public final class Retention implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration FIRST_AFTER = Duration.ofMinutes(5);

  /** Longer than any source delivers again what it has delivered already. */
  private static final Duration KEYS = Duration.ofDays(730);

  private final Sql sql;
  private final Clock clock;
  private final Recipes recipes;
  private final KeptFiles files;
  private final @Nullable Duration keep;
  private volatile boolean closed;
  private @Nullable Thread thread;

  /**
   * @param keep for recipes that say nothing; null keeps their runs without end
   */
  public Retention(
      Sql sql, Clock clock, Recipes recipes, KeptFiles files, @Nullable Duration keep) {
    this.sql = sql;
    this.clock = clock;
    this.recipes = recipes;
    this.files = files;
    this.keep = keep;
  }

  /** What one sweep has removed. */
  public record Removed(int runs, int matters, int links, int keys) {
    boolean isNothing() {
      return runs + matters + links + keys == 0;
    }
  }

  private record Of(int workspace, String recipe, int version) {}

  /** Begins to look, once an hour. */
  public void start() {
    thread = Thread.ofVirtual().name("retention").start(this::loop);
  }

  private void loop() {
    LockSupport.parkNanos(FIRST_AFTER.toNanos());
    while (!closed) {
      try {
        long started = System.nanoTime();
        var removed = sweep(true);
        if (!removed.isNothing()) {
          LOG.info(
              "Removed what is over, {} in {} ms",
              removed,
              (System.nanoTime() - started) / 1_000_000);
        }
      } catch (RuntimeException e) {
        LOG.warn("What is over was not removed; it is tried again: {}", e.toString());
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  /** Removes all that is due, on the calling thread and without pauses. */
  public Removed sweep() {
    return sweep(false);
  }

  private Removed sweep(boolean gently) {
    var now = clock.instant();
    var runs = new RunRemoval(sql, files);
    int gone = 0;
    for (Of of : all()) {
      var since = kept(of);
      if (since != null) {
        var place = RunRemoval.Place.first(of.workspace(), of.recipe(), now.minus(since));
        while (place != null && !closed) {
          long started = System.nanoTime();
          var page = runs.page(place);
          gone += page.removed();
          place = page.next();
          if (gently && page.removed() > 0) {
            LockSupport.parkNanos(System.nanoTime() - started);
          }
        }
      }
    }
    files.tidy();
    var rest = new OldRows(sql);
    int matters = 0;
    int links = rest.emptyDrafts(now);
    if (keep != null) {
      var before = now.minus(least(keep));
      matters = rest.matters(before);
      links += rest.links(before);
      rest.replies(before);
      if (gone > 0) {
        new EmptyDays(sql).drop(before);
      }
    }
    return new Removed(gone, matters, links, rest.keys(now.minus(KEYS)));
  }

  private Iterable<Of> all() {
    return sql.list(
        "select workspace_id, id, coalesce(active_version, latest_version) from recipe",
        row -> new Of(row.getInt(1), row.getString(2), row.getInt(3)));
  }

  private @Nullable Duration kept(Of of) {
    try {
      var own = recipes.version(of.workspace(), of.recipe(), of.version()).policy().retention();
      return own != null ? least(own) : keep == null ? null : least(keep);
    } catch (IllegalStateException e) {
      // It may ask for more time than the site gives.
      LOG.debug("Nothing of a recipe is removed while it cannot be read: {}", e.toString());
      return null;
    }
  }

  private static Duration least(Duration wanted) {
    var least = EngineLimits.LEAST_RETENTION;
    return wanted.compareTo(least) < 0 ? least : wanted;
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
