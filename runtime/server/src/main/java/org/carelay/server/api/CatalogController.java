package org.carelay.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;

/** What recipes can use. */
@Controller("/api/v1/catalog")
@Secured(Roles.ADMIN)
@Tag(name = "Catalog")
final class CatalogController {
  private final Running running;
  private final ObjectMapper json;

  CatalogController(Running running, ObjectMapper json) {
    this.running = running;
    this.json = json;
  }

  /**
   * A connector. The maps are JSON Schemas (2020-12).
   *
   * @param settings of a connection
   */
  record ConnectorView(
      String id,
      String title,
      String help,
      boolean needsConnection,
      boolean takesConnection,
      Map<String, Object> settings,
      List<TriggerView> triggers,
      List<ActionView> actions) {}

  /**
   * What can start a recipe.
   *
   * @param event the names that it puts in scope
   */
  record TriggerView(
      String id,
      String title,
      String help,
      @Schema(allowableValues = {"polling", "http", "manual", "page"}) String kind,
      Map<String, Object> input,
      Map<String, Object> event) {}

  record ActionView(
      String id,
      String title,
      String help,
      String effect,
      Map<String, Object> input,
      Map<String, Object> output) {}

  /** A function of expressions. */
  record FunctionView(String name, String arguments, String help) {}

  record CatalogView(List<ConnectorView> connectors, List<FunctionView> functions) {}

  @Get
  @Operation(summary = "Connectors with their triggers, actions and JSON Schemas")
  CatalogView get() {
    return json.convertValue(running.services().catalog().describe(), CatalogView.class);
  }
}
