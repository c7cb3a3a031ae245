package org.carelay.database.cdc;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Debezium engine. It reads ahead of what the runtime has stored, and lets the database
 * forget only what was stored. It closes itself when nobody has asked for a while: another node, or
 * a newer client, may want the slot.
 */
final class ChangeStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);
  private static final Duration UNWANTED = Duration.ofSeconds(20);
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(15);
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(20);
  private static final Duration RELEASES_EVERY = Duration.ofSeconds(1);

  /** Whether anybody still wants it, while nothing is to be let go. */
  private static final Duration ASKS_EVERY = Duration.ofSeconds(9);

  private final Set<String> tables;
  private final ChangeReader reader;
  private final String server;
  private final ReadAhead ahead;
  private final AtomicReference<@Nullable Batch> stored = new AtomicReference<>();
  private final String name;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Thread watcher =
      Thread.ofVirtual().name("changes-of-rows-watch").unstarted(this::watch);
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;
  private volatile boolean ended;
  private volatile boolean unreadable;
  private final @Nullable Duration silence;
  private volatile long askedAt = System.nanoTime();
  private volatile long heardAt = System.nanoTime();

  private ChangeStream(ChangeLog.Opening opening) {
    this.tables = opening.tables();
    this.server = opening.server();
    this.ahead = new ReadAhead(opening.position());
    this.name = opening.properties().getProperty("name");
    this.reader = opening.reader();
    this.silence = opening.silence();
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(opening.properties())
            .using((success, _, error) -> ended(success, error))
            .using(
                new DebeziumEngine.ConnectorCallback() {
                  @Override
                  public void pollingStarted() {
                    settled.countDown();
                  }
                })
            .notifying(this::hand)
            .build();
  }

  static ChangeStream start(ChangeLog.Opening opening) {
    var stream = new ChangeStream(opening);
    Thread.ofPlatform().daemon().name("changes-of-rows").start(stream.engine);
    stream.watcher.start();
    return stream;
  }

  Set<String> tables() {
    return tables;
  }

  /** Which of several servers is read. */
  String server() {
    return server;
  }

  boolean ended() {
    return ended || (ahead.isEmpty() && isSilent());
  }

  /** Whether it ended without being told to. */
  boolean failed() {
    return ended() && !isClosing();
  }

  private boolean isSilent() {
    return silence != null && System.nanoTime() - heardAt > silence.toNanos();
  }

  /**
   * Where the runtime stands; what it did not store after all comes again.
   *
   * @return false if this stream is somewhere else, and must be started anew
   */
  boolean goesOnFrom(String position) {
    return ahead.goesOnFrom(position);
  }

  /**
   * What comes next; null if nothing comes in time, which does not begin before the engine runs.
   */
  @Nullable Batch take(Duration patience) throws InterruptedException {
    askedAt = System.nanoTime();
    var _ = settled.await(STARTS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    var batch = ahead.take(patience);
    askedAt = System.nanoTime();
    return batch;
  }

  /** Everything up to a position is durable. Returns at once. */
  void store(String position) {
    var batch = ahead.store(position);
    if (batch != null) {
      stored.set(batch);
      LockSupport.unpark(watcher);
    }
  }

  /** Called by the engine, which reads on when this returns. */
  private void hand(
      List<ChangeEvent<SourceRecord, SourceRecord>> records,
      RecordCommitter<ChangeEvent<SourceRecord, SourceRecord>> committer)
      throws InterruptedException {
    heardAt = System.nanoTime();
    var before = reader.done();
    var changes = reader.read(records.stream().map(ChangeEvent::value).toList());
    if (changes.isEmpty() && before.equals(reader.done())) {
      return;
    }
    var last = records.getLast();
    ahead.put(
        new Batch(
            changes,
            reader.done(),
            () -> {
              committer.markProcessed(last);
              committer.markBatchFinished();
            }));
  }

  /** Lets the database forget what is stored. May wait until the connection is free. */
  private synchronized void release() throws InterruptedException {
    var batch = stored.getAndSet(null);
    if (batch == null || ended) {
      return;
    }
    try {
      batch.release().run();
    } catch (RuntimeException e) {
      LOG.debug("The log could not be let go: {}", e.getClass().getName());
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** Whether it ended because of what it read, and would do so again. */
  boolean isUnreadable() {
    return unreadable;
  }

  private void ended(boolean success, @Nullable Throwable error) {
    ended = true;
    settled.countDown();
    ahead.close();
    Wake.forget(name);
    if (!success && !isClosing()) {
      unreadable = error != null && isAboutData(error);
      // The message may quote a row.
      LOG.warn(
          "Reading the changes of a database ended: {}",
          error == null ? "no reason given" : root(error).getClass().getName());
    }
  }

  /** Else it is about the connection. */
  private static boolean isAboutData(Throwable error) {
    for (var each = error; each != null; each = each.getCause()) {
      if (each instanceof Error
          || each instanceof SQLException
          || each instanceof IOException
          || each instanceof RejectedExecutionException
          || each instanceof InterruptedException) {
        return false;
      }
    }
    return true;
  }

  private static Throwable root(Throwable error) {
    var root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  private void watch() {
    try {
      while (!closing.await(RELEASES_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        release();
        if (stored.get() == null) {
          LockSupport.parkNanos(ASKS_EVERY.toNanos());
        }
        if (System.nanoTime() - askedAt > UNWANTED.toNanos()) {
          close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of the slot; waits for it, but not for ever. */
  @Override
  public void close() {
    closing.countDown();
    LockSupport.unpark(watcher);
    ahead.close();
    Wake.of(name).close();
    var closer =
        Thread.ofPlatform().daemon().name("changes-of-rows-close").start(this::closeEngine);
    try {
      if (!closer.join(CLOSES_WITHIN)) {
        LOG.warn("Reading the changes of a database does not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ended = true;
  }

  private void closeEngine() {
    try {
      // An engine that is closed while it starts leaves its task behind, which holds the slot.
      var _ = settled.await(STARTS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      release();
      engine.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The engine had stopped before: {}", e.getClass().getSimpleName());
    }
  }
}
