package org.carelay.database.cdc;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Memory;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Result;
import org.carelay.connector.StateChange;
import org.carelay.database.cdc.ChangeStream.Batch;
import org.jspecify.annotations.Nullable;

/** Reads the changes of one connection's tables for all recipes that listen to them. */
public final class Capture implements AutoCloseable {
  private static final Duration WAIT = Duration.ofSeconds(4);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration MARK_EVERY = Duration.ofSeconds(30);
  private static final Duration SLOT_IS_FREE_AFTER = Duration.ofSeconds(5);
  private static final String NAME = "cdc/name";
  private static final String POSITION = "position";

  private final Access access;
  private @Nullable ChangeStream stream;
  private Instant marked = Instant.MIN;
  private boolean closed;

  /** Opens nothing. */
  public Capture(Access access) {
    this.access = access;
  }

  /** What one look at the database found. */
  private record Look(Diagnosis diagnosis, Slot.@Nullable Start start, @Nullable Since now) {}

  /**
   * Waits up to a few seconds for changes.
   *
   * @throws ConnectorException if the database cannot be reached or read
   */
  synchronized Result poll(Request request) throws ConnectorException, InterruptedException {
    if (closed) {
      throw new Retryable("connection-closed", "The connection was changed meanwhile.", null);
    }
    if (!access.settings().url().startsWith("jdbc:postgresql:")) {
      throw new Permanent(
          "not-available",
          "Changes of rows can be read from PostgreSQL only; this connection is to another kind of"
              + " database. Ask for the rows on a schedule instead.",
          null);
    }
    var name = name(request.memory());
    var text = request.shared().get(POSITION);
    var stored = text == null ? null : Position.parse(text);
    var look = access.with(connection -> look(connection, name, request, stored));
    if (look.start() == null) {
      closeStream();
      return new Answer(request, look.diagnosis(), null, access)
          .result(List.of(), new Gap(request), clockIn(WAIT));
    }
    return read(name, request, look, look.start(), stored);
  }

  private Look look(Connection connection, String name, Request request, @Nullable Position stored)
      throws SQLException {
    var diagnosis = Diagnosis.of(connection, name, request.subscriptions());
    if (diagnosis.listening().isEmpty()) {
      return new Look(diagnosis, null, null);
    }
    var start = Slot.ensure(connection, name, stored);
    return new Look(diagnosis, start, Slot.now(connection));
  }

  private Result read(
      String name, Request request, Look look, Slot.Start start, @Nullable Position stored)
      throws ConnectorException, InterruptedException {
    var answer = new Answer(request, look.diagnosis(), look.now(), access);
    var gap = new Gap(request);
    var isNew = !start.position().equals(stored);
    var reading = running(name, look, start);
    if (isNew) {
      if (start.gap()) {
        gap.begin(access.clock().instant());
      }
      return answer.result(List.of(position(start.position())), gap, clockIn(SOON));
    }
    var batch = reading.take(WAIT);
    if (batch == null) {
      if (reading.ended()) {
        closeStream();
        throw new Retryable(
            "change-stream-ended",
            "Reading the changes of the database ended; it starts again.",
            null);
      }
      mark();
      return answer.result(List.of(), gap, clockIn(SOON));
    }
    answer.add(batch.changes());
    return answer.result(moved(batch, stored), gap, clockIn(SOON));
  }

  private static List<StateChange> moved(Batch batch, @Nullable Position stored) {
    return batch.end().equals(stored) ? List.of() : List.of(position(batch.end()));
  }

  private static StateChange position(Position position) {
    return new StateChange(POSITION, position.text());
  }

  private ChangeStream running(String name, Look look, Slot.Start start) throws ConnectorException {
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
          "Another reader still holds the replication slot '%s'; it is tried again."
              .formatted(name),
          SLOT_IS_FREE_AFTER,
          null);
    }
    var properties = EngineProperties.of(access.settings(), name, tables, start.position());
    var started = ChangeStream.start(tables, start.position(), properties);
    stream = started;
    return started;
  }

  private void mark() throws ConnectorException, InterruptedException {
    var now = access.clock().instant();
    if (marked.isBefore(now.minus(MARK_EVERY))) {
      access.with(
          connection -> {
            Slot.mark(connection);
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
