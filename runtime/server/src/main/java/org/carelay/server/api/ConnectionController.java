package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Condition;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.InputProblem;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Connections.Put.Created;
import org.carelay.engine.store.Connections.Put.Refused;
import org.carelay.engine.store.Connections.Put.Replaced;
import org.carelay.engine.store.Connections.Shown;
import org.carelay.server.ConnectionIds;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.Problem;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Connections to outside systems. Their secrets go in and never come out. */
@Controller("/api/v1/connections")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Connections")
final class ConnectionController {
  private final Running running;

  ConnectionController(Running running) {
    this.running = running;
  }

  /**
   * Every connection.
   *
   * @param conditions by id: those of which this node knows more, such as how much log a database
   *     keeps for us
   */
  record ConnectionList(List<Shown> connections, Map<String, Condition> conditions) {}

  record PutConnection(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String connector,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, Object> settings) {}

  record TestResult(boolean ok, String message) {}

  @Get
  @Operation(summary = "All connections, without their secrets")
  ConnectionList list() {
    var engine = running.services().engine();
    return new ConnectionList(engine.connections().list(WORKSPACE), engine.conditions(WORKSPACE));
  }

  @Get("/{id}")
  @Operation(summary = "One connection, without its secrets")
  Shown get(String id) {
    return list().connections().stream()
        .filter(connection -> connection.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("connection", id));
  }

  @Put("/{id}")
  @Operation(
      summary = "Creates or replaces a connection",
      description = "A secret that is left out keeps its value where the connector is the same.")
  @ApiResponse(responseCode = "200", description = "Replaced")
  @ApiResponse(responseCode = "201", description = "Created")
  @ApiResponse(responseCode = "422", description = "Nothing changed: see the problems")
  HttpResponse<Shown> put(String id, @Body PutConnection wanted) {
    if (!ConnectionIds.isValid(id)) {
      throw ProblemException.badRequest("bad-id", ConnectionIds.RULE);
    }
    var put =
        running
            .services()
            .engine()
            .putConnection(
                WORKSPACE,
                id,
                ProblemException.require(wanted.connector(), "/connector"),
                ProblemException.require(wanted.settings(), "/settings"));
    return switch (put) {
      case Created() -> HttpResponse.created(get(id));
      case Replaced() -> HttpResponse.ok(get(id));
      case Refused(var problems) -> throw refused(problems);
    };
  }

  private static ProblemException refused(List<InputProblem> problems) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "invalid-connection",
        "These settings cannot be used; nothing was changed.",
        problems.stream()
            .map(
                problem ->
                    new Problem.Place(
                        problem.pointer().equals("/connector")
                            ? problem.pointer()
                            : "/settings" + problem.pointer(),
                        problem.code(),
                        problem.message()))
            .toList());
  }

  @Delete("/{id}")
  @Operation(summary = "Removes a connection; recipes that name it stop with an error")
  @ApiResponse(responseCode = "204", description = "Removed")
  HttpResponse<?> delete(String id) {
    if (!running.services().engine().deleteConnection(WORKSPACE, id)) {
      throw ProblemException.notFound("connection", id);
    }
    return HttpResponse.noContent();
  }

  @Post("/{id}/test")
  @Operation(summary = "Tries a connection for real, harmlessly")
  TestResult test(String id) throws InterruptedException {
    get(id);
    try {
      return new TestResult(true, running.services().engine().testConnection(WORKSPACE, id));
    } catch (ConnectorException e) {
      return new TestResult(false, e.getMessage());
    } catch (Clients.NotAvailable e) {
      return new TestResult(false, e.getMessage());
    }
  }
}
