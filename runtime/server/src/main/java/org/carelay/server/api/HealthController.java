package org.carelay.server.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.carelay.server.Running;

@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
final class HealthController {
  private final Running running;

  HealthController(Running running) {
    this.running = running;
  }

  record Health(String status) {}

  @Get
  HttpResponse<Health> get() {
    return HttpResponse.ok(new Health("UP"));
  }
}
