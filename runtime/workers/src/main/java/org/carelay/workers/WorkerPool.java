package org.carelay.workers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.carelay.workers.Ended.Cause;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Which worker serves whom. Grows with demand to its limits; where it is full, the idle worker that
 * was used least recently makes room; where all are busy, callers wait in turn, one function after
 * the other.
 */
final class WorkerPool {
  private final FunctionSettings.Pool limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<WorkerKey, Group> groups = new HashMap<>();

  /** Idle workers, the least recently used first. */
  private final LinkedHashSet<Worker> idle = new LinkedHashSet<>();

  /** Functions that somebody waits for, the longest unserved first. */
  private final LinkedHashSet<Group> waiting = new LinkedHashSet<>();

  private final Map<String, Integer> busyByWorkspace = new HashMap<>();
  private final Map<String, Integer> busyByRecipe = new HashMap<>();

  /** Workers that have lost their place and are yet to be killed, which takes a while. */
  private final List<Worker> doomed = new ArrayList<>();

  private int workers;
  private long mebibytes;
  private boolean closed;

  /** The workers of one key, and who waits for one. */
  private static final class Group {
    final WorkerKey key;
    final Deque<Worker> idle = new ArrayDeque<>();
    final Deque<CompletableFuture<Grant>> waiters = new ArrayDeque<>();
    int size;

    Group(WorkerKey key) {
      this.key = key;
    }
  }

  /** What a caller gets: an idle worker, or leave to start one (then {@code worker} is null). */
  record Grant(@Nullable Worker worker) {}

  WorkerPool(FunctionSettings.Pool limits) {
    this.limits = limits;
  }

  /**
   * An idle worker, or leave to start one. The caller answers with {@link #giveBack} or, where
   * starting failed, {@link #startFailed}.
   *
   * @param deadline by {@link System#nanoTime()}
   * @throws FunctionFailure if no worker came free in time
   */
  Grant acquire(WorkerKey key, long deadline) throws FunctionFailure, InterruptedException {
    while (true) {
      var grant = acquireAny(key, deadline);
      if (grant.worker() == null || grant.worker().sound()) {
        return grant;
      }
      giveBack(grant.worker(), false);
    }
  }

  private Grant acquireAny(WorkerKey key, long deadline)
      throws FunctionFailure, InterruptedException {
    Group group;
    CompletableFuture<Grant> place;
    lock.lock();
    try {
      if (closed) {
        throw new FunctionFailure(Kind.NOT_AVAILABLE, "The runtime is shutting down.");
      }
      group = groups.computeIfAbsent(key, Group::new);
      var grant = group.waiters.isEmpty() ? grant(group) : null;
      if (grant != null) {
        return grant;
      }
      place = new CompletableFuture<>();
      group.waiters.add(place);
      waiting.add(group);
    } finally {
      unlock();
    }
    return await(group, place, deadline);
  }

  private Grant await(Group group, CompletableFuture<Grant> place, long deadline)
      throws FunctionFailure, InterruptedException {
    try {
      return place.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      var late = leave(group, place);
      if (late != null) {
        return late;
      }
      throw new FunctionFailure(
          Kind.TIMED_OUT,
          "No worker was free in time: all that this function, its recipe or the whole site may"
              + " have were busy. Make the function faster, or allow more workers.");
    } catch (InterruptedException e) {
      var late = leave(group, place);
      if (late != null) {
        giveBack(group.key, late);
      }
      throw e;
    } catch (ExecutionException e) {
      throw new FunctionFailure(Kind.NOT_AVAILABLE, "The runtime is shutting down.");
    }
  }

  /** Leaves the queue, or returns the grant that came at the last moment. */
  private @Nullable Grant leave(Group group, CompletableFuture<Grant> place) {
    lock.lock();
    try {
      if (group.waiters.remove(place)) {
        forgetIfEmpty(group);
        return null;
      }
      return place.isCompletedExceptionally() ? null : place.join();
    } finally {
      unlock();
    }
  }

  private void giveBack(WorkerKey key, Grant grant) {
    if (grant.worker() == null) {
      startFailed(key);
    } else {
      giveBack(grant.worker(), true);
    }
  }

  /** A worker for this group if there may be one now; counts it as busy. */
  private @Nullable Grant grant(Group group) {
    var key = group.key;
    if (busyByWorkspace.getOrDefault(key.workspace(), 0) >= limits.perWorkspace()
        || busyByRecipe.getOrDefault(recipe(key), 0) >= limits.perRecipe()) {
      return null;
    }
    var worker = group.idle.pollLast();
    if (worker != null) {
      idle.remove(worker);
    } else if (group.size < limits.perFunction() && makeRoom(key)) {
      group.size++;
      workers++;
      mebibytes += key.permissions().memory().mebibytes();
    } else {
      return null;
    }
    busyByWorkspace.merge(key.workspace(), 1, Integer::sum);
    busyByRecipe.merge(recipe(key), 1, Integer::sum);
    return new Grant(worker);
  }

  private boolean makeRoom(WorkerKey key) {
    while (workers >= limits.workers()
        || mebibytes + key.permissions().memory().mebibytes() > limits.memory().mebibytes()) {
      if (idle.isEmpty()) {
        return false;
      }
      retire(idle.getFirst());
    }
    return true;
  }

  private void retire(Worker worker) {
    idle.remove(worker);
    var group = groups.get(worker.key());
    if (group != null) {
      group.idle.remove(worker);
      forgetOne(group);
    }
    doomed.add(worker);
  }

  /** Killing waits until nobody else has to wait for it. */
  private void unlock() {
    var gone = doomed.isEmpty() ? List.<Worker>of() : List.copyOf(doomed);
    doomed.clear();
    lock.unlock();
    gone.forEach(worker -> worker.kill(Cause.DISMISSED));
  }

  private void forgetOne(Group group) {
    group.size--;
    workers--;
    mebibytes -= group.key.permissions().memory().mebibytes();
    forgetIfEmpty(group);
  }

  private void forgetIfEmpty(Group group) {
    if (group.waiters.isEmpty()) {
      waiting.remove(group);
      if (group.size == 0) {
        groups.remove(group.key, group);
      }
    }
  }

  /**
   * The call is over.
   *
   * @param reusable whether the worker may serve another; if not, it is ended
   */
  void giveBack(Worker worker, boolean reusable) {
    var worn = worker.calls() >= limits.callsPerWorker() || worker.grown();
    var again = reusable && worker.alive() && !worn;
    if (!again) {
      worker.kill(Cause.DISMISSED);
    }
    settle(worker.key(), again ? worker : null);
  }

  /** The worker for which leave was given could not be started. */
  void startFailed(WorkerKey key) {
    settle(key, null);
  }

  private void settle(WorkerKey key, @Nullable Worker reusable) {
    lock.lock();
    try {
      lessBusy(busyByWorkspace, key.workspace());
      lessBusy(busyByRecipe, recipe(key));
      var group = groups.get(key);
      if (group == null) {
        throw new IllegalStateException("A worker of no group came back.");
      }
      if (reusable == null || closed) {
        forgetOne(group);
        if (reusable != null) {
          doomed.add(reusable);
        }
      } else {
        group.idle.addLast(reusable);
        idle.add(reusable);
      }
      serveWaiters();
    } finally {
      unlock();
    }
  }

  private static void lessBusy(Map<String, Integer> busy, String name) {
    busy.computeIfPresent(name, (_, count) -> count > 1 ? count - 1 : null);
  }

  private void serveWaiters() {
    while (workers < limits.workers() || !idle.isEmpty()) {
      if (!serveFirst()) {
        return;
      }
    }
  }

  /** Serves the function that has waited longest and may have a worker; false if there is none. */
  private boolean serveFirst() {
    for (var group : waiting) {
      var grant = grant(group);
      if (grant != null) {
        var place = group.waiters.removeFirst();
        waiting.remove(group);
        if (!group.waiters.isEmpty()) {
          waiting.add(group);
        }
        place.complete(grant);
        return true;
      }
    }
    return false;
  }

  /** Ends a worker if it is idle. */
  void retireIfIdle(Worker worker) {
    lock.lock();
    try {
      if (idle.contains(worker)) {
        retire(worker);
        serveWaiters();
      }
    } finally {
      unlock();
    }
  }

  /** Ends all idle workers and refuses everybody from now on. Busy ones end when they come back. */
  void close() {
    lock.lock();
    try {
      closed = true;
      new ArrayList<>(idle).forEach(this::retire);
      for (var group : new ArrayList<>(waiting)) {
        group.waiters.forEach(place -> place.completeExceptionally(new IllegalStateException()));
        group.waiters.clear();
        forgetIfEmpty(group);
      }
    } finally {
      unlock();
    }
  }

  /** Workers that exist or are being started. */
  int size() {
    lock.lock();
    try {
      return workers;
    } finally {
      unlock();
    }
  }

  private static String recipe(WorkerKey key) {
    return key.workspace() + "\0" + key.recipe();
  }
}
