package org.carelay.database.cdc;

import java.util.Collection;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carelay.database.DatabaseSettings;
import org.postgresql.Driver;

/** How Debezium is told to read. */
final class PostgresProperties {
  /** Only our own messages in the log are ours to read. */
  static final String MESSAGE_PREFIX = "carelay";

  private static final Set<String> ADDRESS = Set.of("PGHOST", "PGPORT", "PGDBNAME");

  /** Debezium names its metrics by the engine; those of one that has just ended may linger. */
  private static final AtomicLong STARTS = new AtomicLong();

  private PostgresProperties() {}

  /**
   * @param server which is read, of those in the connection's address
   * @param name of slot and publication
   * @param tables as {@code schema.table}
   */
  static Properties of(
      DatabaseSettings settings,
      Server server,
      String name,
      Collection<String> tables,
      Position start) {
    var properties = new Properties();
    var engine = name + "_" + STARTS.incrementAndGet();
    address(settings.url(), server, properties);
    set(
        properties,
        "name",
        engine,
        "topic.prefix",
        engine,
        "slot.name",
        name,
        "publication.name",
        name,
        "connector.class",
        WokenPostgres.class.getName(),
        "bootstrap.servers",
        "unused:1", // Connect asks for it; there is no Kafka
        "plugin.name",
        "pgoutput",
        "publication.autocreate.mode",
        "disabled", // its default would publish every table
        "snapshot.mode",
        "no_data",
        "offset.flush.interval.ms",
        "0",
        "poll.interval.ms",
        "1", // Debezium gathers so long, once WokenPostgres lets it look
        "max.batch.size",
        "64", // until then it spins, and keeps its reader from its queue; ReadAhead gathers more
        "errors.max.retries",
        "0", // our poll starts it again, and tells people meanwhile
        "slot.max.retries",
        "0",
        "tombstones.on.delete",
        "false",
        "message.prefix.include.list",
        MESSAGE_PREFIX,
        "event.converting.failure.handling.mode",
        "fail", // else a value is null, and nobody knows
        "decimal.handling.mode",
        "string", // numbers and NaN
        "datatype.propagate.source.type",
        ".+\\.(numeric|money|_numeric|_money)",
        "max.queue.size.in.bytes",
        "16777216", // however wide the rows are
        "interval.handling.mode",
        "string",
        "hstore.handling.mode",
        "json",
        "include.unknown.datatypes",
        "true",
        "table.include.list",
        tables.stream().map(Pattern::quote).collect(Collectors.joining(",")));
    properties.setProperty("database.user", settings.username());
    properties.setProperty("database.password", settings.password());
    if (properties.putIfAbsent("driver.socketFactory", WakingSocketFactory.class.getName())
        == null) {
      properties.setProperty("driver.socketFactoryArg", engine);
    }
    // No record begins just before the end of a commit: so Debezium never takes the next change
    // for the one that it read last, and replays the next transaction from its beginning.
    var commit = start.commit();
    StoredOffset.configure(
        properties,
        engine,
        "{\"lsn\":%d,\"lsn_commit\":%d,\"ts_usec\":0}".formatted(commit - 1, commit));
    return properties;
  }

  private static void set(Properties properties, String... pairs) {
    for (var i = 0; i < pairs.length; i += 2) {
      properties.setProperty(pairs[i], pairs[i + 1]);
    }
  }

  /** Debezium takes one server. */
  private static void address(String url, Server server, Properties properties) {
    var parsed =
        Objects.requireNonNull(Driver.parseURL(url, new Properties()), "was connected with it");
    properties.setProperty("database.hostname", server.host());
    properties.setProperty("database.port", String.valueOf(server.port()));
    properties.setProperty("database.dbname", parsed.getProperty("PGDBNAME"));
    for (var name : parsed.stringPropertyNames()) {
      if (!ADDRESS.contains(name)) {
        var prefix = name.startsWith("ssl") ? "database." : "driver.";
        properties.setProperty(prefix + name, parsed.getProperty(name));
      }
    }
  }
}
