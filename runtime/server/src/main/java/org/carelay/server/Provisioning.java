package org.carelay.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.engine.Engine;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.store.Connections;
import org.carelay.engine.store.Recipes;
import org.carelay.recipe.RecipeDocuments;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies what a site keeps in files: connections and recipes, and the first recipe to try. */
final class Provisioning {
  private static final Logger log = LoggerFactory.getLogger(Provisioning.class);
  private static final String FIRST_RECIPE = "gallery/sheet-to-text/recipe.json";
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private record ConnectionsFile(@Nullable List<@Nullable ConnectionEntry> connections) {}

  private record ConnectionEntry(
      @Nullable String id, @Nullable String connector, @Nullable Map<String, Object> settings) {}

  private Provisioning() {}

  /**
   * Applies the files.
   *
   * @throws StartFailed with everything that is wrong in them
   */
  static void apply(Configuration configuration, Engine engine) throws StartFailed {
    if (configuration.connections() != null) {
      applyConnections(configuration.connections(), engine);
    }
    if (configuration.recipes() != null) {
      applyRecipes(configuration.recipes(), engine);
    }
    if (configuration.mode() == DeliveryMode.PRACTICE
        && engine.recipes().list(Services.WORKSPACE).isEmpty()) {
      giveFirstRecipe(engine);
    }
  }

  private static void applyConnections(Path file, Engine engine) throws StartFailed {
    var problems = new ArrayList<String>();
    var known = new HashSet<String>();
    for (var entry : readConnections(file)) {
      var id = entry == null ? null : entry.id();
      if (entry == null || id == null || !ConnectionIds.isValid(id)) {
        problems.add("connection \"" + id + "\": " + ConnectionIds.RULE);
        continue;
      }
      if (!known.add(id)) {
        problems.add("connection \"" + id + "\" is there twice.");
        continue;
      }
      var put =
          engine.putConnection(
              Services.WORKSPACE,
              id,
              String.valueOf(entry.connector()),
              Objects.requireNonNullElse(entry.settings(), Map.of()));
      if (put instanceof Connections.Put.Refused(var refused)) {
        refused.forEach(
            problem ->
                problems.add(
                    "connection \"%s\" at %s: %s"
                        .formatted(id, problem.pointer(), problem.message())));
      }
    }
    failIfAny(file, problems);
  }

  private static List<@Nullable ConnectionEntry> readConnections(Path file) throws StartFailed {
    try {
      return Objects.requireNonNullElse(
          JSON.readValue(file.toFile(), ConnectionsFile.class).connections(), List.of());
    } catch (JsonProcessingException e) {
      // The parser's own message may quote a secret.
      var location = e.getLocation();
      throw new StartFailed(
          "%s is not a file of connections: look at line %d, column %d%s. It looks like {\"connections\": [{\"id\": ..., \"connector\": ..., \"settings\": {...}}]}."
              .formatted(file, location.getLineNr(), location.getColumnNr(), unknownName(e)),
          null);
    } catch (IOException e) {
      throw new StartFailed(file + " cannot be read.", e);
    }
  }

  private static String unknownName(JsonProcessingException e) {
    return e instanceof UnrecognizedPropertyException unknown
        ? " (\"" + unknown.getPropertyName() + "\")"
        : "";
  }

  private static void applyRecipes(Path folder, Engine engine) throws StartFailed {
    var files = recipeFiles(folder);
    var documents = new ArrayList<byte[]>();
    var origins = new ArrayList<Path>();
    for (var file : files) {
      try {
        for (var document : RecipeDocuments.split(Files.readAllBytes(file))) {
          documents.add(document.json());
          origins.add(file);
        }
      } catch (JsonProcessingException e) {
        // The parser's own message may quote a key that stands in the recipe.
        throw new StartFailed(
            "%s is not JSON: look at line %d, column %d."
                .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
            null);
      } catch (IOException e) {
        throw new StartFailed(file + " cannot be read.", e);
      }
    }
    var changes = engine.recipes().apply(Services.WORKSPACE, documents, true);
    var problems = new ArrayList<String>();
    for (int i = 0; i < changes.size(); i++) {
      if (!changes.get(i).valid()) {
        var name = folder.relativize(origins.get(i));
        changes
            .get(i)
            .problems()
            .forEach(
                problem ->
                    problems.add(
                        "%s at %s: %s".formatted(name, problem.pointer(), problem.message())));
      }
    }
    failIfAny(folder, problems);
    log.info("{} recipes are active from {}", changes.size(), folder);
  }

  private static List<Path> recipeFiles(Path folder) throws StartFailed {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new StartFailed("The folder of recipes " + folder + " cannot be read.", e);
    }
  }

  private static void failIfAny(Path source, List<String> problems) throws StartFailed {
    if (!problems.isEmpty()) {
      throw new StartFailed(
          source + " cannot be applied:\n  " + String.join("\n  ", problems), null);
    }
  }

  private static void giveFirstRecipe(Engine engine) {
    try (var stream = Provisioning.class.getResourceAsStream(FIRST_RECIPE)) {
      var document = Objects.requireNonNull(stream, FIRST_RECIPE).readAllBytes();
      for (Recipes.Change change :
          engine.recipes().apply(Services.WORKSPACE, List.of(document), true)) {
        change
            .problems()
            .forEach(
                problem ->
                    log.warn(
                        "The first recipe is not there, because of {}: {}",
                        problem.pointer(),
                        problem.message()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
