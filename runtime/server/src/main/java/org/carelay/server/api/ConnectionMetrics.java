package org.carelay.server.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Condition;

/** What connections measure of themselves, as Prometheus reads it. */
final class ConnectionMetrics {
  private final MeterRegistry registry;
  private final Map<String, MultiGauge> gauges = new HashMap<>();

  ConnectionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Takes the figures of this moment; those of connections that are gone end.
   *
   * @param conditions by the connection's id
   */
  synchronized void take(Map<String, Condition> conditions) {
    var rows = new HashMap<String, List<Row<?>>>();
    conditions.forEach(
        (id, condition) -> {
          for (var measure : condition.measures()) {
            gauges.computeIfAbsent(measure.name(), name -> gauge(name, measure.help()));
            rows.computeIfAbsent(measure.name(), _ -> new ArrayList<>())
                .add(Row.of(Tags.of("connection", id), measure.value()));
          }
        });
    gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
  }

  private MultiGauge gauge(String name, String help) {
    return MultiGauge.builder("carelay." + name).description(help).register(registry);
  }
}
