package org.carelay.workers;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.carelay.workers.Frames.Garbage;
import org.jspecify.annotations.Nullable;

/**
 * Asks a worker one question at a time.
 *
 * <p>Whoever asks waits for the answer in the kernel: a small function then costs two switches
 * between processes and not one between threads. A virtual thread holds its carrier meanwhile. That
 * is no loss while the function uses the processor, of which there are as many as carriers; but one
 * that sleeps would hold up everybody. So what takes long is waited for by a thread borrowed for
 * it, and a worker that has once taken long is not waited for otherwise for a while.
 */
final class Line {
  /**
   * More than any small function takes. It is no shorter because the kernel's clock ticks every 4
   * ms anyway, and a tick in between takes a virtual machine 15 µs to set up.
   */
  private static final long SOON = Duration.ofMillis(5).toNanos();

  /** So many calls are handed over at once when one has taken longer than that. */
  private static final int HANDED_OVER = 20;

  private final Wire wire;
  private final int limit;
  private final Threads threads;
  private final byte[] chunk = new byte[Wire.CHUNK];
  private final Semaphore turn = new Semaphore(1);
  private volatile @Nullable CompletableFuture<byte @Nullable []> awaited;
  private int handOver = 1;

  /**
   * @param limit how long an answer may be
   */
  Line(Wire wire, int limit, Threads threads) {
    this.wire = wire;
    this.limit = limit;
    this.threads = threads;
  }

  /**
   * Sends a frame and waits for the next to come.
   *
   * @return its payload; null if none will come any more
   * @throws Garbage if what came is no frame, or more than one
   * @throws InterruptedException and then there is no telling what the worker does
   */
  byte @Nullable [] ask(byte[] frame) throws Garbage, InterruptedException {
    turn.acquire();
    try {
      var answer = new Frames.Incoming(limit);
      if (handOver > 0) {
        handOver--;
        send(frame);
        return comesLate(answer);
      }
      var payload = comesSoon(frame, answer);
      if (payload == null) {
        handOver = HANDED_OVER;
        payload = comesLate(answer);
      }
      return payload;
    } catch (Garbage e) {
      throw e;
    } catch (IOException closed) {
      return null;
    } finally {
      turn.release();
    }
  }

  private void send(byte[] frame) {
    try {
      var sent = wire.offer(frame);
      if (sent < frame.length) {
        // A worker that does not read must hold up no caller.
        threads.execute(() -> sendRest(frame, sent));
      }
    } catch (IOException closed) {
      // It has closed its input. If it is gone, its output ends; if it still answers, fine; and if
      // it does neither, the deadline passes.
      return;
    }
  }

  private void sendRest(byte[] frame, int sent) {
    try {
      wire.write(frame, sent);
    } catch (IOException closed) {
      // As above.
      return;
    }
  }

  private byte @Nullable [] comesSoon(byte[] frame, Frames.Incoming answer) throws IOException {
    wire.expectSoon();
    try {
      send(frame);
      var end = System.nanoTime() + SOON;
      for (var left = SOON; left > 0; left = end - System.nanoTime()) {
        var count = wire.readSoon(chunk, Duration.ofNanos(left));
        if (count <= 0) {
          return null;
        }
        answer.take(chunk, count);
        var payload = answer.payload();
        if (payload != null) {
          return payload;
        }
      }
      return null;
    } finally {
      wire.expectNoMore();
    }
  }

  private byte @Nullable [] comesLate(Frames.Incoming answer)
      throws IOException, InterruptedException {
    var late = new CompletableFuture<byte @Nullable []>();
    awaited = late;
    threads.execute(() -> receive(answer, late));
    try {
      return late.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  private void receive(Frames.Incoming answer, CompletableFuture<byte @Nullable []> late) {
    try {
      var payload = answer.payload();
      for (var count = 0; payload == null && count >= 0; payload = answer.payload()) {
        count = wire.read(chunk);
        answer.take(chunk, Math.max(0, count));
      }
      late.complete(payload);
    } catch (IOException | RuntimeException | Error e) {
      late.completeExceptionally(e);
    }
  }

  /** Whether the worker is there, and has sent nothing that nobody asked for. */
  boolean sound() {
    try {
      return wire.silent();
    } catch (IOException closed) {
      return false;
    }
  }

  /**
   * Ends whatever waits for an answer.
   *
   * @param patience what may have come already gets so long to be read
   */
  void close(Duration patience) throws InterruptedException {
    var quiet = turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    wire.close();
    var late = awaited;
    if (quiet) {
      turn.release();
    } else if (late != null) {
      late.complete(null);
    }
  }
}
