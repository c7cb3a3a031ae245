package org.carelay.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.Problem;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.RecipeReader;
import org.jspecify.annotations.Nullable;

/** Recipes and their versions. A version never changes. */
public final class Recipes {
  /** Begins the owner of a trigger's state while the recipe is yet to begin with what is there. */
  public static final String BEGINNING = "beginning/";

  public static final String BEGINNING_KEY = "confirmed";

  private static final int MOST_TRIES = 5;

  private final Sql sql;
  private final Clock clock;
  private final Catalog catalog;
  private final Map<VersionKey, Recipe> read = new ConcurrentHashMap<>();
  private final Map<String, ActiveRecipe> active = new ConcurrentHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public Recipes(Sql sql, Clock clock, Catalog catalog) {
    this.sql = sql;
    this.clock = clock;
    this.catalog = catalog;
  }

  private record VersionKey(int workspace, String id, int version) {}

  /**
   * A recipe as events meet it.
   *
   * @param paused events are accepted and wait
   */
  public record ActiveRecipe(int workspace, Recipe recipe, int version, boolean paused) {}

  /** A recipe in a list. */
  public record Listed(
      String id,
      String title,
      int latestVersion,
      @Nullable Integer activeVersion,
      boolean paused,
      Instant updatedAt) {}

  /** A version in a list. */
  public record Version(int version, String title, Instant createdAt) {}

  /**
   * What an import would do, or did, to one recipe.
   *
   * @param change created, updated, unchanged or invalid
   */
  public record Change(
      @Nullable String id, String change, @Nullable Integer version, List<Problem> problems) {
    public boolean valid() {
      return !change.equals("invalid");
    }
  }

  /** Runs after every change that triggers must follow. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** The changes that {@link #apply} would make; changes nothing. */
  public List<Change> plan(int workspace, List<byte[]> documents) {
    return new RecipeImport(sql, catalog)
        .plan(workspace, documents).stream().map(RecipeImport.Planned::change).toList();
  }

  /** Imports all of the documents, or nothing where one of them is invalid. */
  public List<Change> apply(int workspace, List<byte[]> documents, boolean activate) {
    for (int tries = 1; ; tries++) {
      try {
        return applyOnce(workspace, documents, activate);
      } catch (Sql.DatabaseException e) {
        // Somebody else wrote the same recipe meanwhile: it is compared with that one.
        if (!e.isTaken() || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private List<Change> applyOnce(int workspace, List<byte[]> documents, boolean activate) {
    var planned = new RecipeImport(sql, catalog).plan(workspace, documents);
    if (planned.stream().allMatch(p -> p.change().valid())) {
      new RecipeImport(sql, catalog).write(workspace, planned, activate, clock.instant());
      changed();
    }
    return planned.stream().map(RecipeImport.Planned::change).toList();
  }

  public List<Listed> list(int workspace) {
    return sql.list(
        """
        select r.id, v.title, r.latest_version, r.active_version, r.paused, r.updated_at
        from recipe r join recipe_version v
          on v.workspace_id = r.workspace_id and v.recipe = r.id and v.version = r.latest_version
        where r.workspace_id = ? order by r.id""",
        Recipes::listed,
        workspace);
  }

  private static Listed listed(ResultSet row) throws SQLException {
    int activeVersion = row.getInt("active_version");
    boolean none = row.wasNull();
    return new Listed(
        row.getString("id"),
        row.getString("title"),
        row.getInt("latest_version"),
        none ? null : activeVersion,
        row.getBoolean("paused"),
        Sql.instant(row, "updated_at"));
  }

  public List<Version> versions(int workspace, String id) {
    return sql.list(
        "select version, title, created_at from recipe_version"
            + " where workspace_id = ? and recipe = ? order by version desc",
        row -> new Version(row.getInt(1), row.getString(2), Sql.instant(row, "created_at")),
        workspace,
        id);
  }

  /**
   * The document, byte for byte as it was imported.
   *
   * @param version null for the latest
   */
  public byte @Nullable [] export(int workspace, String id, @Nullable Integer version) {
    return sql.first(
        """
        select v.document from recipe_version v join recipe r
          on r.workspace_id = v.workspace_id and r.id = v.recipe
        where v.workspace_id = ? and v.recipe = ? and v.version = coalesce(?::int, r.latest_version)""",
        row -> row.getBytes(1),
        workspace,
        id,
        version);
  }

  /** As {@link #activate(int, String, Integer, boolean)}; what is there already is left alone. */
  public boolean activate(int workspace, String id, @Nullable Integer version) {
    return activate(workspace, id, version, false);
  }

  /**
   * The given version takes events from now on; those that came while it was paused are run.
   *
   * @param begins whether it begins with what its source holds; see {@code BeginningReader}
   * @return false where there is no such recipe or version
   */
  public boolean activate(int workspace, String id, @Nullable Integer version, boolean begins) {
    boolean done =
        sql.inTransaction(
            s -> {
              int rows =
                  s.update(
                      """
                      update recipe r
                      set active_version = coalesce(?::int, latest_version), paused = false,
                          updated_at = ?
                      where workspace_id = ? and id = ?
                        and exists (select 1 from recipe_version v
                          where v.workspace_id = r.workspace_id and v.recipe = r.id
                            and v.version = coalesce(?::int, r.latest_version))""",
                      version,
                      clock.instant(),
                      workspace,
                      id,
                      version);
              s.update(
                  "update active set state = 'running', next_at = ?"
                      + " where workspace_id = ? and recipe = ? and state = 'paused'",
                  clock.instant(),
                  workspace,
                  id);
              if (rows > 0 && begins) {
                s.update(
                    "insert into trigger_state (workspace_id, owner, key, value)"
                        + " values (?, ?, ?, '') on conflict do nothing",
                    workspace,
                    BEGINNING + id,
                    BEGINNING_KEY);
              }
              return rows > 0;
            });
    changed();
    return done;
  }

  /** No new runs; events are still accepted, and wait. */
  public boolean pause(int workspace, String id) {
    boolean done =
        sql.update(
                "update recipe set paused = true, updated_at = ? where workspace_id = ? and id = ?",
                clock.instant(),
                workspace,
                id)
            > 0;
    changed();
    return done;
  }

  /** All recipes that have been activated once, paused ones included. */
  public List<ActiveRecipe> allActive() {
    return sql
        .list(
            "select workspace_id, id, active_version, paused from recipe"
                + " where active_version is not null order by id",
            row ->
                Map.entry(
                    new VersionKey(row.getInt(1), row.getString(2), row.getInt(3)),
                    row.getBoolean(4)))
        .stream()
        .map(
            r -> {
              var recipe = version(r.getKey().workspace(), r.getKey().id(), r.getKey().version());
              return new ActiveRecipe(
                  r.getKey().workspace(), recipe, r.getKey().version(), r.getValue());
            })
        .toList();
  }

  /** Active recipes, and older versions of which runs are under way: their steps may wait. */
  public List<ActiveRecipe> listening() {
    var all = new ArrayList<>(allActive());
    var current = new HashSet<VersionKey>();
    all.forEach(r -> current.add(new VersionKey(r.workspace(), r.recipe().id(), r.version())));
    var underWay =
        sql.list(
            "select distinct workspace_id, recipe, version from active",
            row -> new VersionKey(row.getInt(1), row.getString(2), row.getInt(3)));
    for (var one : underWay) {
      if (!current.contains(one)) {
        var recipe = version(one.workspace(), one.id(), one.version());
        all.add(new ActiveRecipe(one.workspace(), recipe, one.version(), false));
      }
    }
    return all;
  }

  /** The active version, or null. */
  public @Nullable ActiveRecipe active(int workspace, String id) {
    var known = active.get(workspace + "/" + id);
    if (known != null) {
      return known;
    }
    refreshActive();
    return active.get(workspace + "/" + id);
  }

  private void refreshActive() {
    var fresh = new ArrayList<>(allActive());
    active.clear();
    fresh.forEach(a -> active.put(a.workspace() + "/" + a.recipe().id(), a));
  }

  /**
   * A version that has been imported.
   *
   * @throws IllegalStateException if it is not there, or this runtime no longer understands it
   */
  public Recipe version(int workspace, String id, int version) {
    return read.computeIfAbsent(
        new VersionKey(workspace, id, version),
        key -> {
          var document =
              Objects.requireNonNull(
                  export(workspace, id, version), () -> "No version " + version + " of " + id);
          var reading = new RecipeReader(catalog).read(document);
          if (reading.recipe() == null) {
            throw new IllegalStateException(
                "Version "
                    + version
                    + " of recipe \""
                    + id
                    + "\" cannot be read: "
                    + reading.problems().getFirst().message());
          }
          return reading.recipe();
        });
  }

  private void changed() {
    active.clear();
    listeners.forEach(Runnable::run);
  }
}
