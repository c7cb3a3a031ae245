package org.carelay.workers;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.carelay.workers.Ended.Cause;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionSettings.Sizes;
import org.carelay.workers.confine.Confinement;
import org.jspecify.annotations.Nullable;

/**
 * One child process and the one call it may have in flight. The {@link Watchman} kills it when the
 * call is overdue, which ends the caller's wait.
 */
final class Worker {
  /** What an answer holds besides the result. */
  private static final int FRAME_EXTRA = 64 << 10;

  /** A call that is done sooner can not have written much. */
  private static final Duration SOON = Duration.ofMillis(100);

  /** How much processor time a worker may use before it is looked at again. */
  private static final Duration PROCESSOR_TIME_AHEAD = Duration.ofMinutes(2);

  /** How long the end of the process and the end of its output may lie apart. */
  private static final Duration BETWEEN_ENDS = Duration.ofMillis(250);

  private final WorkerKey key;
  private final Process process;
  private final Optional<ProcessHandle> handle;
  private final Line line;
  private final long mostMemoryBytes;
  private final WorkFolder folder;
  private final CallLog log;
  private final Surroundings surroundings;
  private final CountDownLatch gone = new CountDownLatch(1);
  private final CompletableFuture<Ended> ended = new CompletableFuture<>();
  private final AtomicReference<@Nullable Cause> killed = new AtomicReference<>();
  private volatile @Nullable Call inFlight;
  private volatile long idleSince = System.nanoTime();
  private volatile @Nullable Owner lastOwner;
  private Vitals counted = Vitals.NONE;
  private long memoryAtFirst;
  private volatile boolean grown;
  private int calls;

  private record Call(long begun, long deadline) {}

  /** What came back. */
  sealed interface Reply {
    record Answer(byte[] payload) implements Reply {}

    record Gone(Ended ended) implements Reply {}
  }

  /**
   * What all workers share.
   *
   * @param confinement how the processes are kept in
   * @param afterEnd called once when the process is gone
   */
  record Surroundings(
      UsageMeter meter, Confinement confinement, Threads threads, Consumer<Worker> afterEnd) {}

  /**
   * A process that has just been started.
   *
   * @param wire its input and output
   * @param mostMemoryBytes what it may hold, the language included
   */
  record Started(Process process, Wire wire, long mostMemoryBytes) {}

  Worker(
      WorkerKey key, Started started, WorkFolder folder, Sizes sizes, Surroundings surroundings) {
    this.key = key;
    this.process = started.process();
    this.folder = folder;
    // The Process's own handle was made by the confined thread that started it. That thread can
    // not see /proc, and what it could not learn there makes the handle refuse to kill.
    this.handle = ProcessHandle.of(process.pid());
    this.line = new Line(started.wire(), sizes.outputBytes() + FRAME_EXTRA, surroundings.threads());
    this.mostMemoryBytes = started.mostMemoryBytes();
    this.log = new CallLog(process.getErrorStream(), sizes.logBytes());
    this.surroundings = surroundings;
    surroundings.confinement().allowProcessorTime(process.pid(), PROCESSOR_TIME_AHEAD);
    surroundings.threads().afterExit(process, this::end);
  }

  /**
   * Sends a frame and waits for the answer.
   *
   * @param deadline by {@link System#nanoTime()}; the process is killed when it passes
   * @throws InterruptedException when the caller is no longer wanted; the process is killed
   */
  Reply exchange(byte[] frame, long deadline) throws InterruptedException {
    inFlight = new Call(System.nanoTime(), deadline);
    try {
      var payload = line.ask(frame);
      if (payload != null) {
        return new Reply.Answer(payload);
      }
    } catch (Frames.Garbage e) {
      kill(Cause.BROKE_PROTOCOL);
    } catch (InterruptedException e) {
      kill(Cause.DISMISSED);
      throw e;
    } finally {
      inFlight = null;
      calls++;
      idleSince = System.nanoTime();
    }
    return new Reply.Gone(awaitEnded());
  }

  private Ended awaitEnded() throws InterruptedException {
    try {
      try {
        return ended.get(BETWEEN_ENDS.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        kill(Cause.CLOSED_ITS_OUTPUT);
        return ended.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void end() throws InterruptedException {
    // Something that it started may hold its pipe open.
    line.close(BETWEEN_ENDS);
    var cause = killed.get();
    log.close();
    ended.complete(new Ended(cause == null ? Cause.EXITED : cause, process.exitValue(), log.end()));
    surroundings.afterEnd().accept(this);
    gone.countDown();
  }

  /** Ends the process now, with everything it has started. The first cause given is kept. */
  void kill(Cause cause) {
    if (killed.compareAndSet(null, cause)) {
      meter();
      handle.ifPresent(
          own -> {
            if (surroundings.confinement().level() instanceof Confinement.Level.Basic) {
              own.descendants().toList().forEach(ProcessHandle::destroyForcibly);
            }
            own.destroyForcibly();
          });
    }
  }

  /**
   * Counts what the process has used since the last time.
   *
   * @return the processor time of that while
   */
  synchronized Duration meter() {
    var now = handle.map(Vitals::of).orElse(Vitals.NONE);
    var cpu = now.cpu().minus(counted.cpu());
    if (!cpu.isPositive()) {
      return Duration.ZERO;
    }
    counted = now;
    if (memoryAtFirst == 0) {
      memoryAtFirst = now.memoryBytes();
    }
    // Something is kept from call to call. Better a new process now than a failed call soon.
    grown = now.memoryBytes() > 2 * memoryAtFirst && now.memoryBytes() > mostMemoryBytes / 4 * 3;
    var owner = lastOwner;
    if (owner != null) {
      surroundings.meter().used(owner, key.source().language(), cpu, now.peakMemoryBytes());
    }
    if (killed.get() == null) {
      surroundings.confinement().allowProcessorTime(pid(), now.cpu().plus(PROCESSOR_TIME_AHEAD));
    }
    return cpu;
  }

  /** The most memory that the process ever held, in bytes; 0 where it is not known. */
  synchronized long peakMemoryBytes() {
    var now = handle.map(Vitals::of).orElse(Vitals.NONE).peakMemoryBytes();
    return Math.max(now, counted.peakMemoryBytes());
  }

  /** Whose call comes next; what the process uses from now on is theirs. */
  void serves(Owner owner) {
    lastOwner = owner;
  }

  /** Waits, but not for ever, until the process is gone and its folder with it. */
  void awaitEnd() {
    try {
      gone.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the watchman does each time it passes. */
  void look(long now) {
    var call = inFlight;
    if (call == null) {
      return;
    }
    log.drain();
    if (call.deadline() - now < 0) {
      kill(Cause.OVERDUE);
    } else if (now - call.begun() > SOON.toNanos() && folder.overfull(pid())) {
      kill(Cause.FILLED_THE_DISK);
    }
  }

  WorkerKey key() {
    return key;
  }

  WorkFolder folder() {
    return folder;
  }

  CallLog log() {
    return log;
  }

  long pid() {
    return process.pid();
  }

  int calls() {
    return calls;
  }

  long idleNanos(long now) {
    return now - idleSince;
  }

  /** Whether it holds far more than in the beginning and soon all that it may. */
  boolean grown() {
    return grown;
  }

  /** Whether it can take a call: it is there, and has sent nothing that nobody asked for. */
  boolean sound() {
    return alive() && line.sound();
  }

  boolean alive() {
    return !ended.isDone() && killed.get() == null;
  }

  @Override
  public String toString() {
    return Map.of("pid", pid(), "recipe", key.recipe()).toString();
  }
}
