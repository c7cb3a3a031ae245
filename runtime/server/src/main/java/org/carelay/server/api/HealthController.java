package org.carelay.server.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.carelay.server.Configuration;
import org.carelay.server.Running;
import org.carelay.server.Version;

/** Whether work would be accepted now; asked by load balancers. */
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Operation")
final class HealthController {
  private final Running running;
  private final Configuration configuration;

  HealthController(Running running, Configuration configuration) {
    this.running = running;
    this.configuration = configuration;
  }

  /**
   * How it is.
   *
   * @param status {@code UP}, {@code STARTING} (or stopping) or {@code DOWN}
   */
  record Health(String status, String mode, String version) {}

  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "200 when work would be accepted, else 503")
  @ApiResponse(responseCode = "200", description = "Work would be accepted")
  @ApiResponse(responseCode = "503", description = "Starting, stopping or without its database")
  HttpResponse<Health> get() {
    var services = running.servicesOrNull();
    if (services == null) {
      return unavailable("STARTING");
    }
    return services.engine().ready() ? HttpResponse.ok(health("UP")) : unavailable("DOWN");
  }

  private HttpResponse<Health> unavailable(String status) {
    return HttpResponse.<Health>status(HttpStatus.SERVICE_UNAVAILABLE).body(health(status));
  }

  private Health health(String status) {
    return new Health(status, configuration.mode().id(), Version.CURRENT);
  }
}
