package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Engine;
import org.carelay.engine.store.Activity;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.trigger.Beginnings;
import org.carelay.engine.trigger.Starts;
import org.carelay.engine.trigger.TriggerHealth;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.RecipeDocuments;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.Problem;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Recipes: import as a plan first, then all or nothing. */
@Controller("/api/v1/recipes")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Recipes")
final class RecipeController {
  private static final Set<String> TIMETABLES = Set.of("schedule.cron", "schedule.once");

  private final Running running;

  RecipeController(Running running) {
    this.running = running;
  }

  /**
   * What an import would do, or did, to one recipe.
   *
   * @param id null where the document has none that can be read
   */
  record ImportedRecipe(
      @Nullable String id,
      @Schema(allowableValues = {"created", "updated", "unchanged", "invalid"}) String change,
      @Nullable Integer version,
      List<org.carelay.recipe.Problem> problems) {
    static ImportedRecipe of(Recipes.Change change) {
      return new ImportedRecipe(change.id(), change.change(), change.version(), change.problems());
    }
  }

  record Imported(List<ImportedRecipe> recipes) {
    static Imported of(List<Recipes.Change> changes) {
      return new Imported(changes.stream().map(ImportedRecipe::of).toList());
    }
  }

  record RecipeList(List<RecipeSummary> recipes) {}

  record StartRequest(@Nullable Map<String, Object> input) {}

  record Started(UUID event) {}

  record VersionList(List<Recipes.Version> versions) {}

  /**
   * A recipe as lists show it.
   *
   * @param state {@code draft} where it was never activated
   * @param version the latest
   * @param trigger whether its trigger hears anything; null while it does not listen
   * @param lastEvent when it last heard something
   * @param eventsPerDay what is usual, so that silence is noticed; 0 where too little is known
   * @param nextFire when its schedule is due next; null where it has none
   */
  record RecipeSummary(
      String id,
      String title,
      @Schema(allowableValues = {"draft", "active", "paused"}) String state,
      int version,
      @Nullable Integer activeVersion,
      Instant updatedAt,
      TriggerHealth.@Nullable Health trigger,
      @Nullable Instant lastEvent,
      double eventsPerDay,
      @Nullable Instant nextFire) {}

  @Post("/import")
  @Operation(
      summary = "Compares recipes with what is there (mode=plan) or imports them (mode=apply)",
      description =
          "The body is one recipe, an array of recipes, or {\"recipes\": [...]}. Apply is all or"
              + " nothing: with one invalid recipe nothing changes and the answer is 422.")
  @ApiResponse(responseCode = "200", description = "What would be done, or was")
  @ApiResponse(responseCode = "422", description = "The same, when something is invalid")
  HttpResponse<Imported> importRecipes(
      @Body byte[] body,
      @QueryValue(defaultValue = "plan") String mode,
      @QueryValue(defaultValue = "false") String activate) {
    if (!activate.equals("true") && !activate.equals("false")) {
      throw ProblemException.badRequest("bad-activate", "activate must be true or false.");
    }
    var recipes = running.services().engine().recipes();
    var documents = documents(body);
    return switch (mode) {
      case "plan" -> HttpResponse.ok(Imported.of(recipes.plan(WORKSPACE, documents)));
      case "apply" -> {
        var changes = recipes.apply(WORKSPACE, documents, activate.equals("true"));
        yield HttpResponse.<Imported>status(
                changes.stream().allMatch(Recipes.Change::valid)
                    ? HttpStatus.OK
                    : HttpStatus.UNPROCESSABLE_ENTITY)
            .body(Imported.of(changes));
      }
      default -> throw ProblemException.badRequest("bad-mode", "The mode must be plan or apply.");
    };
  }

  private static List<byte[]> documents(byte[] body) {
    try {
      return RecipeDocuments.split(body).stream().map(RecipeDocuments.Found::json).toList();
    } catch (JsonProcessingException e) {
      throw ProblemException.malformedJson(e);
    } catch (IOException e) {
      throw ProblemException.badRequest("malformed-json", "The body is not JSON in UTF-8.");
    }
  }

  @Get
  @Operation(summary = "All recipes")
  RecipeList list() {
    var engine = running.services().engine();
    return new RecipeList(
        engine.recipes().list(WORKSPACE).stream().map(recipe -> summary(recipe, engine)).toList());
  }

  private RecipeSummary summary(Recipes.Listed recipe, Engine engine) {
    var heard = engine.events().activity().of(WORKSPACE, recipe.id());
    var state = recipe.activeVersion() == null ? "draft" : recipe.paused() ? "paused" : "active";
    return new RecipeSummary(
        recipe.id(),
        recipe.title(),
        state,
        recipe.latestVersion(),
        recipe.activeVersion(),
        recipe.updatedAt(),
        engine.triggerHealth().of(WORKSPACE, recipe.id()),
        heard.lastEvent(),
        heard.eventsPerDay(),
        state.equals("active") ? nextFire(engine, recipe.id()) : null);
  }

  private @Nullable Instant nextFire(Engine engine, String id) {
    var active = engine.recipes().active(WORKSPACE, id);
    var trigger = active == null ? null : active.recipe().trigger();
    if (active == null || trigger == null) {
      return null;
    }
    if (trigger.uses().equals("schedule.every")) {
      return nextOf(engine.events().activity().schedule(WORKSPACE, id));
    }
    if (!TIMETABLES.contains(trigger.uses())) {
      return null;
    }
    try {
      var zone = active.recipe().zone();
      return engine
          .trials()
          .samples(WORKSPACE, trigger.uses(), null, trigger.with(), 1, zone)
          .events()
          .stream()
          .map(TriggerEvent::occurredAt)
          .findFirst()
          .orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (Clients.NotAvailable | BindingException | ConnectorException e) {
      return null; // a schedule that cannot be read is reported by its trigger's health
    }
  }

  /** Such a schedule counts from when it was activated. */
  private @Nullable Instant nextOf(Activity.@Nullable Counting schedule) {
    if (schedule == null) {
      return null;
    }
    var passed = Duration.between(schedule.from(), running.services().clock().instant());
    var times = passed.isNegative() ? 0 : passed.dividedBy(schedule.every()) + 1;
    return schedule.from().plus(schedule.every().multipliedBy(times));
  }

  @Get("/{id}")
  @Operation(summary = "One recipe")
  RecipeSummary get(String id) {
    return list().recipes().stream()
        .filter(recipe -> recipe.id().equals(id))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("recipe", id));
  }

  @Get("/{id}/versions")
  @Operation(summary = "The versions of a recipe, newest first")
  VersionList versions(String id) {
    get(id);
    return new VersionList(running.services().engine().recipes().versions(WORKSPACE, id));
  }

  @Get(value = "/{id}/export", produces = MediaType.APPLICATION_JSON)
  @Operation(summary = "The document, byte for byte as it was imported")
  @ApiResponse(
      responseCode = "200",
      description = "A recipe",
      content = @Content(schema = @Schema(type = "object")))
  byte[] export(String id, @QueryValue @Nullable Integer version) {
    var document = running.services().engine().recipes().export(WORKSPACE, id, version);
    if (document == null) {
      throw ProblemException.notFound(version == null ? "recipe" : "such version of recipe", id);
    }
    return document;
  }

  @Get("/{id}/beginning")
  @Operation(
      summary = "How much the source of a recipe holds already, and what of it would start a run",
      description =
          "Where begins is false, none of it does: only what changes after the activation counts.")
  @ApiResponse(responseCode = "404", description = "Also where its trigger has no such thing")
  Beginnings.Count beginning(String id, @QueryValue @Nullable Integer version)
      throws InterruptedException {
    get(id);
    var count = asked(() -> running.services().engine().beginnings().count(WORKSPACE, id, version));
    if (count == null) {
      throw ProblemException.notFound("source with something in it for", id);
    }
    return count;
  }

  private static <T> T asked(Callable<T> source) throws InterruptedException {
    try {
      return source.call();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ProblemException(
          HttpStatus.BAD_GATEWAY,
          "source-not-read",
          "What is there already could not be read: " + e.getMessage());
    }
  }

  @Post("/{id}/activate")
  @Operation(
      summary = "Lets a version (the latest, if none is named) take events from now on",
      description =
          "A recipe whose startFrom is not now begins with what is there already: existing must then"
              + " be the figure of GET /beginning.")
  @ApiResponse(responseCode = "409", description = "What is there already was not confirmed")
  RecipeSummary activate(
      String id, @QueryValue @Nullable Integer version, @QueryValue @Nullable Long existing)
      throws InterruptedException {
    var outcome =
        asked(
            () ->
                running
                    .services()
                    .engine()
                    .beginnings()
                    .activate(WORKSPACE, id, version, existing));
    return switch (outcome) {
      case Beginnings.Outcome.Activated() -> get(id);
      case Beginnings.Outcome.NoSuchVersion() ->
          throw ProblemException.notFound(
              version == null ? "recipe" : "such version of recipe", id);
      case Beginnings.Outcome.Unconfirmed(var count) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "confirm-start",
              "The recipe begins with what is there already: %d, of which %d would start a run. Activate it with existing=%1$d if that is meant."
                  .formatted(count.existing(), count.wanted()));
      case Beginnings.Outcome.TooMuch(var found) ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "too-much-to-begin",
              "There are %d already; a recipe begins with at most 10,000. Leave startFrom away, or narrow what the trigger looks at."
                  .formatted(found));
    };
  }

  @Post("/{id}/start")
  @Operation(
      summary = "Starts a recipe by hand, with values for what it asks for",
      description = "With an Idempotency-Key, pressing twice starts once.")
  @Status(HttpStatus.ACCEPTED)
  @ApiResponse(responseCode = "409", description = "Not active, or not one to start by hand")
  Started start(
      String id,
      @Body StartRequest wanted,
      Authentication who,
      @Header("Idempotency-Key") @Nullable String key) {
    get(id);
    var outcome =
        running
            .services()
            .engine()
            .starts()
            .start(
                WORKSPACE,
                id,
                Objects.requireNonNullElse(wanted.input(), Map.of()),
                who.getName(),
                key);
    return switch (outcome) {
      case Starts.Outcome.Started(var event) -> new Started(event.event());
      case Starts.Outcome.NotStartable(var reason) ->
          throw new ProblemException(HttpStatus.CONFLICT, "not-startable", reason);
      case Starts.Outcome.Refused(var problems) ->
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "invalid-input",
              "What was filled in does not fit; nothing was started.",
              problems.stream()
                  .map(p -> new Problem.Place("/input" + p.pointer(), p.code(), p.message()))
                  .toList());
    };
  }

  @Post("/{id}/pause")
  @Operation(summary = "Accepts events and runs nothing until it is activated again")
  RecipeSummary pause(String id) {
    if (!running.services().engine().recipes().pause(WORKSPACE, id)) {
      throw ProblemException.notFound("recipe", id);
    }
    return get(id);
  }
}
