package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.Ids;
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
  /** Who asks for more gets this many and the cursor of the rest. */
  private static final int MAX_PAGE = 1000;

  private final Running running;

  RunController(Running running) {
    this.running = running;
  }

  /**
   * A run in a list.
   *
   * @param subject whom it is about, where the recipe says so
   */
  record RunSummary(
      UUID id,
      String recipe,
      int version,
      RunState state,
      String eventKey,
      @Nullable String subject,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Instant nextAt,
      @Nullable UUID replayOf,
      @Nullable String errorCode,
      @Nullable String errorMessage) {
    static RunSummary of(RunReads.Listed run) {
      return new RunSummary(
          run.id(),
          run.recipe(),
          run.version(),
          RunState.of(run.state()),
          run.eventKey(),
          run.subject(),
          run.startedAt(),
          run.endedAt(),
          run.nextAt(),
          run.replayOf(),
          run.errorCode(),
          run.errorMessage());
    }
  }

  record RunList(List<RunSummary> runs, @Nullable String next) {}

  record Replayed(UUID run) {}

  @Get
  @Operation(
      summary = "Runs, newest first; \"next\" is the cursor of the following page",
      description =
          "With until, an instant such as 2026-11-22T05:00:00Z, only those that began before it.")
  RunList list(
      @QueryValue @Nullable String recipe,
      @QueryValue @Nullable String state,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable String until,
      @QueryValue(defaultValue = "50") int limit,
      @QueryValue @Nullable String cursor) {
    if (limit < 1) {
      throw ProblemException.badRequest("bad-limit", "The limit must be at least 1.");
    }
    var size = Math.min(limit, MAX_PAGE);
    if (state != null && Arrays.stream(RunState.values()).noneMatch(s -> s.id().equals(state))) {
      throw ProblemException.badRequest(
          "bad-state",
          "The state must be one of "
              + Arrays.stream(RunState.values()).map(RunState::id).collect(Collectors.joining(", "))
              + ".");
    }
    // The cursor of a page of such a search is earlier than the instant.
    var before =
        cursor != null
            ? cursor(cursor)
            : until != null ? Ids.firstAt(QueryInstant.read("until", until)) : null;
    var found =
        running
            .services()
            .engine()
            .reads()
            .runs(WORKSPACE, new RunReads.Filter(recipe, state, subject, before, size + 1));
    if (found.size() <= size) {
      return new RunList(found.stream().map(RunSummary::of).toList(), null);
    }
    var page = found.subList(0, size).stream().map(RunSummary::of).toList();
    return new RunList(page, page.getLast().id().toString());
  }

  @Get("/{id}")
  @Operation(summary = "One run with its event and its steps")
  RunDetail get(String id) {
    var run = running.services().engine().reads().run(WORKSPACE, id(id));
    if (run == null) {
      throw ProblemException.notFound("run", id);
    }
    return RunDetail.of(run, running.services().engine().trials().inputs(WORKSPACE, run));
  }

  @Post("/{id}/replay")
  @Operation(
      summary = "Runs the event again, by the recipe's active version or from a step",
      description =
          "The ledger keeps a message that has gone out from going out again. With fromStep, the id"
              + " of one of the recipe's outermost steps, the version of the earlier run is taken,"
              + " and what the steps before came to is taken over: they are not done again.")
  @Status(HttpStatus.ACCEPTED)
  Replayed replay(String id, @QueryValue @Nullable String fromStep) {
    var fresh = again(id(id), fromStep);
    if (fresh == null) {
      throw ProblemException.notFound("run", id);
    }
    return new Replayed(fresh);
  }

  private @Nullable UUID again(UUID run, @Nullable String fromStep) {
    var engine = running.services().engine();
    try {
      return fromStep == null
          ? engine.replay(WORKSPACE, run)
          : engine.replay(WORKSPACE, run, fromStep);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("unknown-step", String.valueOf(e.getMessage()));
    }
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("run", text);
    }
  }

  private static UUID cursor(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "bad-cursor", "The cursor must be the \"next\" of an earlier answer.");
    }
  }
}
