package org.carelay.database.cdc;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/** How Debezium is told to read Oracle's redo log by LogMiner. */
final class OracleProperties {
  private OracleProperties() {}

  /**
   * Where the database is.
   *
   * @param service of the whole database (the root, where it has containers)
   * @param container a pluggable database in it; it follows the address as {@code ?pdb=}
   */
  record Address(String host, String port, String service, @Nullable String container) {
    private static final Pattern WRITTEN =
        Pattern.compile(
            "(?i)jdbc:oracle:thin:@(?://)?([^:/?@]+)(?::(\\d+))?/([^/?:]+)(?:\\?pdb=([a-z][\\w$#]*))?");

    static Address of(String url) throws ConnectorException {
      var found = WRITTEN.matcher(url);
      if (!found.matches()) {
        throw new Permanent(
            "bad-address",
            "Write the address as jdbc:oracle:thin:@//db.example.org:1521/ORCL, and for a pluggable database CLINIC in it jdbc:oracle:thin:@//db.example.org:1521/ORCL?pdb=CLINIC.",
            null);
      }
      var port = found.group(2) == null ? "1521" : found.group(2);
      var container = found.group(4) == null ? null : found.group(4).toUpperCase(Locale.ROOT);
      return new Address(found.group(1), port, found.group(3), container);
    }
  }

  /**
   * @param tables as {@code SCHEMA.TABLE}
   * @param position as Debezium writes it
   */
  static Properties of(
      DatabaseSettings settings, String name, Collection<String> tables, String position)
      throws ConnectorException {
    var address = Address.of(settings.url());
    var properties =
        EngineProperties.relational(
            name,
            "io.debezium.connector.oracle.OracleConnector",
            tables,
            "(?i).+\\.(number|float|numeric|decimal).*");
    EngineProperties.with(
        properties,
        Map.of(
            "database.hostname", address.host(),
            "database.port", address.port(),
            "database.dbname", address.service().toUpperCase(Locale.ROOT),
            "database.user", settings.username(),
            "database.password", settings.password(),
            "database.connection.adapter", "logminer",
            "log.mining.strategy", "online_catalog",
            "snapshot.locking.mode", "none",
            "interval.handling.mode", "string"));
    if (address.container() != null) {
      properties.setProperty("database.pdb.name", address.container());
    }
    StoredOffset.configure(properties, properties.getProperty("name"), position);
    return properties;
  }
}
