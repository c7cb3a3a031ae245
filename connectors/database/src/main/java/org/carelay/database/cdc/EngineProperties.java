package org.carelay.database.cdc;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Debezium is told for each database that was never tried against a live server. */
final class EngineProperties {
  /** Debezium names its metrics by the engine; those of one that has just ended may linger. */
  private static final AtomicLong STARTS = new AtomicLong();

  private EngineProperties() {}

  /**
   * For any database.
   *
   * @param connector its class
   */
  static Properties of(String name, String connector) {
    var engine = name + "_" + STARTS.incrementAndGet();
    return with(
        new Properties(),
        Map.of(
            "name", engine,
            "topic.prefix", engine,
            "connector.class", connector,
            "bootstrap.servers", "unused:1", // Connect asks for it; there is no Kafka
            "offset.flush.interval.ms", "0",
            "poll.interval.ms", "50",
            "errors.max.retries", "0", // our poll starts it again, and tells people meanwhile
            "max.queue.size.in.bytes", "16777216", // however wide the rows are
            "tombstones.on.delete", "false",
            "heartbeat.interval.ms", "10000")); // moves on while the tables are quiet
  }

  /**
   * For a database with tables. Debezium reads how they are at each start, and keeps no history of
   * it: SQL Server's change tables and Oracle's dictionary both say only how a table is now.
   *
   * @param numbers types of columns whose values are exact numbers, as patterns
   */
  static Properties relational(
      String name, String connector, Collection<String> tables, String numbers) {
    return with(
        of(name, connector),
        Map.of(
            "snapshot.mode", "recovery",
            "schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory",
            "include.schema.changes", "false",
            "event.converting.failure.handling.mode", "fail", // else a value is null
            "decimal.handling.mode", "string",
            "datatype.propagate.source.type", numbers,
            "table.include.list", quoted(tables)));
  }

  static Properties with(Properties properties, Map<String, String> more) {
    more.forEach(properties::setProperty);
    return properties;
  }

  static String quoted(Collection<String> names) {
    return names.stream().map(Pattern::quote).collect(Collectors.joining(","));
  }
}
