package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.carelay.engine.store.EventReads;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What was heard, also where nothing was done about it. */
@Controller("/api/v1/events")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Runs")
final class EventController {
  private static final int MAX_PAGE = 100;

  private final Running running;

  EventController(Running running) {
    this.running = running;
  }

  record EventList(List<EventReads.Heard> events) {}

  @Get
  @Operation(
      summary = "The latest events of a recipe, those its condition kept out included",
      description =
          "With search, those that hold this value, such as a row's key, among the latest 5,000.")
  EventList list(
      @QueryValue String recipe,
      @QueryValue @Nullable String search,
      @QueryValue(defaultValue = "20") int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw ProblemException.badRequest(
          "bad-limit", "The limit must be from 1 to " + MAX_PAGE + ".");
    }
    return new EventList(
        running.services().engine().events().latest(WORKSPACE, recipe, search, limit));
  }
}
