package org.carelay.server.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;

/** What Prometheus reads. */
@Controller("/metrics")
@Secured(Roles.ADMIN)
@Tag(name = "Operation")
final class MetricsController {
  private final Metrics metrics;
  private final Running running;

  MetricsController(Metrics metrics, Running running) {
    this.metrics = metrics;
    this.running = running;
  }

  @Get
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "Figures for Prometheus")
  String scrape() {
    return metrics.scrape(running.services());
  }
}
