package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.carelay.connector.Choice;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.run.Forecast;
import org.carelay.engine.run.StepError;
import org.carelay.engine.run.Trials;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.EngineLimits;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.Recipe;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.Problem;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** For whoever writes a recipe: real values to choose from, and what the recipe would do. */
@Controller("/api/v1/trials")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Trials")
final class TrialController {
  private static final int MOST_SAMPLES = 100;
  private static final int SAMPLES = 10;

  private final Running running;
  private final ObjectMapper json;

  TrialController(Running running, ObjectMapper json) {
    this.running = running;
    this.json = json;
  }

  /**
   * A trigger, as in a recipe.
   *
   * @param recipe the id of a recipe whose past events are wanted too
   */
  record SampleRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String uses,
      @Nullable String connection,
      @Nullable Map<String, Object> with,
      @Nullable String zone,
      @Nullable String recipe,
      @Nullable Integer limit) {}

  /**
   * An event to try on.
   *
   * @param past true where it has really happened; else it is what is there now
   */
  record Sample(String key, Instant occurredAt, boolean past, Map<String, Object> data) {}

  /**
   * Events to try on.
   *
   * @param total how much there is outside; null where nobody has counted
   * @param message why there is nothing from outside; null where there is
   */
  record SampleList(List<Sample> events, @Nullable Long total, @Nullable String message) {}

  record ChoiceRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String connector,
      @Nullable String connection,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String of,
      @Nullable Map<String, Object> with) {}

  /**
   * What can be chosen.
   *
   * @param message why nothing can; null otherwise
   */
  record ChoiceList(List<Choice> choices, @Nullable String message) {}

  /**
   * An event as samples give it; all but the data may be left out.
   *
   * @param past makes no difference
   */
  record TrialEvent(
      @Nullable String key,
      @Nullable Instant occurredAt,
      @Nullable Boolean past,
      @Nullable Map<String, Object> data) {}

  /**
   * A recipe to try.
   *
   * @param anyway goes through the steps even where the condition is not true of the event
   */
  record RunRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, Object> recipe,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable TrialEvent event,
      @Nullable Boolean anyway) {}

  record ForecastRequest(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable Map<String, Object> recipe) {}

  /**
   * What would happen.
   *
   * @param wanted false where the trigger's condition is not true of this event
   * @param intents what each step would do outside, by step
   */
  record TrialOutcome(
      boolean wanted,
      String state,
      @Nullable StepError error,
      List<RunDetail.Step> steps,
      Map<String, Intent> intents) {}

  /**
   * What a step would do outside.
   *
   * @param reason why it would not simply do it; null otherwise
   * @param to the addresses as the gate leaves them
   */
  record Intent(
      @Schema(
              allowableValues = {
                "write",
                "send",
                "hold",
                "suppress",
                "expire",
                "bad-address",
                "already-sent"
              })
          String action,
      @Nullable String reason,
      List<String> to,
      Object input) {
    static Intent of(Trials.Intent intent) {
      return new Intent(intent.action(), intent.reason(), intent.to(), intent.input());
    }
  }

  @Post("/samples")
  @Operation(summary = "What a trigger could fire for now, and what a recipe has fired for before")
  SampleList samples(@Body SampleRequest wanted) throws InterruptedException {
    int limit = Objects.requireNonNullElse(wanted.limit(), SAMPLES);
    if (limit < 1 || limit > MOST_SAMPLES) {
      throw ProblemException.badRequest(
          "bad-limit", "The limit must be from 1 to " + MOST_SAMPLES + ".");
    }
    var trials = trials();
    var past =
        wanted.recipe() == null
            ? List.<TriggerEvent>of()
            : trials.past(WORKSPACE, wanted.recipe(), limit);
    var found = Samples.NONE;
    String message = null;
    try {
      found =
          trials.samples(
              WORKSPACE,
              ProblemException.require(wanted.uses(), "/uses"),
              wanted.connection(),
              Objects.requireNonNullElse(wanted.with(), Map.of()),
              limit,
              zone(wanted.zone()));
    } catch (BindingException e) {
      var problem = e.problems().getFirst();
      message = "The trigger is not complete at " + problem.pointer() + ": " + problem.message();
    } catch (Clients.NotAvailable | ConnectorException e) {
      message = e.getMessage();
    }
    var events =
        Stream.concat(
                found.events().stream().map(e -> sample(e, false)),
                past.stream().map(e -> sample(e, true)))
            .toList();
    return new SampleList(events, found.total(), message);
  }

  private static Sample sample(TriggerEvent event, boolean past) {
    return new Sample(event.key(), event.occurredAt(), past, event.data());
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw ProblemException.badRequest("bad-zone", "There is no time zone \"" + name + "\".");
    }
  }

  @Post("/choices")
  @Operation(summary = "What can be chosen for an input whose schema has x-choices")
  ChoiceList choices(@Body ChoiceRequest wanted) throws InterruptedException {
    try {
      return new ChoiceList(
          trials()
              .choices(
                  WORKSPACE,
                  ProblemException.require(wanted.connector(), "/connector"),
                  wanted.connection(),
                  ProblemException.require(wanted.of(), "/of"),
                  Objects.requireNonNullElse(wanted.with(), Map.of())),
          null);
    } catch (Clients.NotAvailable | ConnectorException e) {
      return new ChoiceList(List.of(), e.getMessage());
    }
  }

  @Post("/run")
  @Operation(
      summary = "What a recipe would do for an event",
      description =
          "Functions run and outside systems are read; nothing is sent, written or remembered."
              + " Waits pass at once.")
  TrialOutcome run(@Body RunRequest wanted) {
    var recipe = recipe(ProblemException.require(wanted.recipe(), "/recipe"));
    var event = ProblemException.require(wanted.event(), "/event");
    var outcome =
        trials()
            .run(
                WORKSPACE,
                recipe,
                new TriggerEvent(
                    Objects.requireNonNullElse(event.key(), "trial"),
                    Objects.requireNonNullElseGet(
                        event.occurredAt(), () -> running.services().clock().instant()),
                    Objects.requireNonNullElse(event.data(), Map.of())),
                Boolean.TRUE.equals(wanted.anyway()));
    return new TrialOutcome(
        outcome.wanted(),
        outcome.state(),
        outcome.error(),
        outcome.steps().stream().map(step -> RunDetail.step(step, null)).toList(),
        outcome.intents().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> Intent.of(one.getValue()))));
  }

  @Post("/forecast")
  @Operation(
      summary = "What a recipe would do if all that is there now changed",
      description = "Before it is activated. Nothing is sent for what is there already.")
  Forecast.Result forecast(@Body ForecastRequest wanted) throws InterruptedException {
    var recipe = recipe(ProblemException.require(wanted.recipe(), "/recipe"));
    var services = running.services();
    return new Forecast(trials(), services.engine().recipes(), services.catalog(), services.clock())
        .of(WORKSPACE, recipe);
  }

  private Recipe recipe(Map<String, Object> document) {
    byte[] bytes;
    try {
      bytes = json.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw ProblemException.malformedJson(e);
    }
    var reading = EngineLimits.reader(running.services().catalog()).read(bytes);
    if (reading.recipe() != null) {
      return reading.recipe();
    }
    var places = new ArrayList<Problem.Place>();
    reading
        .problems()
        .forEach(
            p -> places.add(new Problem.Place("/recipe" + p.pointer(), p.code(), p.message())));
    throw new ProblemException(
        HttpStatus.UNPROCESSABLE_ENTITY,
        "invalid-recipe",
        "The recipe must be sound before it can be tried.",
        places);
  }

  private Trials trials() {
    return running.services().engine().trials();
  }
}
