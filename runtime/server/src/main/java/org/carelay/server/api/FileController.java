package org.carelay.server.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.FileIntake;
import org.carelay.connector.FileIntake.Outcome;
import org.carelay.engine.store.Clients;
import org.carelay.server.Running;
import org.carelay.server.Services;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Files that go into a connection's folder, and files that steps have written. */
@Controller("/api/v1")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Files")
final class FileController {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,12})-(\\d{1,12})/(\\d{1,12})");
  private static final byte[] NOTHING = {};

  private final Running running;

  FileController(Running running) {
    this.running = running;
  }

  /** How much of an upload has arrived. */
  record Progress(long received) {}

  /** The file's name in the folder. */
  record Uploaded(String name) {}

  @Put("/connections/{connection}/files/{name}")
  @Consumes(MediaType.ALL)
  @Operation(
      summary = "Puts a file, or a part of one, into a connection's folder",
      description =
          "A large file is sent in parts of up to 8 MiB with Content-Range, one after the other.")
  @ApiResponse(
      responseCode = "201",
      description = "The file is whole and in the folder",
      content = @Content(schema = @Schema(implementation = Uploaded.class)))
  @ApiResponse(
      responseCode = "202",
      description = "The part is stored; go on after it",
      content = @Content(schema = @Schema(implementation = Progress.class)))
  @ApiResponse(
      responseCode = "409",
      description = "The part is not the next one; ask how far it is")
  HttpResponse<?> upload(
      String connection,
      String name,
      @Header(HttpHeaders.CONTENT_RANGE) @Nullable String written,
      @Body byte @Nullable [] body)
      throws IOException {
    var content = body == null ? NOTHING : body;
    var outcome =
        target(connection)
            .add(name, range(written, content), content, running.services().clock().instant());
    return switch (outcome) {
      case Outcome.Going(long received) -> HttpResponse.accepted().body(new Progress(received));
      case Outcome.Done(var stored) -> HttpResponse.created(new Uploaded(stored));
      case Outcome.Elsewhere(long received) ->
          throw new ProblemException(
              HttpStatus.CONFLICT, "other-part", "Go on at byte " + received + ".");
      case Outcome.Refused(var code, var message) ->
          throw ProblemException.badRequest(code, message);
    };
  }

  @Get("/connections/{connection}/files/{name}")
  @Operation(summary = "How much of an upload has arrived")
  Progress progress(String connection, String name, @QueryValue long total) throws IOException {
    try {
      return new Progress(target(connection).received(name, total));
    } catch (Permanent e) {
      throw ProblemException.badRequest(e.code(), e.getMessage());
    }
  }

  @Get("/files/{key}/{name}")
  @Operation(summary = "A file that a step has written; file:KEY/NAME is its reference")
  HttpResponse<StreamedFile> download(String key, String name) throws IOException {
    try {
      var files = running.services().engine().files().of(Services.WORKSPACE, "");
      var kept = files.find("file:" + key + "/" + name);
      return HttpResponse.ok(
          new StreamedFile(kept.open(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
              .attach(kept.name()));
    } catch (Permanent e) {
      throw ProblemException.notFound("file", key + "/" + name);
    }
  }

  private static FileIntake.Range range(@Nullable String written, byte[] content) {
    if (written == null) {
      return new FileIntake.Range(0, content.length);
    }
    var parts = RANGE.matcher(written.strip());
    if (!parts.matches()
        || Long.parseLong(parts.group(2)) - Long.parseLong(parts.group(1)) + 1 != content.length) {
      throw ProblemException.badRequest(
          "bad-range", "Content-Range must say which bytes these are, as in bytes 0-99/300.");
    }
    return new FileIntake.Range(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(3)));
  }

  private FileIntake target(String connection) {
    try {
      var lease = running.services().lease("file", connection);
      if (lease.client() instanceof FileIntake intake) {
        return intake;
      }
    } catch (Clients.NotAvailable e) {
      throw ProblemException.notFound("file connection", connection);
    }
    throw ProblemException.notFound("file connection", connection);
  }
}
