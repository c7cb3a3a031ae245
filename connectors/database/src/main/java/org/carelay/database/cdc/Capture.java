package org.carelay.database.cdc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final Access access;
  private @Nullable ChangeLog log;
  private final OpenStream stream = new OpenStream();
  private volatile @Nullable Condition condition;
  private @Nullable Looked looked;
  private Instant marked = Instant.MIN;
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
      var now = look.now();
      return now != null
          && others.size() == subscriptions.size()
          && others.stream().allMatch(each -> Since.of(each, now.reader()) != null)
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
    var stored = request.shared().get(ChangeLog.POSITION);
    var look = reading.look(access, request, stored, stream.isOpen());
    var at = access.clock().instant();
    var skew = look.now() == null ? Skew.NONE : Skew.of(at, look.now().micros());
    var seen = new Looked(look, skew, request.subscriptions(), at);
    looked = seen;
    condition = condition(reading, request, skew);
    var start = look.start();
    if (start == null) {
      stream.close();
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
    var stored = request.shared().get(ChangeLog.POSITION);
    var running = stored == null ? null : stream.goingOnFrom(stored);
    var lookEvery = quiet ? access.waits().multipliedBy(WAITS_PER_LOOK) : LOOK_EVERY;
    if (known == null
        || running == null
        || Duration.between(known.at(), access.clock().instant()).abs().compareTo(lookEvery) > 0
        || !known.isFor(request.subscriptions())) {
      return null;
    }
    var answer = answer(request, known);
    return taken(answer, reading, request, running);
  }

  /** No recipe listens, but the database may keep its log for those that did. */
  private Result watched(Request request) throws ConnectorException, InterruptedException {
    stream.close();
    looked = null;
    if (ReaderName.known(request.memory()) != null) {
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
    var name = ReaderName.known(memory);
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
      known = logOf(ReaderName.of(memory));
      log = known;
    }
    return known;
  }

  private ChangeLog logOf(String name) {
    var settings = access.settings();
    var url = settings.url().toLowerCase(Locale.ROOT);
    if (url.startsWith(POSTGRESQL)) {
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
    var stored = request.shared().get(ChangeLog.POSITION);
    var running = stream.wanted(reading, look, request.shared(), answer);
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
      throw stream.failed(running, String.valueOf(request.shared().get(ChangeLog.POSITION)));
    }
    mark(reading);
    return answer.result(reading.remembered(request.shared()), in(SOON));
  }

  /**
   * Whether a change may be told again although it was stored. Not by PostgreSQL: each of its
   * databases has a place of its own, at which it is read on, and is known by name.
   */
  boolean repeats() {
    return !access.settings().url().toLowerCase(Locale.ROOT).startsWith(POSTGRESQL);
  }

  /** Everything of a result is durable. Called during a poll, too. */
  void committed(Result result) {
    for (var change : result.shared()) {
      if (change.key().equals(ChangeLog.POSITION) && change.value() != null) {
        stream.store(change.value());
      }
    }
  }

  private static List<StateChange> moved(ChangeLog reading, Request request, String position) {
    var changes = new ArrayList<>(reading.remembered(request.shared()));
    if (!position.equals(request.shared().get(ChangeLog.POSITION))) {
      changes.add(new StateChange(ChangeLog.POSITION, position));
    }
    return changes;
  }

  private void mark(ChangeLog reading) throws ConnectorException, InterruptedException {
    var now = access.clock().instant();
    if (Duration.between(marked, now).abs().compareTo(MARK_EVERY) > 0) {
      reading.mark(access);
      marked = now;
    }
  }

  /**
   * Gives back what the database keeps for this connection, which is about to be deleted.
   *
   * @throws ConnectorException saying what to run in the database instead
   */
  public synchronized void release(Memory memory) throws ConnectorException, InterruptedException {
    var name = ReaderName.known(memory);
    closed = true;
    stream.close();
    if (name == null) {
      return;
    }
    log(memory).release(access);
    ReaderName.forget(memory);
  }

  private Instant in(Duration pause) {
    return access.clock().instant().plus(pause);
  }

  /** Lets go of the slot, which stays: another client reads on from there. */
  public synchronized void retire() {
    closed = true;
    stream.close();
  }

  @Override
  public synchronized void close() {
    retire();
    if (log != null) {
      log.close();
    }
  }
}
