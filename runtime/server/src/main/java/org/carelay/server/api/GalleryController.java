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
  private record Kept(String name, String task) {}

  /** By task, and in the order in which a newcomer would want them. */
  private static final List<Kept> KEPT =
      List.of(
          new Kept("sheet-to-text", "patients"),
          new Kept("tomorrow-reminders", "patients"),
          new Kept("text-mail-call", "patients"),
          new Kept("procedure-survey", "patients"),
          new Kept("bed-ready", "staff"),
          new Kept("sustained-heart-rate", "staff"),
          new Kept("morning-report", "reports"),
          new Kept("weekly-logins", "reports"));

  private final ObjectMapper json;

  GalleryController(ObjectMapper json) {
    this.json = json;
  }

  /**
   * A recipe to begin with.
   *
   * @param task what it is for, in one word: patients, staff or reports
   * @param recipe sound as it is; its places, columns and addresses are those of the practice
   *     clinic
   */
  record Template(String id, String task, Map<String, Object> recipe) {}

  record Gallery(List<Template> templates) {}

  @Get
  @Operation(summary = "Recipes to begin with")
  @SuppressWarnings("unchecked") // A recipe is an object.
  Gallery list() throws IOException {
    var templates = new ArrayList<Template>();
    for (var kept : KEPT) {
      try (var file =
          Objects.requireNonNull(
              Server.class.getResourceAsStream("gallery/" + kept.name() + "/recipe.json"),
              kept.name())) {
        templates.add(
            new Template(
                kept.name(),
                kept.task(),
                (Map<String, Object>) json.readValue(file.readAllBytes(), LinkedHashMap.class)));
      }
    }
    return new Gallery(templates);
  }
}
