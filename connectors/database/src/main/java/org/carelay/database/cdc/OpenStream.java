package org.carelay.database.cdc;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.database.cdc.ChangeLog.Look;
import org.jspecify.annotations.Nullable;

/** The stream of a connection; there is one at most, and it is started anew where it must be. */
final class OpenStream implements AutoCloseable {
  private static final Duration SLOT_IS_FREE_AFTER = Duration.ofSeconds(5);

  /** A change is given up when the log could not be read beyond it so often. */
  private static final int TRIES = 2;

  private volatile @Nullable ChangeStream stream;
  private String failedAt = "";
  private int failures;

  boolean isOpen() {
    var running = stream;
    return running != null && !running.ended();
  }

  /** Null where none goes on from there. */
  @Nullable ChangeStream goingOnFrom(String position) {
    var running = stream;
    return running == null || running.ended() || !running.goesOnFrom(position) ? null : running;
  }

  /**
   * The one that is wanted now.
   *
   * @param answer told of what is skipped because it cannot be read
   * @throws ConnectorException if the last one failed, or the database does not let us yet
   */
  ChangeStream wanted(ChangeLog reading, Look look, Map<String, String> shared, Answer answer)
      throws ConnectorException {
    var start = Objects.requireNonNull(look.start());
    var tables = look.diagnosis().tables();
    var last = stream;
    if (last != null && last.failed()) {
      throw failed(last, start.position());
    }
    var skips = failures >= TRIES && start.position().equals(failedAt);
    if (skips) {
      answer.unreadableAfter(start.position());
    }
    var running = goingOnFrom(start.position());
    if (running != null
        && running.server().equals(reading.server())
        && running.tables().equals(tables)) {
      return running;
    }
    var wasOurs = isOpen();
    close();
    if (start.busy() && !wasOurs) {
      throw new Retryable(
          "slot-in-use",
          "Another reader still holds the replication slot; it is tried again.",
          SLOT_IS_FREE_AFTER,
          null);
    }
    var opening = reading.opening(tables, start.position(), shared);
    if (skips) {
      opening.properties().setProperty("event.processing.failure.handling.mode", "warn");
      opening.properties().setProperty("inconsistent.schema.handling.mode", "warn");
    }
    var started = ChangeStream.start(opening);
    stream = started;
    return started;
  }

  /**
   * It has ended by itself; the next one is started by another poll, after a pause.
   *
   * @param position that was read from
   */
  Retryable failed(ChangeStream running, String position) {
    close();
    if (running.isUnreadable()) {
      failures = position.equals(failedAt) ? failures + 1 : 1;
      failedAt = position;
    }
    return new Retryable(
        "change-stream-ended", "Reading the changes of the database ended; it starts again.", null);
  }

  /** Everything up to a position is durable. */
  void store(String position) {
    var running = stream;
    if (running != null) {
      running.store(position);
    }
  }

  @Override
  public void close() {
    var running = stream;
    if (running != null) {
      running.close();
      stream = null;
    }
  }
}
