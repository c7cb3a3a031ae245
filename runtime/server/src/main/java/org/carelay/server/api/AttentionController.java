package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a person must decide. */
@Controller("/api/v1/attention")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Attention")
final class AttentionController {
  private final Running running;

  AttentionController(Running running) {
    this.running = running;
  }

  record AttentionList(List<Item> items) {}

  /**
   * One matter.
   *
   * @param decisions what may be decided: some of {@code send}, {@code drop}, {@code release},
   *     {@code replay}, {@code done}
   */
  record Item(
      String id,
      String kind,
      @Nullable String recipe,
      @Nullable UUID run,
      @Nullable String step,
      String message,
      List<String> decisions,
      Instant since) {}

  record Resolution(@Nullable String decision, @Nullable String note) {}

  @Get
  @Operation(summary = "Everything that waits for a person, latest first")
  AttentionList list() {
    return new AttentionList(
        running.services().engine().attention().open(WORKSPACE).stream()
            .map(AttentionController::item)
            .toList());
  }

  private static Item item(AttentionDesk.Item item) {
    return new Item(
        Long.toString(item.id()),
        item.kind(),
        item.recipe(),
        item.run(),
        item.step(),
        item.message(),
        item.decisions(),
        item.since());
  }

  @Post("/{id}/resolve")
  @Operation(summary = "Decides a matter; the decision, who made it and the note are kept")
  @ApiResponse(responseCode = "204", description = "Decided")
  @ApiResponse(responseCode = "409", description = "The run is under way at this very moment")
  HttpResponse<?> resolve(String id, @Body Resolution resolution, Authentication visitor) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound("matter", id);
    }
    var decision = ProblemException.require(resolution.decision(), "/decision");
    var outcome =
        running
            .services()
            .engine()
            .decide(WORKSPACE, Long.parseLong(id), decision, visitor.getName(), resolution.note());
    return switch (outcome) {
      case DONE -> HttpResponse.noContent();
      case NO_SUCH_ITEM ->
          throw new ProblemException(
              HttpStatus.NOT_FOUND,
              "not-found",
              "This matter is not open: it was decided already, or has settled itself.");
      case NOT_ALLOWED ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "not-a-decision",
              "\"" + decision + "\" cannot be decided here; see the matter's \"decisions\".");
      case BUSY ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "busy",
              "The run is under way at this very moment; look again and decide then.");
    };
  }
}
