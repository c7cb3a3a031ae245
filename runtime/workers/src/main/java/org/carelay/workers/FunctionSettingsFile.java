package org.carelay.workers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a site has written down about functions: a JSON file, all of whose parts are optional.
 */
public final class FunctionSettingsFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private FunctionSettingsFile() {}

  /**
   * The file's form. Paths are relative to the file's folder.
   *
   * @param confine {@code where-possible}, {@code required} or {@code off}
   */
  private record Written(
      @Nullable Map<String, String> environments,
      @Nullable String codeFiles,
      @Nullable Map<String, String> interpreters,
      @Nullable String confine,
      @Nullable Limits limits) {}

  private record Limits(
      @Nullable Integer workers,
      @Nullable String memory,
      @Nullable Integer perWorkspace,
      @Nullable Integer perRecipe,
      @Nullable Integer perFunction,
      @Nullable String idle) {}

  /**
   * @param otherwise what holds where the file says nothing
   * @throws IllegalArgumentException with a sentence that says what to put right
   */
  public static FunctionSettings read(Path file, FunctionSettings otherwise) {
    try {
      var written = JSON.readValue(Files.readAllBytes(file), Written.class);
      return settings(written, file.toAbsolutePath().normalize(), otherwise);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not of its form%s: %s"
              .formatted(
                  file,
                  e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr(),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " can not be read.", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static FunctionSettings settings(Written written, Path file, FunctionSettings otherwise) {
    var folder = Objects.requireNonNull(file.getParent());
    var environments = new HashMap<>(otherwise.environments());
    orEmpty(written.environments())
        .forEach((name, path) -> environments.put(name, existing(folder, path, name)));
    var interpreters = new HashMap<>(otherwise.interpreters());
    orEmpty(written.interpreters())
        .forEach((name, path) -> interpreters.put(language(name), existing(folder, path, name)));
    var settings =
        otherwise
            .withEnvironments(Map.copyOf(environments))
            .withInterpreters(Map.copyOf(interpreters))
            .withConfine(confine(written.confine(), otherwise.confine()));
    if (written.codeFiles() != null) {
      settings = settings.withCodeFiles(existing(folder, written.codeFiles(), "codeFiles"));
    }
    return written.limits() == null
        ? settings
        : settings.withPool(pool(written.limits(), settings.pool()));
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  private static Path existing(Path folder, String written, String what) {
    var path = folder.resolve(written).normalize();
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "\"" + what + "\" names " + path + ", which does not exist.");
    }
    return path;
  }

  private static Language language(String id) {
    for (var language : Language.values()) {
      if (language.id().equals(id) && language != Language.JAVA) {
        return language;
      }
    }
    throw new IllegalArgumentException(
        "an interpreter can be named for python and javascript, not for \"" + id + "\".");
  }

  private static FunctionSettings.Confine confine(
      @Nullable String written, FunctionSettings.Confine otherwise) {
    return switch (written) {
      case null -> otherwise;
      case "where-possible" -> FunctionSettings.Confine.WHERE_POSSIBLE;
      case "required" -> FunctionSettings.Confine.REQUIRED;
      case "off" -> FunctionSettings.Confine.OFF;
      default ->
          throw new IllegalArgumentException(
              "\"confine\" is where-possible, required or off, not \"" + written + "\".");
    };
  }

  private static FunctionSettings.Pool pool(Limits limits, FunctionSettings.Pool otherwise) {
    return new FunctionSettings.Pool(
        positive(limits.workers(), otherwise.workers()),
        limits.memory() == null ? otherwise.memory() : MemorySize.parse(limits.memory()),
        positive(limits.perWorkspace(), otherwise.perWorkspace()),
        positive(limits.perRecipe(), otherwise.perRecipe()),
        positive(limits.perFunction(), otherwise.perFunction()),
        otherwise.callsPerWorker(),
        limits.idle() == null ? otherwise.idle() : Duration.parse(limits.idle()),
        otherwise.loading());
  }

  private static int positive(@Nullable Integer written, int otherwise) {
    if (written != null && written < 1) {
      throw new IllegalArgumentException("a limit of " + written + " lets nothing run.");
    }
    return Objects.requireNonNullElse(written, otherwise);
  }
}
