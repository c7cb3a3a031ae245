package org.carelay.server.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Memory;
import org.carelay.connector.Subscribable;
import org.carelay.engine.store.Clients;
import org.carelay.server.Running;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The page on which staff let their browsers take notes. Its link carries a token behind the {@code
 * #}, which browsers keep to themselves, so that it stands in no log; the page sends it as a bearer
 * token. Nobody needs to be signed in.
 */
@Controller("/push")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Push subscriptions")
final class PushPageController {
  private static final Map<String, String> FILES =
      Map.of(
          "page.js", "text/javascript; charset=utf-8",
          "worker.js", "text/javascript; charset=utf-8",
          "page.css", "text/css; charset=utf-8");

  private final Running running;

  PushPageController(Running running) {
    this.running = running;
  }

  record Subscribing(
      @Nullable Map<String, Object> subscription,
      @Nullable List<String> topics,
      @Nullable String person) {}

  @Get("/{connection}")
  @Operation(summary = "The page on which staff subscribe their browsers", hidden = true)
  HttpResponse<byte[]> page(String connection) {
    if (!connection.matches("[A-Za-z0-9._-]{1,100}")) {
      throw ProblemException.notFound("connection", connection);
    }
    var html = new String(content("page.html"), StandardCharsets.UTF_8);
    return file(
        html.replace("{connection}", connection).getBytes(StandardCharsets.UTF_8),
        "text/html; charset=utf-8");
  }

  @Get("/{connection}/{name}")
  @Operation(summary = "What the page consists of", hidden = true)
  HttpResponse<byte[]> part(String connection, String name) {
    var type = FILES.get(name);
    if (type == null) {
      throw ProblemException.notFound("file", name);
    }
    return file(content(name), type);
  }

  @Get("/{connection}/subscriptions/offer")
  @Operation(summary = "The key and the topics to subscribe with")
  Subscribable.Offer offer(
      String connection, @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
    return admitted(connection, authorization).desk().offer();
  }

  @Post("/{connection}/subscriptions")
  @Operation(summary = "Subscribes a browser to topics, and to no others; none unsubscribes it")
  HttpResponse<?> subscribe(
      String connection,
      @Header(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
      @Body Subscribing wish) {
    var page = admitted(connection, authorization);
    var subscription = ProblemException.require(wish.subscription(), "/subscription");
    var topics = ProblemException.require(wish.topics(), "/topics");
    var person = topics.isEmpty() ? "" : ProblemException.require(wish.person(), "/person");
    try {
      page.desk().subscribe(subscription, topics, person, page.memory());
      return HttpResponse.noContent();
    } catch (Subscribable.Refused e) {
      throw ProblemException.badRequest(e.code(), e.getMessage());
    }
  }

  /** A wrong link and a connection that is not there look the same from outside. */
  private Page admitted(String connection, @Nullable String authorization) {
    var token =
        authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring("Bearer ".length()).strip()
            : "";
    try {
      var lease = running.services().lease("push", connection);
      if (lease.client() instanceof Subscribable desk && desk.admits(token)) {
        return new Page(desk, lease.context().memory());
      }
    } catch (Clients.NotAvailable e) {
      throw wrongLink();
    }
    throw wrongLink();
  }

  private record Page(Subscribable desk, Memory memory) {}

  private static ProblemException wrongLink() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED,
        "wrong-link",
        "This link does not work. Ask whoever gave it to you for the whole link.");
  }

  private static byte[] content(String name) {
    try (var in =
        PushPageController.class.getResourceAsStream("/org/carelay/server/push/" + name)) {
      if (in == null) {
        throw ProblemException.notFound("file", name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static HttpResponse<byte[]> file(byte[] content, String type) {
    return HttpResponse.ok(content)
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }
}
