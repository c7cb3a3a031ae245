package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.carelay.engine.journal.EffectState;
import org.carelay.engine.store.RunReads;
import org.carelay.server.Running;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** The ledger, and totals. */
@Controller("/api/v1")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Runs")
final class EffectController {
  private static final List<String> STATES =
      Arrays.stream(EffectState.values()).map(EffectState::id).toList();

  private final Running running;

  EffectController(Running running) {
    this.running = running;
  }

  /**
   * A line of the ledger: one outside change.
   *
   * @param subject whom it is about, where the recipe says so
   * @param target whom it reaches, masked
   */
  record Effect(
      String key,
      UUID run,
      String recipe,
      String step,
      @Nullable String purpose,
      @Nullable String subject,
      EffectState state,
      @Nullable String target,
      int attempts,
      @Nullable String detail,
      Instant at) {
    static Effect of(RunReads.EffectView effect) {
      return new Effect(
          effect.key(),
          effect.run(),
          effect.recipe(),
          effect.step(),
          effect.purpose(),
          effect.subject(),
          EffectState.of(effect.state()),
          effect.target(),
          effect.attempts(),
          effect.detail(),
          effect.at());
    }
  }

  record EffectList(List<Effect> effects) {}

  @Get("/effects")
  @Operation(summary = "The ledger of outside changes, latest first; addresses are masked")
  EffectList effects(
      @QueryValue @Nullable String recipe,
      @QueryValue @Nullable String subject,
      @QueryValue @Nullable String state) {
    if (state != null && !STATES.contains(state)) {
      throw ProblemException.badRequest(
          "bad-state", "The state must be one of " + String.join(", ", STATES) + ".");
    }
    return new EffectList(
        running.services().engine().reads().effects(WORKSPACE, recipe, subject, state).stream()
            .map(Effect::of)
            .toList());
  }

  /** How many messages came to what, by state. */
  record MessageCounts(Instant since, Map<String, Long> messages) {}

  @Get("/effects/summary")
  @Operation(summary = "How many messages came to what, of those first tried since an instant")
  MessageCounts summary(@QueryValue String since) {
    var from = QueryInstant.read("since", since);
    return new MessageCounts(
        from, running.services().engine().events().activity().messagesSince(WORKSPACE, from));
  }

  @Get("/stats")
  @Operation(summary = "Totals since the start of the database")
  Map<String, Object> stats() {
    return running.services().engine().reads().stats();
  }
}
