package org.carelay.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.carelay.recipe.RecipeReader;

/** The recipe language's JSON Schema, for anybody's editor. */
@Controller("/schema")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Catalog")
final class SchemaController {
  @Get("/recipe-1.json")
  @Produces("application/schema+json")
  @Operation(summary = "The JSON Schema (2020-12) of a recipe")
  byte[] recipe() {
    try (var file = RecipeReader.class.getResourceAsStream("recipe-1.schema.json")) {
      return Objects.requireNonNull(file, "recipe-1.schema.json").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
