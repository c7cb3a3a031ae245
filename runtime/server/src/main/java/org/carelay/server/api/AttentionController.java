package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
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
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NOTE = 2_000;

  private final Running running;

  AttentionController(Running running) {
    this.running = running;
  }

  record AttentionList(List<Item> items) {}

  /**
   * One matter.
   *
   * @param subject whom it is about, as the recipe says, such as an MRN
   * @param decisions what may be decided
   * @param assignedTo who looks after it; null where nobody does
   */
  record Item(
      String id,
      String kind,
      @Nullable String recipe,
      @Nullable UUID run,
      @Nullable String step,
      @Nullable String subject,
      String message,
      @ArraySchema(
              schema =
                  @Schema(
                      allowableValues = {
                        "send", "drop", "release", "replay", "done", "approve", "decline"
                      }))
          List<String> decisions,
      Instant since,
      @Nullable String assignedTo,
      List<AttentionDesk.Note> notes) {}

  record Resolution(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String decision,
      @Nullable String note) {}

  /**
   * Who looks after a matter.
   *
   * @param to a name; null for nobody
   */
  record Assignment(@Nullable String to) {}

  record NewNote(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String note) {}

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
        item.subject(),
        item.message(),
        item.decisions(),
        item.since(),
        item.assignedTo(),
        item.notes());
  }

  @Put("/{id}/assignee")
  @Operation(summary = "Gives a matter to somebody, or to nobody")
  @ApiResponse(responseCode = "204", description = "Given")
  HttpResponse<?> assign(String id, @Body Assignment assignment) {
    var to = assignment.to();
    var name = to == null || to.isBlank() ? null : to.strip();
    if (name != null && name.length() > LONGEST_NAME) {
      throw ProblemException.badRequest(
          "too-long", "A name has at most " + LONGEST_NAME + " characters.");
    }
    if (!running.services().engine().attention().assign(WORKSPACE, number(id), name)) {
      throw notOpen();
    }
    return HttpResponse.noContent();
  }

  @Post("/{id}/notes")
  @Operation(summary = "Notes something about a matter, which stays open")
  @ApiResponse(responseCode = "204", description = "Noted")
  HttpResponse<?> note(String id, @Body NewNote wanted, Authentication visitor) {
    var note = ProblemException.require(wanted.note(), "/note").strip();
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw ProblemException.badRequest(
          "bad-note", "A note has from 1 to " + LONGEST_NOTE + " characters.");
    }
    if (!running
        .services()
        .engine()
        .attention()
        .note(WORKSPACE, number(id), visitor.getName(), note)) {
      throw notOpen();
    }
    return HttpResponse.noContent();
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound("matter", id);
    }
    return Long.parseLong(id);
  }

  private static ProblemException notOpen() {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "not-found",
        "This matter is not open: it was decided already, or has settled itself.");
  }

  @Post("/{id}/resolve")
  @Operation(summary = "Decides a matter; the decision, who made it and the note are kept")
  @ApiResponse(responseCode = "204", description = "Decided")
  @ApiResponse(responseCode = "409", description = "The run is under way at this very moment")
  HttpResponse<?> resolve(String id, @Body Resolution resolution, Authentication visitor) {
    var decision = ProblemException.require(resolution.decision(), "/decision");
    var outcome =
        running
            .services()
            .engine()
            .decide(WORKSPACE, number(id), decision, visitor.getName(), resolution.note());
    return switch (outcome) {
      case DONE -> HttpResponse.noContent();
      case NO_SUCH_ITEM -> throw notOpen();
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
      case OVER ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "run-over",
              "The run has ended meanwhile, so nothing is sent any more. If it still matters, reach"
                  + " the person another way, and drop this.");
    };
  }
}
