package org.carelay.sheets;

import com.google.api.services.sheets.v4.Sheets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows. Updates of one sheet that come while another is under way are written together with
 * the next: a hundred rows then cost three calls and not three hundred, of which Google allows
 * sixty a minute.
 */
final class RowUpdates {
  private static final int LARGEST_BATCH = 200;

  private final Sheets sheets;
  private final GoogleCalls calls;
  private final SheetReader reader;
  private final Clock clock;
  private final Map<Following.Place, Lane> lanes = new ConcurrentHashMap<>();

  RowUpdates(Sheets sheets, GoogleCalls calls, SheetReader reader, Clock clock) {
    this.sheets = sheets;
    this.calls = calls;
    this.reader = reader;
    this.clock = clock;
  }

  /** What became of one update. */
  record Done(int rowNumber, boolean changed) {}

  /** One update and, in the end, what became of it; touched only by who holds the lane's lock. */
  static final class Waiting {
    private final RowUpdate update;
    private final @Nullable RowUpdate instead;
    private @Nullable Done done;
    private @Nullable ConnectorException failure;

    Waiting(RowUpdate update) {
      this(update, null);
    }

    /**
     * @param instead what the row must hold for this to be written; null for anything
     */
    Waiting(RowUpdate update, @Nullable RowUpdate instead) {
      this.update = update;
      this.instead = instead;
    }

    RowUpdate update() {
      return update;
    }

    boolean isWanted(Table table, RowUpdate.Target target) {
      return !update.isIn(table, target.row(), target.columns())
          && (instead == null || instead.isIn(table, target.row(), target.columns()));
    }

    boolean isOver() {
      return done != null || failure != null;
    }

    void done(Done result) {
      done = result;
    }

    void failed(ConnectorException why) {
      failure = why;
    }

    private Done result() throws ConnectorException {
      if (failure != null) {
        throw failure;
      }
      if (done == null) {
        throw new IllegalStateException("An update was neither written nor refused");
      }
      return done;
    }
  }

  /** Updates of one sheet. Another sheet's faults are none of theirs. */
  private static final class Lane {
    private final SheetWriter writer;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

    Lane(SheetWriter writer) {
      this.writer = writer;
    }
  }

  /** Returns when the row holds the values. */
  Done update(RowUpdate update, Instant deadline) throws ConnectorException, InterruptedException {
    update.check();
    var lane =
        lanes.computeIfAbsent(
            update.place(), place -> new Lane(new SheetWriter(sheets, calls, reader, place)));
    var waiting = new Waiting(update);
    lane.queue.add(waiting);
    try {
      var patience = Duration.between(clock.instant(), deadline).toMillis();
      if (!lane.lock.tryLock(patience, TimeUnit.MILLISECONDS)) {
        lane.queue.remove(waiting);
        throw new ConnectorException.Retryable(
            "google-budget",
            "Too many writes to one sheet at once; this one is made a little later.",
            null);
      }
    } catch (InterruptedException stopped) {
      lane.queue.remove(waiting);
      throw stopped;
    }
    try {
      if (!waiting.isOver()) {
        write(lane, deadline);
      }
      return waiting.result();
    } finally {
      lane.lock.unlock();
    }
  }

  private static void write(Lane lane, Instant deadline) throws InterruptedException {
    var batch = new ArrayList<Waiting>();
    while (batch.size() < LARGEST_BATCH && !lane.queue.isEmpty()) {
      batch.add(lane.queue.remove());
    }
    try {
      lane.writer.write(batch, deadline);
    } catch (ConnectorException failure) {
      open(batch).forEach(each -> each.failed(failure));
    } catch (InterruptedException stopped) {
      // The others were not told to stop; written twice is written once.
      lane.queue.addAll(open(batch));
      throw stopped;
    }
  }

  private static List<Waiting> open(List<Waiting> batch) {
    return batch.stream().filter(each -> !each.isOver()).toList();
  }
}
