package org.carelay.database;

import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Memory;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Result;
import org.carelay.connector.Poller.Subscription;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.database.cdc.RowChanged;
import org.carelay.database.cdc.RowOperation;
import org.jspecify.annotations.Nullable;

/** A runtime that listens to a database, and can be stopped, started and killed. */
final class RowListening implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration WAITS = Duration.ofMillis(400);
  private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(3);

  private final PassingClock clock = new PassingClock();
  private final TestDatabase database;
  private final Memory memory = new InMemoryMemory();
  private final Map<String, RowChanged.Input> inputs = new LinkedHashMap<>();
  private final Map<String, RowChanged.Input> paused = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> states = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private DatabaseSettings.@Nullable RetainedLog retained;
  private DatabaseClient client;

  RowListening(TestDatabase database) {
    this.database = database;
    this.client = opened(database);
  }

  /** Our clock from now on is so far from the database's; it may be negative. */
  RowListening ahead(Duration time) {
    clock.pass(time);
    return this;
  }

  Instant now() {
    return clock.instant();
  }

  private DatabaseClient opened(TestDatabase at) {
    var url = URI.create("https://carelay.example.org");
    var context = new ConnectionContext("clinic", url, clock, memory);
    var plain = at.settings();
    var settings =
        new DatabaseSettings(
            plain.url(), plain.username(), plain.password(), null, null, null, null, retained);
    return new DatabaseClient(settings, context, WAITS);
  }

  /** The connection is saved with other settings. */
  void limit(int mebibytes, DatabaseSettings.Beyond beyond) {
    retained = new DatabaseSettings.RetainedLog(mebibytes, beyond);
    restart();
  }

  /** Nobody listens for a while. */
  void stop() {
    client.close();
  }

  /** The connection is deleted. */
  void delete() throws ConnectorException, InterruptedException {
    client.release(memory);
    client.close();
  }

  /** The same connection, at an address where nobody answers. */
  DatabaseClient elsewhere(InetSocketAddress address) {
    var settings = database.at(address);
    return opened(new TestDatabase(settings.url(), settings.username(), settings.password()));
  }

  /** The database is at another address from now on. */
  void move(TestDatabase to) {
    client.close();
    client = opened(to);
  }

  /** The recipe is given this connection instead of that of another. */
  void takeOver(String id, RowListening other) {
    other.pause(id);
    inputs.put(id, Objects.requireNonNull(other.paused.get(id)));
    states.put(id, new HashMap<>(other.states.getOrDefault(id, Map.of())));
  }

  Memory memory() {
    return memory;
  }

  static RowChanged.Input to(String table, List<String> watch, RowOperation... operations) {
    return new RowChanged.Input(table, watch, List.of(operations));
  }

  RowListening listen(String id, RowChanged.Input input) {
    inputs.put(id, input);
    states.putIfAbsent(id, new HashMap<>());
    return this;
  }

  /** The recipe listens no more, and keeps its state. */
  void pause(String id) {
    var input = inputs.remove(id);
    if (input != null) {
      paused.put(id, input);
    }
  }

  void resume(String id) {
    var input = paused.remove(id);
    if (input != null) {
      inputs.put(id, input);
    }
  }

  /** What IT sees without asking the database. */
  Map<String, Double> measures() {
    var condition = client.condition();
    var measures = new HashMap<String, Double>();
    if (condition != null) {
      condition.measures().forEach(each -> measures.put(each.name(), each.value()));
    }
    return measures;
  }

  String condition() {
    var condition = client.condition();
    return condition == null ? "" : condition.words();
  }

  /** What the person reads who presses "Test". */
  String greeting() throws ConnectorException, InterruptedException {
    return client.greet();
  }

  /** The process ends in order, and another starts. */
  void restart() {
    client.close();
    client = opened(database);
  }

  void signInAs(String user, String password) {
    client.close();
    client = opened(new TestDatabase(database.url(), user, password));
  }

  Map<String, String> shared() {
    return Map.copyOf(shared);
  }

  String slot() {
    return String.valueOf(memory.get("cdc/name"));
  }

  /**
   * The connection's settings are saved anew; those who use the old client may go on for a while.
   */
  DatabaseClient replace() {
    var old = client;
    client = opened(database);
    old.retire();
    return old;
  }

  /** One look, after which nothing is committed. */
  Result pollAndCrash() throws ConnectorException, InterruptedException {
    return pollAndCrash(client);
  }

  Result pollAndCrash(DatabaseClient by) throws ConnectorException, InterruptedException {
    var subscriptions = new ArrayList<Subscription>();
    inputs.forEach(
        (id, input) ->
            subscriptions.add(
                new Subscription(
                    id,
                    "database.row-changed",
                    input,
                    ZoneId.of("America/New_York"),
                    Map.copyOf(states.getOrDefault(id, Map.of())))));
    return new RowChanged()
        .poller()
        .poll(by, new Request(subscriptions, Map.copyOf(shared), memory, clock));
  }

  Result poll() throws ConnectorException, InterruptedException {
    var result = pollAndCrash();
    apply(result.shared(), shared);
    for (var finding : result.findings()) {
      apply(
          finding.changes(),
          states.computeIfAbsent(finding.subscriptionId(), _ -> new HashMap<>()));
    }
    new RowChanged().poller().committed(client, result);
    return result;
  }

  /** Polls until so many events were seen, and once more to see that there are no others. */
  List<TriggerEvent> hear(String id, int count) throws ConnectorException, InterruptedException {
    var heard = new ArrayList<TriggerEvent>();
    var until = Clock.systemUTC().instant().plus(PATIENCE);
    while (heard.size() < count && Clock.systemUTC().instant().isBefore(until)) {
      heard.addAll(events(poll(), id));
    }
    heard.addAll(events(poll(), id));
    return heard;
  }

  List<TriggerEvent> hearAndCrash(String id) throws ConnectorException, InterruptedException {
    var until = Clock.systemUTC().instant().plus(PATIENCE);
    while (Clock.systemUTC().instant().isBefore(until)) {
      var result = pollAndCrash();
      if (!events(result, id).isEmpty()) {
        return events(result, id);
      }
      // What is no event, such as a mark in the log, is committed.
      apply(result.shared(), shared);
    }
    throw new AssertionError("Nothing was heard");
  }

  /** What a poll that looks at the database itself says; while changes come, not every one does. */
  List<Notice> notices() throws ConnectorException, InterruptedException {
    clock.pass(LOOKS_AGAIN_AFTER);
    return poll().findings().stream().flatMap(each -> each.notices().stream()).toList();
  }

  static List<TriggerEvent> events(Result result, String id) {
    return result.findings().stream()
        .filter(each -> each.subscriptionId().equals(id))
        .flatMap(each -> each.events().stream())
        .toList();
  }

  static List<String> keys(List<TriggerEvent> events) {
    return events.stream().map(TriggerEvent::key).toList();
  }

  private static void apply(List<StateChange> changes, Map<String, String> state) {
    for (var change : changes) {
      if (change.value() == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), change.value());
      }
    }
  }

  /** The database forgets what it kept for us. */
  void dropSlot() throws SQLException {
    client.close();
    database.run("select pg_drop_replication_slot('" + slot() + "')");
    client = opened(database);
  }

  @Override
  public void close() throws SQLException {
    client.close();
    if (!database.url().contains("postgresql")) {
      return;
    }
    database.run(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '"
            + slot()
            + "'");
  }

  /** Real time, of which a test may let some pass at once. */
  private static final class PassingClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    void pass(Duration time) {
      ahead = ahead.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("Instants only.");
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }
  }
}
