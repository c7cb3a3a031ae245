package org.carelay.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.carelay.server.access.Roles;

/** The description of this API, made from the controllers when they are compiled. */
@Controller("/api/v1/openapi.yml")
@Secured(Roles.ADMIN)
@Hidden
final class OpenApiController {
  @Get
  @Produces("application/yaml")
  byte[] get() {
    try (var file = getClass().getResourceAsStream("/META-INF/swagger/openapi.yml")) {
      return Objects.requireNonNull(file, "openapi.yml").readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
