package org.carelay.database.cdc;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Memory;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Result;
import org.carelay.connector.StateChange;
import org.carelay.database.cdc.ChangeLog.Look;
import org.carelay.database.cdc.ChangeLog.Start;
import org.jspecify.annotations.Nullable;

/** Reads the changes of one connection's tables for all recipes that listen to them. */
public final class Capture implements AutoCloseable {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration MARK_EVERY = Duration.ofSeconds(30);
  private static final Duration SLOT_IS_FREE_AFTER = Duration.ofSeconds(5);
  private static final String NAME = "cdc/name";
  private static final String POSITION = "position";

  private final Access access;
  private @Nullable ChangeLog log;
  private @Nullable ChangeStream stream;
  private Instant marked = Instant.MIN;
  private boolean closed;

  /** Opens nothing. */
  public Capture(Access access) {
    this.access = access;
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
    var reading = log(request.memory());
    var stored = request.shared().get(POSITION);
    var isOpen = stream != null && !stream.ended();
    var look = access.with(connection -> reading.look(connection, request, stored, isOpen));
    var start = look.start();
    if (start == null) {
      closeStream();
      access.renew();
      return new Answer(request, look.diagnosis(), null, access)
          .result(List.of(), new Gap(request), clockIn(access.waits()));
    }
    return read(reading, request, look, start);
  }

  private ChangeLog log(Memory memory) {
    var known = log;
    if (known == null) {
      var name = name(memory);
      known =
          access.settings().url().startsWith("jdbc:postgresql:")
              ? new PostgresLog(access.settings(), name)
              : new BinaryLog(access.settings(), name);
      log = known;
    }
    return known;
  }

  private Result read(ChangeLog reading, Request request, Look look, Start start)
      throws ConnectorException, InterruptedException {
    var answer = new Answer(request, look.diagnosis(), look.now(), access);
    var gap = new Gap(request);
    var stored = request.shared().get(POSITION);
    var running = running(reading, request, look, start);
    if (!start.position().equals(stored)) {
      if (start.gap()) {
        gap.begin(access.clock().instant());
      }
      return answer.result(moved(reading, request, start.position()), gap, clockIn(SOON));
    }
    var batch = running.take(access.waits());
    if (batch == null) {
      if (running.ended()) {
        closeStream();
        throw new Retryable(
            "change-stream-ended",
            "Reading the changes of the database ended; it starts again.",
            null);
      }
      mark(reading);
      return answer.result(reading.remembered(request.shared()), gap, clockIn(SOON));
    }
    answer.add(batch.changes());
    return answer.result(moved(reading, request, batch.end()), gap, clockIn(SOON));
  }

  private static List<StateChange> moved(ChangeLog reading, Request request, String position) {
    var changes = new ArrayList<>(reading.remembered(request.shared()));
    if (!position.equals(request.shared().get(POSITION))) {
      changes.add(new StateChange(POSITION, position));
    }
    return changes;
  }

  private ChangeStream running(ChangeLog reading, Request request, Look look, Start start)
      throws ConnectorException {
    var tables = look.diagnosis().tables();
    var running = stream;
    if (running != null
        && !running.ended()
        && running.agreesWith(start.position())
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
    var started = ChangeStream.start(reading.opening(tables, start.position(), request.shared()));
    stream = started;
    return started;
  }

  private void mark(ChangeLog reading) throws ConnectorException, InterruptedException {
    var now = access.clock().instant();
    if (marked.isBefore(now.minus(MARK_EVERY))) {
      access.with(
          connection -> {
            reading.mark(connection);
            return true;
          });
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

  private Instant clockIn(Duration pause) {
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
    }
  }
}
