package org.carelay.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.carelay.connector.Callback;
import org.carelay.connector.Condition;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.HttpCall;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.effect.DeliveryMode;
import org.carelay.engine.effect.Gate;
import org.carelay.engine.effect.Ledger;
import org.carelay.engine.effect.OptOuts;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.retention.Retention;
import org.carelay.engine.run.Claims;
import org.carelay.engine.run.Node;
import org.carelay.engine.run.RunExecutor;
import org.carelay.engine.run.RunServices;
import org.carelay.engine.run.StepResults;
import org.carelay.engine.run.Trials;
import org.carelay.engine.run.Watchdog;
import org.carelay.engine.store.Arrivals;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Connections;
import org.carelay.engine.store.EventReads;
import org.carelay.engine.store.Holds;
import org.carelay.engine.store.Invitations;
import org.carelay.engine.store.KeptFiles;
import org.carelay.engine.store.Recipes;
import org.carelay.engine.store.Replays;
import org.carelay.engine.store.Restart;
import org.carelay.engine.store.RunReads;
import org.carelay.engine.store.SealedOutputs;
import org.carelay.engine.store.Sealing;
import org.carelay.engine.store.Sql;
import org.carelay.engine.store.Tokens;
import org.carelay.engine.trigger.BeginningReader;
import org.carelay.engine.trigger.Beginnings;
import org.carelay.engine.trigger.Callbacks;
import org.carelay.engine.trigger.EventIntake;
import org.carelay.engine.trigger.Inbound;
import org.carelay.engine.trigger.MissingReceipts;
import org.carelay.engine.trigger.Receipts;
import org.carelay.engine.trigger.Starts;
import org.carelay.engine.trigger.TriggerHealth;
import org.carelay.engine.trigger.TriggerServices;
import org.carelay.engine.trigger.Triggers;
import org.carelay.recipe.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * The engine's parts, put together. The server holds one; closing it finishes or hands back what is
 * under way.
 */
public final class Engine implements AutoCloseable {
  private static final int JOURNAL_WRITERS = 2;

  private final Node node;
  private final RunJournal journal;
  private final Watchdog watchdog = new Watchdog();
  private final Clients clients;
  private final Connections connections;
  private final ConnectionDesk desk;
  private final Recipes recipes;
  private final RunExecutor executor;
  private final Trials trials;
  private final Claims claims;
  private final EventIntake intake;
  private final Triggers triggers;
  private final Beginnings beginnings;
  private final BeginningReader beginningReader;
  private final Starts starts;
  private final Callbacks callbacks;
  private final MissingReceipts missingReceipts;
  private final Retention retention;
  private final AttentionDesk attention;
  private final Holds holds;
  private final RunReads reads;
  private final EventReads events;
  private final Tokens tokens;
  private final Sql sql;
  private final Ids ids;
  private final KeptFiles files;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  /**
   * What a site decides.
   *
   * @param database with the engine's tables; see {@link Database#open}
   * @param host names the machine, so that a database that was copied to another one is noticed
   * @param files folder in which files of steps are kept
   * @param keep how long runs are kept of recipes that say nothing; null for without end
   */
  public record Options(
      DataSource database,
      Catalog catalog,
      Sealing sealing,
      Clients.Surroundings surroundings,
      Gate.Settings gate,
      String host,
      Path files,
      @Nullable Duration keep) {}

  public Engine(Options options) {
    Clock clock = options.surroundings().clock();
    var catalog = options.catalog();
    this.sql = new Sql(options.database());
    this.ids = new Ids(clock);
    this.node = new Node(ids.next(), options.database(), clock);
    if (options.gate().mode() != DeliveryMode.PRACTICE) {
      new Restart(sql, clock).check(options.host());
    }
    this.node.join();
    this.journal =
        new RunJournal(
            options.database(),
            node.id(),
            JOURNAL_WRITERS,
            new Announcements(this::announce, this::runsAreDue));
    this.holds = new Holds(sql, clock);
    this.connections = new Connections(sql, clock, catalog, options.sealing());
    this.clients = new Clients(connections, catalog, sql, options.surroundings());
    this.recipes = new Recipes(sql, clock, catalog);
    var optOuts = new OptOuts(sql);
    var gate = new Gate(clock, options.gate(), holds::reason, optOuts);
    var arrivals = new Arrivals(sql);
    var results = new StepResults(sql);
    var invitations = new Invitations(sql, clock, options.sealing());
    this.files = new KeptFiles(options.files(), clock);
    var services =
        new RunServices(
            journal::commit,
            ids,
            clock,
            catalog,
            clients,
            recipes,
            arrivals,
            invitations,
            new SealedOutputs(options.sealing()),
            gate,
            new Ledger(sql),
            watchdog,
            results,
            files);
    this.executor = new RunExecutor(services);
    this.trials = new Trials(services, sql);
    this.claims = new Claims(sql, node.id(), clock, recipes, executor);
    this.intake = new EventIntake(journal, ids, executor, claims);
    var receipts = new Receipts(sql, journal, ids, arrivals, claims::nudge);
    var triggerServices =
        new TriggerServices(
            node.id(),
            journal,
            ids,
            clock,
            sql,
            catalog,
            clients,
            recipes,
            intake,
            new Inbound(gate, optOuts, arrivals),
            receipts,
            arrivals,
            invitations,
            results);
    this.triggers = new Triggers(triggerServices);
    this.desk = new ConnectionDesk(connections, clients, triggers, journal, ids, catalog);
    this.beginnings = new Beginnings(recipes, intake, trials);
    this.beginningReader = new BeginningReader(beginnings, triggerServices);
    this.callbacks = new Callbacks(triggerServices);
    this.missingReceipts = new MissingReceipts(triggerServices, gate::practice);
    this.retention = new Retention(sql, clock, recipes, files, options.keep());
    this.starts = new Starts(recipes, catalog, intake, ids);
    this.attention = new AttentionDesk(sql, clock, ids, () -> announce("attention"));
    this.reads = new RunReads(sql);
    this.events = new EventReads(sql, clock);
    this.tokens = new Tokens(sql, clock);
  }

  /** Begins to listen and to work. */
  public void start() {
    Partitions.ensure(sql, ids.now());
    claims.start();
    triggers.start();
    missingReceipts.start();
    retention.start();
    beginningReader.start();
  }

  public Recipes recipes() {
    return recipes;
  }

  public Connections connections() {
    return connections;
  }

  public AttentionDesk attention() {
    return attention;
  }

  public RunReads reads() {
    return reads;
  }

  public Starts starts() {
    return starts;
  }

  /** Activates recipes, also those that begin with what is there already. */
  public Beginnings beginnings() {
    return beginnings;
  }

  public BeginningReader beginningReader() {
    return beginningReader;
  }

  public EventReads events() {
    return events;
  }

  public Tokens tokens() {
    return tokens;
  }

  public Triggers triggers() {
    return triggers;
  }

  public TriggerHealth triggerHealth() {
    return triggers.health();
  }

  /** For whoever writes a recipe: what it would do, and what it could be tried on. */
  public Trials trials() {
    return trials;
  }

  public MissingReceipts missingReceipts() {
    return missingReceipts;
  }

  public Retention retention() {
    return retention;
  }

  public Clients clients() {
    return clients;
  }

  public KeptFiles files() {
    return files;
  }

  public EventIntake intake() {
    return intake;
  }

  public Claims claims() {
    return claims;
  }

  public RunExecutor executor() {
    return executor;
  }

  public RunJournal journal() {
    return journal;
  }

  /** True where an event would be accepted now. */
  public boolean ready() {
    if (journal.isStuck()) {
      return false;
    }
    try {
      return sql.first("select 1 from node where id = ? and not dead", row -> 1, node.id()) != null;
    } catch (Sql.DatabaseException e) {
      return false;
    }
  }

  /** Creates or replaces a connection; triggers and runs use it from now on. */
  public Connections.Put putConnection(
      int workspace, String id, String connector, Map<String, Object> settings) {
    return desk.put(workspace, id, connector, settings);
  }

  /**
   * Removes a connection; what names it fails from now on.
   *
   * @return false where there is none
   */
  public boolean deleteConnection(int workspace, String id) {
    return desk.delete(workspace, id);
  }

  /**
   * Tries a connection for real and harmlessly.
   *
   * @return what the connector says
   */
  public String testConnection(int workspace, String id)
      throws ConnectorException, InterruptedException, Clients.NotAvailable {
    return desk.test(workspace, id);
  }

  /** How the connections are that this node has open, by id; asks nothing of the outside. */
  public SortedMap<String, Condition> conditions(int workspace) {
    return desk.clients().conditions(workspace);
  }

  /** Runs an event again; null where there is no such run. */
  public @Nullable UUID replay(int workspace, UUID run) {
    return replayed(s -> Optional.ofNullable(new Replays(ids).replay(s, workspace, run)));
  }

  /** Runs an event again from a step; see {@link Replays#replayFrom}. */
  public @Nullable UUID replay(int workspace, UUID run, String fromStep) {
    var past = reads.run(workspace, run);
    return past == null
        ? null
        : replayed(s -> new Replays(ids).replayFrom(s, workspace, past.run(), recipes, fromStep));
  }

  private @Nullable UUID replayed(Sql.Work<Optional<UUID>> work) {
    var fresh = sql.inTransaction(work);
    claims.nudge();
    return fresh.orElse(null);
  }

  /** Decides a matter; see {@link AttentionDesk#decide}. */
  public AttentionDesk.Outcome decide(
      int workspace, long id, String decision, String by, @Nullable String note) {
    var outcome = attention.decide(workspace, id, decision, by, note);
    holds.forget();
    claims.nudge();
    announce("attention");
    return outcome;
  }

  /** News from a provider about an earlier effect. */
  public Callback.Outcome callback(
      int workspace, String connection, String callbackId, HttpCall call) {
    return callbacks.receive(workspace, connection, callbackId, call);
  }

  /** Accepts an event by hand, as if the recipe's trigger had seen it. */
  public java.util.concurrent.CompletableFuture<EventIntake.Accepted> emit(
      Recipes.ActiveRecipe recipe, TriggerEvent event) {
    return intake.accept(recipe, event);
  }

  /** Hears a topic (runs, attention, recipes) whenever something of it has become durable. */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
    recipes.onChange(() -> listener.accept("recipes"));
  }

  private void runsAreDue(Announcements.Due when) {
    switch (when) {
      case NOW -> claims.nudge();
      case SOMETIME -> claims.change();
    }
  }

  private void announce(String topic) {
    listeners.forEach(l -> l.accept(topic));
  }

  @Override
  public void close() {
    beginningReader.close();
    retention.close();
    missingReceipts.close();
    triggers.close();
    claims.close();
    executor.close();
    journal.close();
    node.close();
    clients.close();
    watchdog.close();
  }
}
