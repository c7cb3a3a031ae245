package org.carelay.server.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.carelay.connector.Callback;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.engine.trigger.Hooks;
import org.carelay.server.Running;
import org.carelay.server.Services;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What the outside posts: events, durable before they are answered, and news about messages. The
 * trigger itself decides who may post, so nobody is asked to sign in here.
 */
@Controller("/hooks")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "Webhooks")
final class HookController {
  static final int MAX_BODY_BYTES = 1 << 20;
  private static final String CALLBACK = "callback/";
  private static final byte[] NOTHING = {};

  private final Running running;
  private final MeterRegistry meters;
  private final Timer answered;

  HookController(Running running, Metrics metrics) {
    this.running = running;
    this.meters = metrics.registry();
    this.answered =
        Timer.builder("carelay.hooks")
            .description("From a webhook's arrival to its answer, which is after its storage")
            .publishPercentiles(0.5, 0.99)
            .register(meters);
  }

  /** Reads no JSON: the path from the socket to the journal is the hot one. */
  @Post("/{path:.+}")
  @Consumes(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "Accepts an event; it is durable when this answers 2xx")
  @ApiResponse(responseCode = "202", description = "Accepted; the event's id")
  @ApiResponse(responseCode = "410", description = "The recipe that listened here no longer does")
  CompletableFuture<HttpResponse<?>> post(
      String path, HttpRequest<?> request, @Body byte @Nullable [] body) {
    var timing = Timer.start(meters);
    var services = running.services();
    var bytes = body == null ? NOTHING : body;
    if (bytes.length > MAX_BODY_BYTES) {
      throw new ProblemException(
          HttpStatus.REQUEST_ENTITY_TOO_LARGE,
          "too-large",
          "A webhook may have at most 1 MiB; send a reference instead of the content.");
    }
    var call = call(services, request, bytes);
    return path.startsWith(CALLBACK)
        ? CompletableFuture.completedFuture(callback(services, path, call))
        : services
            .engine()
            .triggers()
            .hooks()
            .receive(path, call)
            .whenComplete((_, _) -> timing.stop(answered))
            .thenApply(HookController::answer);
  }

  /** What some senders ask before they post: the trigger knows the answer. */
  @Get("/{path:.+}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Operation(summary = "Answers a sender's verification request")
  @ApiResponse(responseCode = "200", description = "What the sender expects", content = @Content)
  CompletableFuture<HttpResponse<?>> get(String path, HttpRequest<?> request) {
    var services = running.services();
    if (path.startsWith(CALLBACK)) {
      return CompletableFuture.completedFuture(
          callback(services, path, call(services, request, NOTHING)));
    }
    return services
        .engine()
        .triggers()
        .hooks()
        .receive(path, call(services, request, NOTHING))
        .thenApply(HookController::answer);
  }

  private static HttpCall call(Services services, HttpRequest<?> request, byte[] body) {
    Map<String, List<String>> headers = new HashMap<>();
    request
        .getHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
    return new HttpCall(
        request.getMethodName(),
        URI.create(services.publicUrl() + request.getUri().toString()),
        headers,
        body,
        services.clock().instant());
  }

  private static HttpResponse<?> answer(Hooks.Answer answer) {
    return switch (answer) {
      case Hooks.Answer.Refused(int status, var code, var message) ->
          throw new ProblemException(HttpStatus.valueOf(status), code, message);
      case Hooks.Answer.Done(var events, var reply) when reply == HttpTrigger.Reply.DEFAULT ->
          HttpResponse.accepted()
              .contentType(MediaType.APPLICATION_JSON_TYPE)
              .body(
                  events.isEmpty()
                      ? "{\"event\":null}"
                      : "{\"event\":\"" + events.getFirst().event() + "\"}");
      case Hooks.Answer.Done(var events, var reply) -> {
        var response = HttpResponse.status(reply.status(), "").contentType(reply.contentType());
        reply.headers().forEach(response::header);
        // What a recipe answers must not act as one of our own pages in a browser.
        response.header("Content-Security-Policy", "sandbox; default-src 'none'");
        yield reply.body().isEmpty() ? response : response.body(reply.body());
      }
    };
  }

  /** {@code callback/CONNECTION/CALLBACK}: what a provider says about an earlier effect. */
  private static HttpResponse<?> callback(Services services, String path, HttpCall call) {
    var parts = path.substring(CALLBACK.length()).split("/", -1);
    if (parts.length != 2) {
      throw ProblemException.notFound("callback", path);
    }
    return switch (services.engine().callback(Services.WORKSPACE, parts[0], parts[1], call)) {
      case Callback.Outcome.Receipt _ -> HttpResponse.noContent();
      case Callback.Outcome.OptOut _ ->
          page("<p>You will get no more messages at this address.</p>");
      case Callback.Outcome.Page(var html) -> page(html);
      case Callback.Outcome.Refused(int status, var code, var message) ->
          throw new ProblemException(HttpStatus.valueOf(status), code, message);
    };
  }

  /** Without scripts, and kept by nobody on the way. */
  private static HttpResponse<?> page(String html) {
    return HttpResponse.ok(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<title>Messages</title><main>"
                + html
                + "</main></html>")
        .contentType(MediaType.TEXT_HTML_TYPE)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; form-action 'self'; sandbox allow-forms")
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer");
  }
}
