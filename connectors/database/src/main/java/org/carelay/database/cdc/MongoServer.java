package org.carelay.database.cdc;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoCredential;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Notice;
import org.carelay.database.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/** A MongoDB server, asked by its own driver. Loaded only where the site has added that driver. */
final class MongoServer implements AutoCloseable {
  private static final int ANSWERS_WITHIN_SECONDS = 10;
  private static final int NO_RIGHT = 13;
  private static final Set<Integer> NO_LONGER_THERE = Set.of(280, 286);
  private static final int FIRST_WITH_IMAGES = 6;

  private final MongoClient client;
  private final MongoDatabase database;
  private final String user;

  private MongoServer(MongoClient client, MongoDatabase database, String user) {
    this.client = client;
    this.database = database;
    this.user = user;
  }

  /** Makes no outside call. */
  static MongoServer open(DatabaseSettings settings) throws ConnectorException {
    var name = MongoProperties.database(settings);
    var client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(settings.url()))
                .credential(
                    MongoCredential.createCredential(
                        settings.username(),
                        MongoProperties.signIn(settings),
                        settings.password().toCharArray()))
                .applicationName("Carelay")
                .applyToClusterSettings(
                    cluster ->
                        cluster.serverSelectionTimeout(ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS))
                .build());
    return new MongoServer(client, client.getDatabase(name), settings.username());
  }

  /** Where the log ends now. */
  record Now(String offset, long place, long micros) {}

  private interface Question<T> {
    T ask();
  }

  private static <T> T asked(Question<T> question) throws ConnectorException {
    try {
      return question.ask();
    } catch (MongoSecurityException e) {
      throw new AuthenticationFailed(
          "login-refused", "The database refused the user name or password.", null);
    } catch (MongoException e) {
      // The message may quote a document.
      throw new Retryable(
          "database-unreachable",
          "The database cannot be reached, or it refused (code %d).".formatted(e.getCode()),
          null);
    }
  }

  String database() {
    return database.getName();
  }

  String greeting() throws ConnectorException {
    return "MongoDB " + asked(() -> run("buildInfo")).getString("version");
  }

  List<String> collections() throws ConnectorException {
    return asked(() -> database.listCollectionNames().into(new ArrayList<>()));
  }

  private Document run(String command) {
    return database.runCommand(new Document(command, 1));
  }

  /** What is missing for every recipe. */
  List<Notice> notices() throws ConnectorException {
    var notices = new ArrayList<Notice>();
    var version = asked(() -> run("buildInfo")).getString("version");
    if (Integer.parseInt(version.substring(0, version.indexOf('.'))) < FIRST_WITH_IMAGES) {
      notices.add(
          notice(
              "server-too-old",
              "MongoDB %s does not keep what a document was before a change. Version 6.0 or later does."
                  .formatted(version)));
    }
    var hello = asked(() -> run("hello"));
    if (hello.get("setName") == null && !"isdbgrid".equals(hello.get("msg"))) {
      notices.add(
          notice(
              "no-replica-set",
              "The server is no replica set, so it tells nobody of changes. Add to its configuration: replication: { replSetName: rs0 }; restart it, and let an administrator run: rs.initiate()"));
    }
    if (notices.isEmpty() && !mayWatch()) {
      notices.add(
          notice(
              "right-missing",
              "The database user may not read the changes. Let an administrator run: db.grantRolesToUser(\"%s\", [{ role: \"read\", db: \"%s\" }])"
                  .formatted(user, database())));
    }
    return notices;
  }

  private boolean mayWatch() throws ConnectorException {
    return asked(
        () -> {
          try (var cursor = database.watch().cursor()) {
            return cursor.getResumeToken() != null || cursor.getServerCursor() != null;
          } catch (MongoCommandException e) {
            if (e.getCode() == NO_RIGHT) {
              return false;
            }
            throw e;
          }
        });
  }

  /** What is missing for one recipe. */
  List<Notice> notices(TableName wanted) throws ConnectorException {
    if (wanted.schema() != null && !wanted.schema().equals(database())) {
      return List.of(
          notice(
              "other-database",
              "The connection's address names the database %s. Write the collection as '%s', or use another connection."
                  .formatted(database(), wanted.name())));
    }
    var found =
        asked(
            () ->
                database
                    .listCollections()
                    .filter(new Document("name", wanted.name()))
                    .into(new ArrayList<>()));
    if (found.isEmpty()) {
      return List.of(TableColumns.noSuchTable(wanted.name()));
    }
    var images =
        found.getFirst().get("options") instanceof Document options
            ? options.get("changeStreamPreAndPostImages")
            : null;
    return images instanceof Document set && Boolean.TRUE.equals(set.get("enabled"))
        ? List.of()
        : List.of(
            notice(
                "pre-images",
                "The database does not keep what a document of %1$s was before a change, so nobody can tell what changed. Let an administrator run: use %2$s; db.runCommand({ collMod: \"%1$s\", changeStreamPreAndPostImages: { enabled: true } })"
                    .formatted(wanted.name(), database())));
  }

  private static Notice notice(String code, String message) {
    return new Notice(code, code, true, message);
  }

  Now now() throws ConnectorException {
    return asked(
        () -> {
          var hello = run("hello");
          var at = hello.get("operationTime", new BsonTimestamp());
          var millis = hello.getDate("localTime").getTime();
          try (var cursor = database.watch().startAtOperationTime(at).cursor()) {
            return new Now(
                offset(at, cursor.getResumeToken()),
                MongoReader.place(at.getTime(), at.getInc()),
                millis * 1000);
          }
        });
  }

  private static String offset(BsonTimestamp at, @Nullable BsonDocument token) {
    var plain = token == null ? "" : token.getString("_data").getValue();
    return "{\"sec\":%d,\"ord\":%d%s}"
        .formatted(
            at.getTime(),
            at.getInc(),
            plain.isEmpty() ? "" : ",\"resume_token\":\"" + plain + "\"");
  }

  /** Whether what comes after a place can still be read. */
  boolean has(String token) throws ConnectorException {
    return asked(
        () -> {
          var after = new BsonDocument("_data", new BsonString(token));
          try (var cursor = database.watch().resumeAfter(after).cursor()) {
            return cursor.getServerCursor() != null || cursor.getResumeToken() != null;
          } catch (MongoCommandException e) {
            if (NO_LONGER_THERE.contains(e.getCode())) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
