package org.carelay.engine.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.carelay.engine.Json;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.Problem;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.RecipeReader;
import org.carelay.recipe.RecipeSet;
import org.carelay.recipe.TriggerUse.StartFrom;
import org.jspecify.annotations.Nullable;

/** Compares documents with what is there, and writes what is new. */
final class RecipeImport {
  private static final Problem CONFIRM =
      new Problem(
          "/trigger/startFrom",
          "confirm-start",
          "It begins with what is there already, so it is not activated by an import: activate it by"
              + " itself, and confirm how much there is.",
          Problem.Severity.WARNING);

  private final Sql sql;
  private final Catalog catalog;

  RecipeImport(Sql sql, Catalog catalog) {
    this.sql = sql;
    this.catalog = catalog;
  }

  /** What would be written. */
  record Planned(
      Recipes.Change change,
      @Nullable Recipe recipe,
      byte[] document,
      byte[] hash,
      boolean begins) {
    Planned with(List<Problem> more) {
      if (more.isEmpty()) {
        return this;
      }
      var all = new ArrayList<>(change.problems());
      all.addAll(more);
      boolean refused = more.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
      return refused
          ? new Planned(
              new Recipes.Change(change.id(), "invalid", null, all), null, document, hash, begins)
          : new Planned(
              new Recipes.Change(change.id(), change.change(), change.version(), all),
              recipe,
              document,
              hash,
              begins);
    }
  }

  private record Latest(int version, byte[] hash, boolean wasActive) {}

  List<Planned> plan(int workspace, List<byte[]> documents) {
    var seen = new HashSet<String>();
    var planned = new ArrayList<Planned>();
    for (byte[] document : documents) {
      var reading = EngineLimits.reader(catalog).read(document);
      var problems = new ArrayList<>(reading.problems());
      var recipe = reading.recipe();
      if (recipe != null && !seen.add(recipe.id())) {
        problems.add(
            new Problem(
                "/id",
                "duplicate-id",
                "Recipe \"" + recipe.id() + "\" is in this import twice.",
                Problem.Severity.ERROR));
        recipe = null;
      }
      planned.add(
          recipe == null
              ? new Planned(
                  new Recipes.Change(idOf(document), "invalid", null, problems),
                  null,
                  document,
                  new byte[0],
                  false)
              : compare(workspace, recipe, document, problems));
    }
    return refuseCycles(workspace, planned);
  }

  /** Recipes that call each other in a circle are refused, those that stand already included. */
  private List<Planned> refuseCycles(int workspace, List<Planned> planned) {
    var byId = new HashMap<String, Recipe>();
    for (byte[] document : standing(workspace)) {
      var recipe = new RecipeReader(catalog).read(document).recipe();
      if (recipe != null) {
        byId.put(recipe.id(), recipe);
      }
    }
    planned.stream()
        .map(Planned::recipe)
        .filter(Objects::nonNull)
        .forEach(recipe -> byId.put(recipe.id(), recipe));
    var found = RecipeSet.check(byId.values());
    return planned.stream()
        .map(p -> p.recipe() == null ? p : p.with(found.getOrDefault(p.recipe().id(), List.of())))
        .toList();
  }

  private List<byte[]> standing(int workspace) {
    return sql.list(
        """
        select v.document from recipe_version v join recipe r
          on r.workspace_id = v.workspace_id and r.id = v.recipe and r.latest_version = v.version
        where v.workspace_id = ?""",
        row -> row.getBytes(1),
        workspace);
  }

  private Planned compare(int workspace, Recipe recipe, byte[] document, List<Problem> warnings) {
    byte[] hash = hash(document);
    var latest =
        sql.first(
            """
            select v.version, v.content_hash, r.active_version is not null from recipe_version v join recipe r
              on r.workspace_id = v.workspace_id and r.id = v.recipe and r.latest_version = v.version
            where v.workspace_id = ? and v.recipe = ?""",
            row -> new Latest(row.getInt(1), row.getBytes(2), row.getBoolean(3)),
            workspace,
            recipe.id());
    boolean begins =
        !(recipe.trigger().startFrom() instanceof StartFrom.Now)
            && (latest == null || !latest.wasActive());
    if (begins) {
      warnings.add(CONFIRM);
    }
    var change =
        latest == null
            ? new Recipes.Change(recipe.id(), "created", 1, warnings)
            : Arrays.equals(latest.hash(), hash)
                ? new Recipes.Change(recipe.id(), "unchanged", latest.version(), warnings)
                : new Recipes.Change(recipe.id(), "updated", latest.version() + 1, warnings);
    return new Planned(change, recipe, document, hash, begins);
  }

  void write(int workspace, List<Planned> planned, boolean activate, Instant now) {
    sql.inTransaction(
        s -> {
          for (Planned one : planned) {
            write(s, workspace, one, activate, now);
          }
          return true;
        });
  }

  private static void write(
      Sql.Statements s, int workspace, Planned one, boolean activate, Instant now)
      throws SQLException {
    var recipe = java.util.Objects.requireNonNull(one.recipe());
    var version = java.util.Objects.requireNonNull(one.change().version());
    if (!one.change().change().equals("unchanged")) {
      s.update(
          """
          insert into recipe (workspace_id, id, latest_version, updated_at) values (?, ?, ?, ?)
          on conflict (workspace_id, id)
          do update set latest_version = excluded.latest_version, updated_at = excluded.updated_at""",
          workspace,
          recipe.id(),
          version,
          now);
      s.update(
          """
          insert into recipe_version
            (workspace_id, recipe, version, title, content_hash, document, created_at)
          values (?, ?, ?, ?, ?, ?, ?)""",
          workspace,
          recipe.id(),
          version,
          recipe.title(),
          one.hash(),
          one.document(),
          now);
    }
    if (activate && !one.begins()) {
      s.update(
          "update recipe set active_version = ?, paused = false, updated_at = ?"
              + " where workspace_id = ? and id = ?",
          version,
          now,
          workspace,
          recipe.id());
      s.update(
          "update active set state = 'running', next_at = ?"
              + " where workspace_id = ? and recipe = ? and state = 'paused'",
          now,
          workspace,
          recipe.id());
    }
  }

  private static @Nullable String idOf(byte[] document) {
    try {
      return Json.map(document).get("id") instanceof String id ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Of the content: layout and the order of properties do not make a new version. */
  private static byte[] hash(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(Json.bytes(sortedMap(Json.map(document))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static Map<String, @Nullable Object> sortedMap(Map<?, ?> map) {
    var sorted = new TreeMap<String, @Nullable Object>();
    map.forEach((k, v) -> sorted.put(String.valueOf(k), sorted(v)));
    return sorted;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> sortedMap(map);
      case List<?> list -> list.stream().map(v -> sorted(v)).toList();
      case null, default -> value;
    };
  }
}
