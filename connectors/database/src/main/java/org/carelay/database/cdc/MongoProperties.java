package org.carelay.database.cdc;

import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.database.DatabaseSettings;

/** How Debezium is told to read MongoDB's change streams. */
final class MongoProperties {
  private static final Pattern ADDRESS = Pattern.compile("mongodb(?:\\+srv)?://[^/?]+/([^/?]+).*");
  private static final Pattern SIGN_IN = Pattern.compile("[?&]authSource=([^&]+)");

  private MongoProperties() {}

  static String database(DatabaseSettings settings) throws ConnectorException {
    var found = ADDRESS.matcher(settings.url());
    if (!found.matches()) {
      throw new Permanent(
          "bad-address",
          "Write the address with its database, as mongodb://db.example.org:27017/clinic?replicaSet=rs0.",
          null);
    }
    return found.group(1);
  }

  /** In which database the user is known. */
  static String signIn(DatabaseSettings settings) {
    var found = SIGN_IN.matcher(settings.url());
    return found.find() ? found.group(1) : "admin";
  }

  /**
   * @param collections as {@code database.collection}
   * @param position as Debezium writes it
   */
  static Properties of(
      DatabaseSettings settings, String name, Collection<String> collections, String position)
      throws ConnectorException {
    var database = database(settings);
    var properties = EngineProperties.of(name, "io.debezium.connector.mongodb.MongoDbConnector");
    EngineProperties.with(
        properties,
        Map.of(
            "mongodb.connection.string",
            settings.url(),
            "mongodb.user",
            settings.username(),
            "mongodb.password",
            settings.password(),
            "mongodb.authsource",
            signIn(settings),
            "snapshot.mode",
            "no_data",
            "capture.mode",
            "change_streams_update_full_with_pre_image",
            "capture.mode.full.update.type",
            "post_image", // as it was, not as it is by now
            "capture.scope",
            "database",
            "capture.target",
            database,
            "collection.include.list",
            EngineProperties.quoted(collections)));
    var engine = properties.getProperty("name");
    StoredOffset.configure(
        properties, engine, "{\"server_id\":\"%s\"}".formatted(engine), position);
    return properties;
  }
}
