package org.carelay.workers;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.carelay.workers.Ended.Cause;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionSettings.Sizes;
import org.carelay.workers.confine.Confinement;
import org.jspecify.annotations.Nullable;

/**
 * One child process and the one call it may have in flight.
 *
 * <p>A platform thread of its own reads the answers: reading a pipe would hold a virtual thread's
 * carrier. The caller writes a small frame itself, since an empty pipe always takes it at once, and
 * then parks; a large frame is written by a helper thread, since a worker that does not read would
 * block it. The {@link Watchman} kills the process at the deadline, which ends the wait.
 */
final class Worker {
  /** What any pipe takes without waiting: PIPE_BUF, the smallest a pipe ever is. */
  private static final int SURE_TO_FIT = 4096;

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
  private final OutputStream requests;
  private final long mostMemoryBytes;
  private final InputStream replies;
  private final WorkFolder folder;
  private final CallLog log;
  private final int replyLimit;
  private final Consumer<Worker> afterEnd;
  private final UsageMeter meter;
  private final Confinement confinement;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final AtomicReference<@Nullable Call> inFlight = new AtomicReference<>();
  private final AtomicReference<@Nullable Cause> killed = new AtomicReference<>();
  private volatile @Nullable Ended ended;
  private volatile long idleSince = System.nanoTime();
  private volatile @Nullable Owner lastOwner;
  private Vitals counted = Vitals.NONE;
  private long memoryAtFirst;
  private volatile boolean grown;
  private int calls;

  private record Call(long begun, long deadline, CompletableFuture<Reply> reply) {}

  /** What came back. */
  sealed interface Reply {
    record Answer(byte[] payload) implements Reply {}

    record Gone(Ended ended) implements Reply {}
  }

  /**
   * What all workers share.
   *
   * @param confinement how the processes are kept in
   * @param exits runs what is to be done when the process is gone, on a thread that exists already:
   *     the JDK's own reaper thread is a child of the confined thread that started the process, and
   *     whatever thread it starts would be confined as well
   * @param afterEnd called once when the process is gone
   */
  record Surroundings(
      UsageMeter meter, Confinement confinement, Executor exits, Consumer<Worker> afterEnd) {}

  /**
   * A process that has just been started.
   *
   * @param requests what is written here is its input
   * @param mostMemoryBytes what it may hold, the language included
   */
  record Started(Process process, OutputStream requests, long mostMemoryBytes) {}

  Worker(
      WorkerKey key, Started started, WorkFolder folder, Sizes sizes, Surroundings surroundings) {
    this.key = key;
    this.process = started.process();
    this.folder = folder;
    // The Process's own handle was made by the confined thread that started it. That thread can
    // not see /proc, and what it could not learn there makes the handle refuse to kill.
    this.handle = ProcessHandle.of(process.pid());
    this.requests = started.requests();
    this.mostMemoryBytes = started.mostMemoryBytes();
    this.replies = process.getInputStream();
    this.log = new CallLog(process.getErrorStream(), sizes.logBytes());
    this.replyLimit = sizes.outputBytes() + FRAME_EXTRA;
    this.afterEnd = surroundings.afterEnd();
    this.meter = surroundings.meter();
    this.confinement = surroundings.confinement();
    confinement.allowProcessorTime(process.pid(), PROCESSOR_TIME_AHEAD);
    var reader =
        Thread.ofPlatform()
            .daemon()
            .inheritInheritableThreadLocals(false)
            .stackSize(128 << 10)
            .name("function-replies-" + process.pid())
            .start(this::readReplies);
    process.onExit().thenRunAsync(() -> endAfter(reader), surroundings.exits());
  }

  /**
   * Sends a frame and waits for the answer.
   *
   * @param deadline by {@link System#nanoTime()}; the process is killed when it passes
   * @throws InterruptedException when the caller is no longer wanted; the process is killed
   */
  Reply exchange(byte[] frame, long deadline) throws InterruptedException {
    var call = new Call(System.nanoTime(), deadline, new CompletableFuture<>());
    inFlight.set(call);
    var end = ended;
    if (end != null) {
      return new Reply.Gone(end);
    }
    if (frame.length <= SURE_TO_FIT) {
      send(frame);
    } else {
      Thread.ofPlatform().daemon().name("function-request").start(() -> send(frame));
    }
    try {
      return call.reply().get();
    } catch (InterruptedException e) {
      kill(Cause.DISMISSED);
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      calls++;
      idleSince = System.nanoTime();
    }
  }

  private void send(byte[] frame) {
    try {
      requests.write(frame);
      requests.flush();
    } catch (IOException closed) {
      // It has closed its input. If it is gone the reader sees that; if it still answers, fine; and
      // if it does neither, the deadline passes.
      return;
    }
  }

  private void readReplies() {
    try {
      for (var frame = Frames.read(replies, replyLimit);
          frame != null;
          frame = Frames.read(replies, replyLimit)) {
        var call = inFlight.getAndSet(null);
        if (call == null) {
          kill(Cause.BROKE_PROTOCOL);
          break;
        }
        call.reply().complete(new Reply.Answer(frame));
      }
    } catch (Frames.TooLarge | EOFException e) {
      kill(Cause.BROKE_PROTOCOL);
    } catch (IOException e) {
      kill(Cause.CLOSED_ITS_OUTPUT);
    }
    end();
  }

  /** The process is gone, but something that it started may hold its pipe open. */
  private void endAfter(Thread reader) {
    try {
      reader.join(BETWEEN_ENDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private void end() {
    var exitCode = exitCode();
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    var cause = killed.get();
    log.drain();
    var end = new Ended(cause == null ? Cause.EXITED : cause, exitCode, log.end());
    ended = end;
    closeStreams();
    afterEnd.accept(this);
    var call = inFlight.getAndSet(null);
    if (call != null) {
      call.reply().complete(new Reply.Gone(end));
    }
    gone.countDown();
  }

  private void closeStreams() {
    for (var stream : List.of(requests, replies, process.getErrorStream())) {
      try {
        stream.close();
      } catch (IOException alreadyGone) {
        // Closing flushes what the worker did not take; there is nobody to take it.
        continue;
      }
    }
  }

  private int exitCode() {
    try {
      if (!process.waitFor(BETWEEN_ENDS)) {
        kill(Cause.CLOSED_ITS_OUTPUT);
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread.", e);
    }
  }

  /** Ends the process now, with everything it has started. The first cause given is kept. */
  void kill(Cause cause) {
    if (killed.compareAndSet(null, cause)) {
      meter();
      handle.ifPresent(
          own -> {
            if (confinement.level() instanceof Confinement.Level.Basic) {
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
      meter.used(owner, key.source().language(), cpu, now.peakMemoryBytes());
    }
    if (killed.get() == null) {
      confinement.allowProcessorTime(pid(), now.cpu().plus(PROCESSOR_TIME_AHEAD));
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
    var call = inFlight.get();
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

  boolean alive() {
    return ended == null && killed.get() == null;
  }

  @Override
  public String toString() {
    return Map.of("pid", pid(), "recipe", key.recipe()).toString();
  }
}
