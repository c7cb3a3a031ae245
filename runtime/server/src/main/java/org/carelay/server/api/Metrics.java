package org.carelay.server.api;

import static org.carelay.server.Services.WORKSPACE;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import org.carelay.server.Services;
import org.jspecify.annotations.Nullable;

/**
 * What is measured. Totals come from the database, so that they are the installation's and survive
 * restarts; they are read once for each scrape.
 */
@Singleton
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final MultiGauge runs =
      MultiGauge.builder("carelay.runs")
          .description("Runs by state, since the start of the database")
          .register(registry);
  private final MultiGauge effects =
      MultiGauge.builder("carelay.effects")
          .description("Outside changes by what they came to")
          .register(registry);
  private final FunctionMetrics functions = new FunctionMetrics(registry);
  private final ConnectionMetrics connections = new ConnectionMetrics(registry);
  private volatile Totals totals = new Totals(0, 0, 0);

  private record Totals(double events, double deduplicated, double attention) {}

  Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    FunctionCounter.builder("carelay.events", this, metrics -> metrics.totals.events())
        .description("Accepted events, since the start of the database")
        .register(registry);
    FunctionCounter.builder(
            "carelay.events.deduplicated", this, metrics -> metrics.totals.deduplicated())
        .description("Events that had been accepted before")
        .register(registry);
    Gauge.builder("carelay.attention", this, metrics -> metrics.totals.attention())
        .description("Matters that wait for a person")
        .register(registry);
  }

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Everything, in Prometheus' text format. */
  String scrape(Services services) {
    var stats = services.engine().reads().stats();
    totals =
        new Totals(
            number(stats.get("events")),
            number(stats.get("deduplicated")),
            services.engine().attention().open(WORKSPACE).size());
    register(runs, stats.get("runs"));
    register(effects, stats.get("effects"));
    functions.take(services.functions());
    connections.take(services.engine().conditions(WORKSPACE));
    return registry.scrape();
  }

  private static void register(MultiGauge gauge, @Nullable Object byState) {
    if (byState instanceof Map<?, ?> counts) {
      gauge.register(
          counts.entrySet().stream()
              .map(
                  count ->
                      MultiGauge.Row.of(
                          Tags.of("state", String.valueOf(count.getKey())),
                          number(count.getValue())))
              .toList(),
          true);
    }
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  @PreDestroy
  void close() {
    garbageCollection.close();
    registry.close();
  }
}
