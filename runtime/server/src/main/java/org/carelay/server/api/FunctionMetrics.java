package org.carelay.server.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.carelay.workers.FunctionUsage;
import org.carelay.workers.Functions;

/** What functions have used since this runtime started, as Prometheus reads it. */
final class FunctionMetrics {
  private final MeterRegistry registry;
  private final List<Measure> measures;
  private final MultiGauge failures;
  private final MultiGauge workers;

  private record Measure(MultiGauge gauge, ToDoubleFunction<FunctionUsage> value) {}

  FunctionMetrics(MeterRegistry registry) {
    this.registry = registry;
    measures =
        List.of(
            measure("invocations", "Calls, failed ones included", FunctionUsage::invocations),
            measure("duration.seconds", "Time of all calls", usage -> seconds(usage.duration())),
            measure("cpu.seconds", "Processor time", usage -> seconds(usage.cpu())),
            measure(
                "memory.peak.bytes",
                "The most memory that one process held",
                FunctionUsage::peakMemoryBytes),
            measure(
                "gibibyte.seconds",
                "Memory allowed times duration",
                FunctionUsage::gibibyteSeconds));
    failures = gauge("failures", "Failed calls by kind");
    workers = gauge("workers", "Processes that functions run in, by how far they are kept in");
  }

  private Measure measure(String name, String description, ToDoubleFunction<FunctionUsage> value) {
    return new Measure(gauge(name, description), value);
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder("carelay.function." + name)
        .description(description)
        .register(registry);
  }

  /** Takes the figures of this moment. */
  void take(Functions functions) {
    var usage = functions.usage();
    for (var measure : measures) {
      measure
          .gauge()
          .register(
              usage.stream()
                  .map(one -> Row.of(tags(one), measure.value().applyAsDouble(one)))
                  .toList(),
              true);
    }
    failures.register(
        usage.stream()
            .flatMap(
                one ->
                    one.failures().entrySet().stream()
                        .map(
                            failed ->
                                Row.of(
                                    tags(one).and("kind", failed.getKey().code()),
                                    failed.getValue().doubleValue())))
            .toList(),
        true);
    workers.register(
        List.of(Row.of(Tags.of("isolation", functions.isolation().name()), functions.workers())),
        true);
  }

  private static Tags tags(FunctionUsage usage) {
    return Tags.of(
        "workspace", usage.owner().workspace(),
        "recipe", usage.owner().recipe(),
        "step", usage.owner().step(),
        "language", usage.language().id());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
