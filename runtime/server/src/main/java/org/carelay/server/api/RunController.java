package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.journal.RunState;
import org.carelay.engine.store.RunReads;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What happened: runs and their steps. */
@Controller("/api/v1/runs")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Runs")
final class RunController {
  private static final int MAX_PAGE = 500;

  private final Running running;

  RunController(Running running) {
    this.running = running;
  }

  record RunList(List<RunReads.Listed> runs, @Nullable String next) {}

  record Replayed(UUID run) {}

  @Get
  @Operation(summary = "Runs, newest first; \"next\" is the cursor of the following page")
  RunList list(
      @QueryValue @Nullable String recipe,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable String subject,
      @QueryValue(defaultValue = "50") int limit,
      @QueryValue @Nullable String cursor) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw ProblemException.badRequest(
          "bad-limit", "The limit must be from 1 to " + MAX_PAGE + ".");
    }
    if (state != null && Arrays.stream(RunState.values()).noneMatch(s -> s.id().equals(state))) {
      throw ProblemException.badRequest(
          "bad-state",
          "The state must be one of "
              + Arrays.stream(RunState.values()).map(RunState::id).collect(Collectors.joining(", "))
              + ".");
    }
    var before = cursor == null ? null : id(cursor, "cursor");
    var found =
        running
            .services()
            .engine()
            .reads()
            .runs(WORKSPACE, new RunReads.Filter(recipe, state, subject, before, limit + 1));
    if (found.size() <= limit) {
      return new RunList(found, null);
    }
    var page = found.subList(0, limit);
    return new RunList(page, page.getLast().id().toString());
  }

  @Get("/{id}")
  @Operation(summary = "One run with its event and its steps")
  RunDetail get(String id) {
    var run = running.services().engine().reads().run(WORKSPACE, id(id, "run"));
    if (run == null) {
      throw ProblemException.notFound("run", id);
    }
    return RunDetail.of(run);
  }

  @Post("/{id}/replay")
  @Operation(
      summary = "Runs the event again, by the recipe's active version",
      description = "The ledger keeps a message that has gone out from going out again.")
  HttpResponse<Replayed> replay(String id) {
    var fresh = running.services().engine().replay(WORKSPACE, id(id, "run"));
    if (fresh == null) {
      throw ProblemException.notFound("run", id);
    }
    return HttpResponse.accepted().body(new Replayed(fresh));
  }

  private static UUID id(String text, String what) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound(what, text);
    }
  }
}
