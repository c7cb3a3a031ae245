package org.carelay.server.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.carelay.server.access.Roles;
import org.carelay.server.web.Changes;
import org.reactivestreams.Publisher;

/** Tells open pages what to ask for again. */
@Controller("/api/v1/stream")
@Secured(Roles.ADMIN)
@Tag(name = "Session")
final class StreamController {
  private final Changes changes;

  StreamController(Changes changes) {
    this.changes = changes;
  }

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(summary = "Server-sent events: \"change\" with the topic to ask for again")
  Publisher<Event<Changes.Change>> stream() {
    return changes.stream();
  }
}
