package org.carelay.server.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.PageTrigger;
import org.carelay.connector.PageTrigger.Page;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.Problem;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** For whoever writes a form: the page as a patient will see it, which can be filled in. */
@Controller("/api/v1/trials/page")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Trials")
final class PagePreviewController {
  private final Running running;

  PagePreviewController(Running running) {
    this.running = running;
  }

  /**
   * A page, as in a recipe.
   *
   * @param uses the trigger that stands behind it
   * @param with its input
   * @param zone the recipe's
   * @param sent the fields of the page; null where it is only looked at
   */
  record PageRequest(
      @Nullable String uses,
      @Nullable Map<String, Object> with,
      @Nullable String zone,
      @Nullable Map<String, List<String>> sent) {}

  /**
   * The page without its frame.
   *
   * @param content HTML, with everything from outside escaped
   * @param data what the recipe would get; null where the answers are not complete
   */
  record PreviewPage(
      String language, String title, String content, @Nullable Map<String, Object> data) {}

  @Post
  @Operation(
      summary = "A form's page as a patient sees it",
      description = "What is sent is judged as it would be, and neither kept nor given to a run.")
  @ApiResponse(responseCode = "422", description = "The form is not complete")
  PreviewPage page(@Body PageRequest wanted) {
    var uses = ProblemException.require(wanted.uses(), "/uses");
    var entry = running.services().catalog().trigger(uses);
    if (entry == null || !(entry.trigger() instanceof PageTrigger<?, ?> trigger)) {
      throw ProblemException.badRequest("no-page", "There is no page behind \"" + uses + "\".");
    }
    return page(trigger, wanted);
  }

  private <I extends Record> PreviewPage page(PageTrigger<?, I> trigger, PageRequest wanted) {
    var visit =
        new PageTrigger.Visit(
            wanted.sent(),
            Map.of(),
            null,
            "preview",
            running.services().clock().instant(),
            zone(wanted.zone()));
    var with = Objects.requireNonNullElse(wanted.with(), Map.<String, Object>of());
    refuseUnsound(trigger, with);
    try {
      return switch (trigger.visit(visit, Binder.bind(with, trigger.input()))) {
        case PageTrigger.Outcome.Shown(var page) -> shown(page, null);
        case PageTrigger.Outcome.Saved(var draft, var page) -> shown(page, null);
        case PageTrigger.Outcome.Answered(var data, var thanks) -> shown(thanks, data);
      };
    } catch (BindingException e) {
      throw incomplete(
          e.problems().stream()
              .map(p -> new Problem.Place("/with" + p.pointer(), p.code(), p.message()))
              .toList());
    }
  }

  private static void refuseUnsound(PageTrigger<?, ?> trigger, Map<String, Object> with) {
    var problems = trigger.check(with);
    if (!problems.isEmpty()) {
      throw incomplete(
          problems.stream()
              .map(p -> new Problem.Place("/with" + p.pointer(), p.code(), p.message()))
              .toList());
    }
  }

  private static ProblemException incomplete(List<Problem.Place> places) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "incomplete-page",
        "There is no page to show before the form is complete.",
        places);
  }

  private static PreviewPage shown(Page page, @Nullable Map<String, Object> data) {
    return new PreviewPage(page.language(), page.title(), page.content(), data);
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest("bad-zone", "There is no time zone \"" + name + "\".");
    }
  }
}
