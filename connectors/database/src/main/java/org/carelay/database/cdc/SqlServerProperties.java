package org.carelay.database.cdc;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.database.DatabaseSettings;

/** How Debezium is told to read SQL Server's change tables. */
final class SqlServerProperties {
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)jdbc:sqlserver://([^:;\\\\]+)(?:\\\\([^:;]+))?(?::(\\d+))?((?:;.*)?)");

  private static final Set<String> NAMES = Set.of("databasename", "database");

  private SqlServerProperties() {}

  /**
   * @param tables as {@code schema.table}
   * @param position as Debezium writes it
   */
  static Properties of(
      DatabaseSettings settings, String name, Collection<String> tables, String position)
      throws ConnectorException {
    var properties =
        EngineProperties.relational(
            name,
            "io.debezium.connector.sqlserver.SqlServerConnector",
            tables,
            "(?i).+\\.(decimal|numeric|money|smallmoney)");
    var address = ADDRESS.matcher(settings.url());
    if (!address.matches()) {
      throw wrong();
    }
    var database = "";
    for (var each : address.group(4).split(";", -1)) {
      var is = each.indexOf('=');
      if (is > 0 && NAMES.contains(each.substring(0, is).toLowerCase(Locale.ROOT))) {
        database = each.substring(is + 1);
      } else if (is > 0) {
        properties.setProperty("driver." + each.substring(0, is), each.substring(is + 1));
      }
    }
    if (database.isEmpty()) {
      throw wrong();
    }
    if (address.group(2) != null) {
      properties.setProperty("database.instance", address.group(2));
    }
    EngineProperties.with(
        properties,
        Map.of(
            "database.hostname",
            address.group(1),
            "database.port",
            address.group(3) == null ? "1433" : address.group(3),
            "database.names",
            database,
            "database.user",
            settings.username(),
            "database.password",
            settings.password(),
            "snapshot.isolation.mode",
            "read_committed")); // locks no table
    var engine = properties.getProperty("name");
    StoredOffset.configure(
        properties,
        engine,
        "{\"server\":\"%s\",\"database\":\"%s\"}".formatted(engine, database.replace("\"", "")),
        position);
    return properties;
  }

  private static ConnectorException wrong() {
    return new Permanent(
        "bad-address",
        "Write the address as jdbc:sqlserver://db.example.org:1433;databaseName=clinic.",
        null);
  }
}
