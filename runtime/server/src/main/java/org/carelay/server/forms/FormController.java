package org.carelay.server.forms;

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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.store.Sql;
import org.carelay.engine.trigger.Pages;
import org.carelay.server.Running;
import org.jspecify.annotations.Nullable;

/**
 * Forms, as a patient sees them. The token in a personal link is the only credential, so it is
 * never logged, and a link that is unknown looks like one that has expired. Looking at a page
 * changes nothing: mail scanners open every link.
 */
@Controller("/forms")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Forms")
final class FormController {
  private final Running running;
  private final VisitLimits limits;

  FormController(Running running, Clock clock) {
    this.running = running;
    this.limits = new VisitLimits(clock);
  }

  @Get("/{token}")
  @Operation(summary = "Shows the form of a personal link")
  HttpResponse<?> look(String token, HttpRequest<?> request) {
    return answer(request, "", null, sent -> pages().personal(token, sent));
  }

  @Post("/{token}")
  @Consumes(MediaType.ALL)
  @Operation(summary = "Sends the form of a personal link; its answer is durable when this thanks")
  HttpResponse<?> send(String token, HttpRequest<?> request, @Body byte @Nullable [] body) {
    return posted(request, "", "/" + token, body, sent -> pages().personal(token, sent));
  }

  @Get("/open/{address}")
  @Operation(summary = "Shows a form that anybody may answer")
  HttpResponse<?> lookOpen(String address, HttpRequest<?> request) {
    return answer(request, "../", null, sent -> pages().open(address, sent));
  }

  @Post("/open/{address}")
  @Consumes(MediaType.ALL)
  @Operation(summary = "Sends a form that anybody may answer")
  HttpResponse<?> sendOpen(String address, HttpRequest<?> request, @Body byte @Nullable [] body) {
    return posted(request, "../", "open/" + address, body, sent -> pages().open(address, sent));
  }

  @Get("/form.css")
  @Operation(hidden = true)
  HttpResponse<?> style() {
    return PageFrame.file("form.css", "text/css");
  }

  @Get("/form.js")
  @Operation(hidden = true)
  HttpResponse<?> script() {
    return PageFrame.file("form.js", "text/javascript");
  }

  private Pages pages() {
    return running.services().engine().triggers().pages();
  }

  private HttpResponse<?> posted(
      HttpRequest<?> request,
      String base,
      String form,
      byte @Nullable [] body,
      Function<@Nullable Map<String, List<String>>, Pages.Answer> visit) {
    if ("cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"))) {
      return notice(request, base, HttpStatus.FORBIDDEN, Notice.OTHER_SITE);
    }
    var type = request.getContentType().map(MediaType::getName).orElse("");
    if (body == null || !type.equals(MediaType.APPLICATION_FORM_URLENCODED)) {
      return notice(request, base, HttpStatus.UNSUPPORTED_MEDIA_TYPE, Notice.NOT_UNDERSTOOD);
    }
    if (body.length > SentFields.MOST_BYTES) {
      return notice(request, base, HttpStatus.REQUEST_ENTITY_TOO_LARGE, Notice.TOO_LARGE);
    }
    var fields = SentFields.read(body);
    if (fields == null) {
      return notice(request, base, HttpStatus.BAD_REQUEST, Notice.NOT_UNDERSTOOD);
    }
    if (!limits.allowsSending(VisitLimits.visitor(request), form, fields)) {
      return tooMany(request, base);
    }
    return answer(request, base, fields, visit);
  }

  private HttpResponse<?> answer(
      HttpRequest<?> request,
      String base,
      @Nullable Map<String, List<String>> sent,
      Function<@Nullable Map<String, List<String>>, Pages.Answer> visit) {
    if (sent == null && !limits.allowsLooking(VisitLimits.visitor(request))) {
      return tooMany(request, base);
    }
    try {
      return switch (visit.apply(sent)) {
        case Pages.Answer.Shown(var page) -> PageFrame.page(HttpStatus.OK, base, page);
        case Pages.Answer.Taken(var page) -> PageFrame.page(HttpStatus.OK, base, page);
        case Pages.Answer.Closed() -> notice(request, base, HttpStatus.NOT_FOUND, Notice.CLOSED);
      };
    } catch (Sql.DatabaseException e) {
      return notice(request, base, HttpStatus.SERVICE_UNAVAILABLE, Notice.BUSY);
    } catch (CompletionException e) {
      if (e.getCause() instanceof JournalException || e.getCause() instanceof TimeoutException) {
        return notice(request, base, HttpStatus.SERVICE_UNAVAILABLE, Notice.BUSY);
      }
      throw e;
    }
  }

  private static HttpResponse<?> tooMany(HttpRequest<?> request, String base) {
    return notice(request, base, HttpStatus.TOO_MANY_REQUESTS, Notice.TOO_MANY)
        .header("Retry-After", "60");
  }

  private static io.micronaut.http.MutableHttpResponse<?> notice(
      HttpRequest<?> request, String base, HttpStatus status, Notice notice) {
    return PageFrame.page(status, base, notice.in(request.getHeaders().get("Accept-Language")));
  }
}
