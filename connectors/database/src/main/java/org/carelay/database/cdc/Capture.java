package org.carelay.database.cdc;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.Condition;
import org.carelay.connector.Condition.Measure;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Memory;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Result;
import org.carelay.connector.Poller.Subscription;
import org.carelay.connector.StateChange;
import org.carelay.database.cdc.ChangeLog.Look;
import org.carelay.database.cdc.ChangeLog.Start;
import org.jspecify.annotations.Nullable;

/** Reads the changes of one connection's tables for all recipes that listen to them. */
public final class Capture implements AutoCloseable {
  private static final Duration SOON = Duration.ofMillis(2);
  private static final Duration WATCH_EVERY = Duration.ofMinutes(1);
  private static final Duration MARK_EVERY = Duration.ofSeconds(30);

  /** While changes come, the database is looked at this often. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** While none come, after so many waits for one. */
  private static final int WAITS_PER_LOOK = 3;

  private static final Duration SLOT_IS_FREE_AFTER = Duration.ofSeconds(5);

  /** A change is given up when the log could not be read beyond it so often. */
  private static final int TRIES = 2;

  private static final String NAME = "cdc/name";
  private static final String POSITION = "position";

  private final Access access;
  private @Nullable ChangeLog log;
  private volatile @Nullable ChangeStream stream;
  private volatile @Nullable Condition condition;
  private @Nullable Looked looked;
  private Instant marked = Instant.MIN;
  private String failedAt = "";
  private int failures;
  private boolean quiet;
  private boolean closed;

  /** Opens nothing. */
  public Capture(Access access) {
    this.access = access;
  }

  /** What was found lately, for whom. */
  private record Looked(Look look, Skew skew, List<Subscription> subscriptions, Instant at) {
    /** Every one of them must know from when on it listens. */
    boolean isFor(List<Subscription> others) {
      return others.size() == subscriptions.size()
          && others.stream().allMatch(each -> each.state().containsKey(Since.KEY))
          && ids(others).equals(ids(subscriptions));
    }

    private static List<List<Object>> ids(List<Subscription> all) {
      return all.stream().map(each -> List.<Object>of(each.id(), each.input())).toList();
    }
  }

  /**
   * Waits up to a few seconds for changes.
   *
   * @throws ConnectorException if the database cannot be reached or read
   */
  synchronized Result poll(Request request) throws ConnectorException, InterruptedException {
    if (closed) {
      throw new Retryable("connection-closed", "The connection was changed meanwhile.", null);
    }
    if (request.subscriptions().isEmpty()) {
      return watched(request);
    }
    var reading = log(request.memory());
    var quick = without(request, reading);
    if (quick != null) {
      return quick;
    }
    var stored = request.shared().get(POSITION);
    var isOpen = stream != null && !stream.ended();
    var look = reading.look(access, request, stored, isOpen);
    var at = access.clock().instant();
    var skew = look.now() == null ? Skew.NONE : Skew.of(at, look.now().micros());
    var seen = new Looked(look, skew, request.subscriptions(), at);
    looked = seen;
    condition = condition(reading, request, skew);
    var start = look.start();
    if (start == null) {
      closeStream();
      access.renew();
      var answer = new Answer(request, look.diagnosis(), null, skew, access);
      answer.tell(look.notices());
      return answer.result(reading.remembered(request.shared()), in(access.waits()));
    }
    return read(reading, request, seen, start);
  }

  /** Goes on without another look at the database, where the last one was not long ago. */
  private @Nullable Result without(Request request, ChangeLog reading)
      throws ConnectorException, InterruptedException {
    var known = looked;
    var running = stream;
    var stored = request.shared().get(POSITION);
    var lookEvery = quiet ? access.waits().multipliedBy(WAITS_PER_LOOK) : LOOK_EVERY;
    if (known == null
        || running == null
        || stored == null
        || Duration.between(known.at(), access.clock().instant()).abs().compareTo(lookEvery) > 0
        || !known.isFor(request.subscriptions())
        || running.ended()
        || !running.goesOnFrom(stored)) {
      return null;
    }
    var answer = answer(request, known);
    return taken(answer, reading, request, running);
  }

  /** No recipe listens, but the database may keep its log for those that did. */
  private Result watched(Request request) throws ConnectorException, InterruptedException {
    closeStream();
    looked = null;
    if (request.memory().get(NAME) != null) {
      var reading = log(request.memory());
      var notices = reading.watch(access);
      condition = condition(reading, request, Skew.NONE);
      for (var notice : notices) {
        throw new Permanent(notice.code(), notice.message(), null);
      }
    }
    return new Result(List.of(), List.of(), in(WATCH_EVERY));
  }

  /** What the database keeps for this connection, as a sentence; empty if nothing. */
  public String kept(Memory memory) throws ConnectorException, InterruptedException {
    var name = memory.get(NAME);
    if (name == null) {
      return "";
    }
    try (var reading = logOf(name)) {
      return reading.kept(access);
    }
  }

  /** Who answers where that is not asked by JDBC. */
  public String greeting() throws ConnectorException, InterruptedException {
    try (var reading = new MongoLog(access.settings(), "carelay")) {
      return reading.greeting();
    }
  }

  /** The collections of a database that has no tables. */
  public List<String> collections() throws ConnectorException, InterruptedException {
    try (var reading = new MongoLog(access.settings(), "carelay")) {
      return reading.collections();
    }
  }

  /** How reading is, as the last look saw it; null before the first. */
  public @Nullable Condition condition() {
    return condition;
  }

  private Condition condition(ChangeLog reading, Request request, Skew skew) {
    var kept = reading.kept();
    var missed = new Gap(request).notices();
    var words = new ArrayList<String>();
    words.add(kept.words());
    missed.forEach(each -> words.add(each.message()));
    skew.notices().forEach(each -> words.add(each.message()));
    words.removeIf(String::isEmpty);
    var measures = new ArrayList<>(kept.measures());
    measures.add(
        new Measure(
            "cdc.missed", "1 for a week after changes were missed", missed.isEmpty() ? 0 : 1));
    return new Condition(access.clock().instant(), String.join(" ", words), measures);
  }

  private ChangeLog log(Memory memory) {
    var known = log;
    if (known == null) {
      known = logOf(name(memory));
      log = known;
    }
    return known;
  }

  private ChangeLog logOf(String name) {
    var settings = access.settings();
    var url = settings.url().toLowerCase(Locale.ROOT);
    if (url.startsWith("jdbc:postgresql:")) {
      return new PostgresLog(settings, name);
    }
    if (url.startsWith("jdbc:sqlserver:")) {
      return new SqlServerLog(settings, name);
    }
    if (url.startsWith("jdbc:oracle:")) {
      return new OracleLog(settings, name);
    }
    return url.startsWith("mongodb") ? new MongoLog(settings, name) : new BinaryLog(settings, name);
  }

  private Answer answer(Request request, Looked known) {
    var look = known.look();
    var answer = new Answer(request, look.diagnosis(), look.now(), known.skew(), access);
    answer.tell(look.notices());
    return answer;
  }

  private Result read(ChangeLog reading, Request request, Looked seen, Start start)
      throws ConnectorException, InterruptedException {
    var look = seen.look();
    var answer = answer(request, seen);
    var stored = request.shared().get(POSITION);
    var running = running(reading, request, look, answer);
    if (!start.position().equals(stored)) {
      looked = null;
      if (start.gap()) {
        answer.missed();
      }
      return answer.result(moved(reading, request, start.position()), in(SOON));
    }
    return taken(answer, reading, request, running);
  }

  private Result taken(Answer answer, ChangeLog reading, Request request, ChangeStream running)
      throws ConnectorException, InterruptedException {
    var batch = running.take(access.waits());
    quiet = batch == null;
    if (batch != null) {
      answer.add(batch.changes());
      return answer.result(moved(reading, request, batch.end()), in(Duration.ZERO));
    }
    if (running.ended()) {
      ended(running, String.valueOf(request.shared().get(POSITION)));
    }
    mark(reading);
    return answer.result(reading.remembered(request.shared()), in(SOON));
  }

  /** Everything of a result is durable. Called during a poll, too. */
  void committed(Result result) {
    var running = stream;
    if (running == null) {
      return;
    }
    for (var change : result.shared()) {
      if (change.key().equals(POSITION) && change.value() != null) {
        running.store(change.value());
      }
    }
  }

  private void ended(ChangeStream running, String position) throws ConnectorException {
    closeStream();
    if (running.isUnreadable()) {
      failures = position.equals(failedAt) ? failures + 1 : 1;
      failedAt = position;
    }
    throw new Retryable(
        "change-stream-ended", "Reading the changes of the database ended; it starts again.", null);
  }

  private static List<StateChange> moved(ChangeLog reading, Request request, String position) {
    var changes = new ArrayList<>(reading.remembered(request.shared()));
    if (!position.equals(request.shared().get(POSITION))) {
      changes.add(new StateChange(POSITION, position));
    }
    return changes;
  }

  private ChangeStream running(ChangeLog reading, Request request, Look look, Answer answer)
      throws ConnectorException {
    var start = java.util.Objects.requireNonNull(look.start());
    var tables = look.diagnosis().tables();
    var running = stream;
    var skips = failures >= TRIES && start.position().equals(failedAt);
    if (skips) {
      answer.unreadableAfter(start.position());
    }
    if (running != null
        && !running.ended()
        && running.goesOnFrom(start.position())
        && running.server().equals(reading.server())
        && running.tables().equals(tables)) {
      return running;
    }
    var wasOurs = running != null && !running.ended();
    closeStream();
    if (start.busy() && !wasOurs) {
      throw new Retryable(
          "slot-in-use",
          "Another reader still holds the replication slot; it is tried again.",
          SLOT_IS_FREE_AFTER,
          null);
    }
    var opening = reading.opening(tables, start.position(), request.shared());
    if (skips) {
      opening.properties().setProperty("event.processing.failure.handling.mode", "warn");
      opening.properties().setProperty("inconsistent.schema.handling.mode", "warn");
    }
    var started = ChangeStream.start(opening);
    stream = started;
    return started;
  }

  private void mark(ChangeLog reading) throws ConnectorException, InterruptedException {
    var now = access.clock().instant();
    if (Duration.between(marked, now).abs().compareTo(MARK_EVERY) > 0) {
      reading.mark(access);
      marked = now;
    }
  }

  /** Made once: two installations that share a database must not share a slot. */
  private static String name(Memory memory) {
    var known = memory.get(NAME);
    if (known != null) {
      return known;
    }
    var random = new byte[6];
    new SecureRandom().nextBytes(random);
    var name = "carelay_" + HexFormat.of().formatHex(random);
    memory.put(NAME, name);
    return name;
  }

  /**
   * Gives back what the database keeps for this connection, which is about to be deleted.
   *
   * @throws ConnectorException saying what to run in the database instead
   */
  public synchronized void release(Memory memory) throws ConnectorException, InterruptedException {
    var name = memory.get(NAME);
    closed = true;
    closeStream();
    if (name == null) {
      return;
    }
    log(memory).release(access);
    memory.remove(NAME);
  }

  /** What is kept in the database for a connection, and how to give it back; null if nothing. */
  public static @Nullable String leftBehind(Memory memory) {
    var name = memory.get(NAME);
    return name == null
        ? null
        : "If this connection heard of changes in PostgreSQL, let an administrator run there: SELECT pg_drop_replication_slot('%1$s'); DROP PUBLICATION IF EXISTS \"%1$s\"; else the database keeps all its log."
            .formatted(name);
  }

  private Instant in(Duration pause) {
    return access.clock().instant().plus(pause);
  }

  private void closeStream() {
    var running = stream;
    if (running != null) {
      running.close();
      stream = null;
    }
  }

  /** Lets go of the slot, which stays: the next client reads on from there. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      closeStream();
      if (log != null) {
        log.close();
      }
    }
  }
}
