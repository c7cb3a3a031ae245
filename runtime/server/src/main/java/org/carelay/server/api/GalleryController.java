package org.carelay.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.server.Server;
import org.carelay.server.access.Roles;

/** Recipes to begin with: the ones of this version's gallery, as they are tested. */
@Controller("/api/v1/gallery")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Recipes")
final class GalleryController {
  /** In the order in which a newcomer would want them. */
  private static final List<String> NAMES =
      List.of(
          "sheet-to-text",
          "tomorrow-reminders",
          "text-mail-call",
          "morning-report",
          "sustained-heart-rate",
          "bed-ready",
          "weekly-logins");

  private final ObjectMapper json;

  GalleryController(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A recipe to begin with.
   *
   * @param recipe sound as it is; its places, columns and addresses are those of the practice
   *     clinic
   */
  record Template(String id, Map<String, Object> recipe) {}

  record Gallery(List<Template> templates) {}

  @Get
  @Operation(summary = "Recipes to begin with")
  @SuppressWarnings("unchecked") // A recipe is an object.
  Gallery list() throws IOException {
    var templates = new ArrayList<Template>();
    for (String name : NAMES) {
      try (var file =
          Objects.requireNonNull(
              Server.class.getResourceAsStream("gallery/" + name + "/recipe.json"), name)) {
        templates.add(
            new Template(
                name,
                (Map<String, Object>) json.readValue(file.readAllBytes(), LinkedHashMap.class)));
      }
    }
    return new Gallery(templates);
  }
}
