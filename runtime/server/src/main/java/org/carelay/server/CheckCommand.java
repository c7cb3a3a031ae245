package org.carelay.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.carelay.connector.Connector;
import org.carelay.recipe.Catalog;
import org.carelay.recipe.Reading;
import org.carelay.recipe.RecipeReader;

/** {@code carelay check FILE...}: finds what is wrong with recipes, without a server. */
final class CheckCommand {
  private CheckCommand() {}

  static int run(List<String> files) {
    if (files.isEmpty()) {
      System.err.println("Name the recipe files to check: ./carelay check recipe.json ...");
      return 2;
    }
    var reader = new RecipeReader(catalog());
    boolean good = true;
    for (var file : files) {
      good &= check(Path.of(file), reader);
    }
    return good ? 0 : 1;
  }

  @SuppressWarnings("unchecked") // ServiceLoader knows raw types only
  private static Catalog catalog() {
    return Catalog.of(
        ServiceLoader.load(Connector.class).stream()
            .<Connector<?, ?>>map(provider -> provider.get())
            .toList());
  }

  private static boolean check(Path file, RecipeReader reader) {
    try {
      boolean good = true;
      for (var document : RecipeDocuments.split(Files.readAllBytes(file))) {
        good &= report(file, reader.read(document));
      }
      return good;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      System.out.printf(
          "%s is not JSON: look at line %d, column %d.%n", file, at.getLineNr(), at.getColumnNr());
    } catch (IOException e) {
      System.out.printf("%s cannot be read.%n", file);
    }
    return false;
  }

  private static boolean report(Path file, Reading reading) {
    for (var problem : reading.problems()) {
      System.out.printf(
          "%s at %s: %s (%s)%n",
          file,
          problem.pointer().isEmpty() ? "its top" : problem.pointer(),
          problem.message(),
          problem.code());
    }
    var recipe = reading.recipe();
    if (recipe == null) {
      return false;
    }
    System.out.printf("%s: %s can be imported.%n", file, recipe.id());
    return true;
  }
}
