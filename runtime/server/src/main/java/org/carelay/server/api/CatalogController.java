package org.carelay.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;

/** What recipes can use. */
@Controller("/api/v1/catalog")
@Secured(Roles.ADMIN)
@Tag(name = "Catalog")
final class CatalogController {
  private final Running running;

  CatalogController(Running running) {
    this.running = running;
  }

  @Get
  @Operation(summary = "Connectors with their triggers, actions and JSON Schemas")
  Map<String, Object> get() {
    return running.services().catalog().describe();
  }
}
