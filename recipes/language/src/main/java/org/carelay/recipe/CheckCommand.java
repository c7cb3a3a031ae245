package org.carelay.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code carelay check FILE...}: finds everything wrong with recipes, without a server. A folder
 * stands for the recipes in it: all {@code .json} files but those below a folder named {@code
 * cases}.
 */
public final class CheckCommand {
  private static final int SOUND = 0;
  private static final int PROBLEMS = 1;
  private static final int MISUSED = 2;
  private static final int MAX_BYTES = 32 << 20;

  private final RecipeReader reader;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, Place> places = new HashMap<>();
  private final List<Recipe> recipes = new ArrayList<>();
  private int checked;
  private int errors;

  private record Place(Path file, String pointer) {}

  private CheckCommand(RecipeReader reader, PrintStream out, PrintStream err) {
    this.reader = reader;
    this.out = out;
    this.err = err;
  }

  /**
   * @param args files and folders
   * @param out one line per problem: {@code file: pointer: code: sentence}
   * @return the exit code: 0 all sound, 1 problems found, 2 wrong use or a file that cannot be read
   */
  public static int run(List<String> args, RecipeReader reader, PrintStream out, PrintStream err) {
    return new CheckCommand(reader, out, err).check(args);
  }

  private int check(List<String> args) {
    if (args.isEmpty() || args.getFirst().startsWith("-")) {
      err.println("Usage: carelay check FILE...   (recipes in JSON, or folders of them)");
      return MISUSED;
    }
    try {
      for (var arg : args) {
        for (var file : recipes(Path.of(arg))) {
          check(file);
        }
      }
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      err.println("carelay check: cannot read " + e.getMessage());
      return MISUSED;
    }
    RecipeSet.check(recipes).forEach(this::print);
    err.println(checked + " recipes checked, " + errors + " errors");
    return errors == 0 ? SOUND : PROBLEMS;
  }

  private static List<Path> recipes(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (var inside = Files.walk(path)) {
      return inside
          .filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
          .filter(file -> !path.relativize(file).toString().matches("(.*[/\\\\])?cases[/\\\\].*"))
          .sorted()
          .toList();
    }
  }

  private void check(Path file) throws IOException {
    var bytes = head(file);
    if (bytes.length > MAX_BYTES) {
      print(file, "", Problem.error("", "document-too-large", "A file has at most 32 MiB"));
      return;
    }
    try {
      for (var found : RecipeDocuments.split(bytes)) {
        check(file, found);
      }
    } catch (JsonProcessingException e) {
      // The reader says better what is wrong with the text.
      check(file, new RecipeDocuments.Found("", bytes));
    }
  }

  private void check(Path file, RecipeDocuments.Found found) {
    checked++;
    var reading = reader.read(found.json());
    reading.problems().forEach(problem -> print(file, found.pointer(), problem));
    var recipe = reading.recipe();
    if (recipe != null) {
      var other = places.putIfAbsent(recipe.id(), new Place(file, found.pointer()));
      if (other == null) {
        recipes.add(recipe);
      } else {
        var sentence = other.file() + " has the same id";
        print(file, found.pointer(), Problem.error("/id", "duplicate-id", sentence));
      }
    }
  }

  /** A little more than is allowed, so that a huge file is refused without reading it. */
  private static byte[] head(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private void print(String recipeId, List<Problem> problems) {
    var place = Objects.requireNonNull(places.get(recipeId));
    problems.forEach(problem -> print(place.file(), place.pointer(), problem));
  }

  private void print(Path file, String base, Problem problem) {
    errors += problem.severity() == Problem.Severity.ERROR ? 1 : 0;
    out.printf(
        "%s: %s: %s: %s%n", file, base + problem.pointer(), problem.code(), problem.message());
  }
}
