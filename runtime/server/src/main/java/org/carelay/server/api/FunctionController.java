package org.carelay.server.api;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.carelay.server.Configuration;
import org.carelay.server.Running;
import org.carelay.server.Services;
import org.carelay.server.access.Roles;
import org.carelay.server.web.ProblemException;
import org.carelay.workers.CloudPrices;
import org.carelay.workers.FunctionCall;
import org.carelay.workers.FunctionTrial;
import org.carelay.workers.FunctionUsage;
import org.carelay.workers.Isolation;
import org.carelay.workers.Language;
import org.carelay.workers.MemorySize;
import org.carelay.workers.confine.Confinement;
import org.jspecify.annotations.Nullable;

/** Tries functions, and says what they use. */
@Controller("/api/v1/functions")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Functions")
final class FunctionController {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

  /** How long a trial may wait for a worker, on top of its own time. */
  private static final Duration WAITING = Duration.ofSeconds(30);

  private final Running running;
  private final CloudPrices prices;

  /**
   * @throws IOException if the site has brought a table of prices that is not of its form
   */
  FunctionController(Running running, Configuration configuration) throws IOException {
    this.running = running;
    var own = configuration.home().resolve("cloud-prices.json");
    this.prices = Files.exists(own) ? CloudPrices.read(own) : CloudPrices.bundled();
  }

  /**
   * A function to try.
   *
   * @param timeout ISO-8601, such as {@code PT10S}
   * @param memory such as {@code 256 MiB}
   * @param requirements an environment of packages that the site has named
   */
  record Trial(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
          @Nullable String language,
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String code,
      @Nullable Object input,
      @Nullable String timeout,
      @Nullable String memory,
      @Nullable String requirements) {}

  record TrialResult(
      boolean ok,
      @Nullable Object output,
      String log,
      FunctionTrial.@Nullable Problem error,
      long durationMs,
      @Nullable Long peakMemoryBytes) {}

  @Post("/test")
  @Operation(summary = "Tries a function on an input; saves nothing")
  TrialResult test(@Body Trial trial) throws InterruptedException {
    var timeout = timeout(trial.timeout());
    var call =
        new FunctionCall(
            new FunctionCall.Owner(String.valueOf(Services.WORKSPACE), "$trial", "trial"),
            new FunctionCall.Source(
                language(ProblemException.require(trial.language(), "/language")),
                ProblemException.require(trial.code(), "/code"),
                trial.requirements()),
            trial.input(),
            Map.of(),
            new FunctionCall.Permissions(memory(trial.memory()), List.of()),
            Isolation.FRESH,
            timeout,
            timeout.plus(WAITING));
    var result = FunctionTrial.of(running.services().functions(), call);
    return new TrialResult(
        result.ok(),
        result.output(),
        String.join("\n", result.log()),
        result.error(),
        result.durationMs(),
        result.peakMemoryBytes());
  }

  @Get
  @Operation(summary = "What functions have used since the start, and how far they are kept in")
  FunctionsReport get() {
    var functions = running.services().functions();
    var usage = functions.usage();
    return new FunctionsReport(
        IsolationReport.of(functions.isolation()),
        functions.workers(),
        usage.stream().map(Usage::of).toList(),
        new CloudCosts(prices.asOf(), prices.currency(), prices.note(), prices.costs(usage)));
  }

  /**
   * @param costs what all of the usage would have cost, by provider
   */
  record CloudCosts(String asOf, String currency, String note, List<CloudPrices.Cost> costs) {}

  record FunctionsReport(
      IsolationReport isolation, int workers, List<Usage> usage, CloudCosts cloud) {}

  /**
   * @param level {@code full} or {@code basic}
   * @param detail what it is done with, or why it is no more
   */
  record IsolationReport(String level, String detail) {
    static IsolationReport of(Confinement.Level level) {
      return new IsolationReport(
          level.name(),
          switch (level) {
            case Confinement.Level.Full full -> full.by();
            case Confinement.Level.Basic basic -> basic.reason();
          });
    }
  }

  /** What one function has used. */
  record Usage(
      String workspace,
      String recipe,
      String step,
      String language,
      long invocations,
      Map<String, Long> failures,
      long durationMs,
      long cpuMs,
      long peakMemoryBytes,
      double gibibyteSeconds) {
    static Usage of(FunctionUsage usage) {
      var failures = new TreeMap<String, Long>();
      usage.failures().forEach((kind, count) -> failures.put(kind.code(), count));
      return new Usage(
          usage.owner().workspace(),
          usage.owner().recipe(),
          usage.owner().step(),
          usage.language().id(),
          usage.invocations(),
          failures,
          usage.duration().toMillis(),
          usage.cpu().toMillis(),
          usage.peakMemoryBytes(),
          usage.gibibyteSeconds());
    }
  }

  private static Language language(String id) {
    return Arrays.stream(Language.values())
        .filter(language -> language.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "unknown-language",
                    "The language must be one of "
                        + Arrays.stream(Language.values())
                            .map(Language::id)
                            .collect(Collectors.joining(", "))
                        + "."));
  }

  private static MemorySize memory(@Nullable String text) {
    try {
      return text == null ? MemorySize.DEFAULT : MemorySize.parse(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.badRequest("bad-memory", String.valueOf(e.getMessage()));
    }
  }

  private static Duration timeout(@Nullable String text) {
    try {
      var timeout = text == null ? DEFAULT_TIMEOUT : Duration.parse(text);
      if (timeout.isPositive() && timeout.compareTo(LONGEST_TIMEOUT) <= 0) {
        return timeout;
      }
    } catch (DateTimeParseException e) {
      // said below, as for a duration out of range
    }
    throw ProblemException.badRequest(
        "bad-timeout", "The timeout must be an ISO-8601 duration up to PT1M, such as PT10S.");
  }
}
