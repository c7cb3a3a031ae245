package org.carelay.server.access;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.carelay.engine.store.Tokens;
import org.carelay.server.Running;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Named tokens, one for each person or program, so that it is known who did what. */
@Controller("/api/v1/tokens")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Session")
final class TokenController {
  private static final int LONGEST_NAME = 100;

  private final Running running;

  TokenController(Running running) {
    this.running = running;
  }

  record TokenList(List<Tokens.Listed> tokens) {}

  record NewToken(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String name) {}

  @Get
  @Operation(summary = "Who has a token; never the tokens themselves")
  TokenList list() {
    return new TokenList(running.services().engine().tokens().list(WORKSPACE));
  }

  @Post
  @Operation(
      summary = "Makes a token for somebody",
      description = "The answer is the only time that the token is told; only its hash is kept.")
  @Status(HttpStatus.CREATED)
  Tokens.Created create(@Body NewToken wanted, Authentication who) {
    var name = ProblemException.require(wanted.name(), "/name").strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw ProblemException.badRequest(
          "bad-name", "A name has from 1 to " + LONGEST_NAME + " characters.");
    }
    return running.services().engine().tokens().create(WORKSPACE, name, who.getName());
  }

  @Delete("/{id}")
  @Operation(summary = "Revokes a token; who is signed in with it is signed out")
  @ApiResponse(responseCode = "204", description = "Revoked")
  HttpResponse<?> revoke(String id) {
    if (!running.services().engine().tokens().revoke(WORKSPACE, id(id))) {
      throw ProblemException.notFound("token", id);
    }
    return HttpResponse.noContent();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("token", text);
    }
  }
}
