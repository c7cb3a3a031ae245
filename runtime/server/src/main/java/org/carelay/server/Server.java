package org.carelay.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.carelay.connector.Connector;
import org.carelay.engine.Engine;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.store.Clients;
import org.carelay.practice.PracticeClinic;
import org.carelay.recipe.Catalog;
import org.carelay.schedule.Calendars;
import org.carelay.schedule.ScheduleConnector;
import org.carelay.server.secret.SecretBox;
import org.carelay.server.secret.SecretKeyFile;
import org.carelay.server.web.Changes;
import org.carelay.workers.FunctionConnector;
import org.carelay.workers.FunctionSettings;
import org.carelay.workers.FunctionSettingsFile;
import org.carelay.workers.Functions;
import org.jspecify.annotations.Nullable;

/** Everything that runs, started in order and stopped in the opposite order. */
public final class Server implements AutoCloseable {
  private final Closing closing;
  private final URI address;
  private final Services services;

  private Server(Closing closing, URI address, Services services) {
    this.closing = closing;
    this.address = address;
    this.services = services;
  }

  /**
   * Starts everything.
   *
   * @throws StartFailed with a sentence for the person who started it; nothing is left running
   */
  public static Server start(Configuration configuration, Clock clock) throws StartFailed {
    var closing = new Closing();
    try {
      return start(configuration, clock, closing);
    } catch (StartFailed | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static Server start(Configuration configuration, Clock clock, Closing closing)
      throws StartFailed {
    closing.add("the home folder", Home.take(configuration.home()));
    var secrets = secrets(configuration);
    var storage =
        closing.add("the database", new Starting<>("storage", () -> Storage.open(configuration)));
    var web = closing.add("the web server", WebServer.start(configuration, secrets, clock));
    var publicUrl = Objects.requireNonNullElse(configuration.publicUrl(), web.address());
    var practice = practice(configuration, storage.await(), web.changes(), clock);
    if (practice != null) {
      closing.add("the practice clinic", practice);
      practice.answersGoTo(URI.create(web.address() + "/hooks/twilio/practice-twilio/inbound"));
    }
    var functions = closing.add("the functions", functions(configuration));
    var calendars = new Calendars(configuration.home().resolve("calendars"), clock);
    var catalog = catalog(functions, calendars);
    AskedHold.apply(configuration, storage.await().pool(), clock);
    var engine =
        closing.add(
            "the engine",
            new Engine(
                new Engine.Options(
                    storage.await().pool(),
                    catalog,
                    new SealedSettings(secrets),
                    new Clients.Surroundings(
                        clock,
                        publicUrl,
                        connector -> practice == null ? null : practice.connection(connector),
                        practice != null && configuration.connections() == null),
                    gate(configuration),
                    Machine.name(),
                    configuration.home().resolve("files"),
                    configuration.retention())));
    engine.onChange(
        topic -> web.changes().tell(Changes.Topic.valueOf(topic.toUpperCase(Locale.ROOT))));
    checkKey(configuration, engine);
    Provisioning.apply(configuration, engine);
    engine.start();
    var services = new Services(engine, catalog, functions, calendars, practice, publicUrl, clock);
    web.running().ready(services);
    closing.add("new requests", web.running()::stopping);
    return new Server(closing, web.address(), services);
  }

  private static Functions functions(Configuration configuration) throws StartFailed {
    var settings = FunctionSettings.defaults().withHome(configuration.home().resolve("functions"));
    var file = configuration.home().resolve("functions.json");
    try {
      return Functions.open(
          Files.exists(file) ? FunctionSettingsFile.read(file, settings) : settings);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private static SecretBox secrets(Configuration configuration) throws StartFailed {
    try {
      return new SecretBox(
          configuration.secretKeyFile() == null
              ? SecretKeyFile.readOrCreate(secretKeyFile(configuration))
              : SecretKeyFile.read(configuration.secretKeyFile()));
    } catch (SecretKeyFile.Unusable e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
  }

  /** With another key nothing could be reached and no run go on: better not to begin. */
  private static void checkKey(Configuration configuration, Engine engine) throws StartFailed {
    var closed = engine.connections().sealedOtherwise(Services.WORKSPACE);
    if (!closed.isEmpty()) {
      throw new StartFailed(
          "The secret key in "
              + secretKeyFile(configuration)
              + " is not the one that these connections were saved with: "
              + String.join(", ", closed)
              + ". Put back the key file that belongs to this database, from its backup. Nothing"
              + " was changed. What to do if it is lost: runtime/docs/operations.md.",
          null);
    }
  }

  private static Path secretKeyFile(Configuration configuration) {
    return Objects.requireNonNullElse(
        configuration.secretKeyFile(), configuration.home().resolve("secret.key"));
  }

  private static @Nullable PracticeClinic practice(
      Configuration configuration, Storage storage, Changes changes, Clock clock)
      throws StartFailed {
    if (configuration.mode() != DeliveryMode.PRACTICE) {
      return null;
    }
    try {
      return PracticeClinic.start(
          new PracticeClinic.Settings(
              configuration.home().resolve("practice"),
              clock,
              storage.clinic(),
              place ->
                  changes.tell(
                      switch (place) {
                        case SHEET -> Changes.Topic.SHEET;
                        case PHONES -> Changes.Topic.PHONES;
                        case MAILBOX -> Changes.Topic.MAILBOX;
                      })));
    } catch (IOException e) {
      throw new StartFailed("The practice clinic cannot start: " + e.getMessage(), e);
    }
  }

  /** All connectors on the class path; functions and calendars with this installation's folders. */
  static Catalog catalog(Functions functions, Calendars calendars) {
    var connectors = new ArrayList<Connector<?, ?>>();
    ServiceLoader.load(Connector.class).stream()
        .filter(provider -> provider.type() != FunctionConnector.class)
        .filter(provider -> provider.type() != ScheduleConnector.class)
        .forEach(provider -> connectors.add(provider.get()));
    connectors.add(new FunctionConnector(functions));
    connectors.add(new ScheduleConnector(calendars));
    return Catalog.of(connectors);
  }

  private static Gate.Settings gate(Configuration configuration) {
    return new Gate.Settings(
        configuration.mode(), configuration.region(), Set.copyOf(configuration.allowlist()));
  }

  /** Where this server is reached from this machine. */
  public URI address() {
    return address;
  }

  /** The running parts, for tests and measurements. */
  public Services services() {
    return services;
  }

  @Override
  public void close() {
    closing.close();
  }
}
