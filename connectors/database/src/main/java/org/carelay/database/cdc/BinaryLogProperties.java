package org.carelay.database.cdc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;

/** How Debezium is told to read a binary log. */
final class BinaryLogProperties {
  private static final String MARIADB = WokenMariaDb.class.getName();
  private static final String MYSQL = "io.debezium.connector.mysql.MySqlConnector";

  private static final String NUMBERS = ".+\\.(DECIMAL|NUMERIC).*|.+\\.BIGINT UNSIGNED.*";

  /** As in MariaDB's addresses, and as Debezium calls it for MySQL. */
  private static final Map<String, String> MYSQL_SSL =
      Map.of(
          "disable", "disabled",
          "trust", "required",
          "verify-ca", "verify_ca",
          "verify-full", "verify_identity");

  /** Debezium names its metrics by the engine; those of one that has just ended may linger. */
  private static final AtomicLong STARTS = new AtomicLong();

  /** Its library logs each connection, and what it says of failures may quote rows. */
  private static final Logger LIBRARY = Logger.getLogger("com.github.shyiko.mysql.binlog");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private BinaryLogProperties() {}

  /**
   * @param tables as {@code database.table}
   */
  static Properties of(
      DatabaseSettings settings,
      String name,
      Collection<String> tables,
      BinaryLog.BinaryLogStart start)
      throws ConnectorException {
    var mariaDb = start.source().mariaDb();
    var properties = new Properties();
    var engine = name + "_" + STARTS.incrementAndGet();
    var fixed =
        Map.ofEntries(
            Map.entry("name", engine),
            Map.entry("topic.prefix", engine),
            Map.entry("connector.class", mariaDb ? MARIADB : requireMySql()),
            Map.entry("bootstrap.servers", "unused:1"), // Connect asks for it; there is no Kafka
            Map.entry("database.server.id", String.valueOf(serverId(name))),
            Map.entry("snapshot.mode", "no_data"),
            Map.entry("snapshot.locking.mode", "none"),
            Map.entry("include.schema.changes", "false"),
            Map.entry("offset.flush.interval.ms", "0"),
            Map.entry("poll.interval.ms", mariaDb ? "1" : "10"), // as PostgresProperties
            Map.entry("max.batch.size", mariaDb ? "64" : "2048"),
            Map.entry("topic.naming.strategy", WakingTopics.class.getName()),
            Map.entry("errors.max.retries", "0"), // our poll starts it again
            Map.entry("driver.timezone", "disable"), // the server need not know our zone
            Map.entry("event.converting.failure.handling.mode", "fail"), // else a value is null
            Map.entry("decimal.handling.mode", "string"),
            Map.entry("datatype.propagate.source.type", NUMBERS),
            Map.entry("max.queue.size.in.bytes", "16777216"), // however wide the rows are
            Map.entry("tombstones.on.delete", "false"),
            Map.entry("heartbeat.interval.ms", "3000"), // moves on while the tables are quiet
            Map.entry("connect.keep.alive", "false"), // a cut connection ends it, and is told
            Map.entry("connect.keep.alive.interval.ms", "5000"), // the server's sign of life
            Map.entry("bigint.unsigned.handling.mode", "precise"),
            Map.entry("enable.time.adjuster", "false"), // the year 25 is no 2025
            Map.entry("schema.history.internal.skip.unparseable.ddl", "true"),
            Map.entry("schema.history.internal.store.only.captured.databases.ddl", "true"),
            Map.entry("converters", "truth"),
            Map.entry(
                "truth.type",
                "io.debezium.connector.binlog.converters.TinyIntOneToBooleanConverter"),
            Map.entry("database.include.list", databases(tables)),
            Map.entry("table.include.list", quoted(tables)));
    fixed.forEach(properties::setProperty);
    address(settings.url(), start.source(), properties);
    properties.setProperty("database.user", settings.username());
    properties.setProperty("database.password", settings.password());
    StoredOffset.configure(properties, engine, start.position().text());
    StoredTableHistory.configure(
        properties, engine, start.history(), start.history().at(start.position(), engine));
    return properties;
  }

  private static String requireMySql() throws ConnectorException {
    try {
      Class.forName("com.mysql.cj.jdbc.Driver", false, BinaryLogProperties.class.getClassLoader());
      return MYSQL;
    } catch (ClassNotFoundException e) {
      throw new Permanent(
          "not-installed",
          "The driver for MySQL's log does not come with Carelay. Put its jar (mysql-connector-j) into the folder drivers of CARELAY_HOME, and start Carelay again.",
          null);
    }
  }

  /** The server knows its readers apart by it, and cuts off an older one of the same. */
  private static int serverId(String name) {
    return 0x4000_0000 | (name.hashCode() & 0x3FFF_FFFF);
  }

  private static String databases(Collection<String> tables) {
    return quoted(tables.stream().map(each -> each.substring(0, each.indexOf('.'))).toList());
  }

  private static String quoted(Collection<String> names) {
    return names.stream().distinct().map(Pattern::quote).collect(Collectors.joining(","));
  }

  /** Debezium takes one server. */
  private static void address(String url, BinaryLog.Source source, Properties properties)
      throws ConnectorException {
    properties.setProperty("database.hostname", source.server().host());
    properties.setProperty("database.port", String.valueOf(source.server().port()));
    try {
      encryption(Configuration.parse(url), source.mariaDb(), properties);
    } catch (SQLException e) {
      throw new Permanent("bad-address", "The connection's address is not understood.", null);
    }
  }

  private static void encryption(Configuration parsed, boolean mariaDb, Properties properties) {
    var mode =
        switch (parsed.sslMode()) {
          case DISABLE, ALLOW -> "disable";
          case TRUST -> "trust";
          case VERIFY_CA -> "verify-ca";
          case VERIFY_FULL -> "verify-full";
        };
    properties.setProperty(
        "database.ssl.mode", mariaDb ? mode : MYSQL_SSL.getOrDefault(mode, "required"));
    set(properties, "database.ssl.truststore", parsed.trustStore());
    set(properties, "database.ssl.truststore.password", parsed.trustStorePassword());
    set(properties, "database.ssl.keystore", parsed.keyStore());
    set(properties, "database.ssl.keystore.password", parsed.keyStorePassword());
  }

  private static void set(Properties properties, String name, @Nullable String value) {
    if (value != null) {
      properties.setProperty(name, value);
    }
  }
}
