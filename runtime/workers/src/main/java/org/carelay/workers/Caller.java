package org.carelay.workers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.carelay.workers.Answers.Outcome;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** The path of one call: write the event, get a worker, load the code if it is new, ask, read. */
final class Caller {
  static final FunctionError NO_NETWORK =
      FunctionError.of(
          Kind.NOT_AVAILABLE,
          "Functions have no network: this runtime can not hold one to certain hosts. Fetch with a"
              + " step of its own and give the function what came back as its input.");

  private final WorkerPool pool;
  private final WorkerStarter starter;
  private final Launchers launchers;
  private final FunctionSettings settings;

  Caller(WorkerPool pool, WorkerStarter starter, Launchers launchers, FunctionSettings settings) {
    this.pool = pool;
    this.starter = starter;
    this.launchers = launchers;
    this.settings = settings;
  }

  /**
   * @param beforeEnd is shown the worker when the call is over
   */
  FunctionResult call(FunctionCall call, Consumer<Worker> beforeEnd) throws InterruptedException {
    try {
      if (!call.permissions().network().isEmpty()) {
        throw new FunctionFailure(NO_NETWORK);
      }
      if (!call.patience().isPositive()) {
        throw new FunctionFailure(Kind.TIMED_OUT, "There was no time left for the function.");
      }
      var input = FunctionFiles.input(call.event());
      var question = question(call, input.event());
      var patience = System.nanoTime() + call.patience().toNanos();
      var worker = worker(WorkerKey.of(call), patience);
      return ask(worker, call, new Prepared(input, question, patience), beforeEnd);
    } catch (FunctionFailure e) {
      return new FunctionResult.Failed(e.error(), e.log(), Duration.ZERO);
    }
  }

  /** All that a call is, but for the worker. */
  private record Prepared(FunctionFiles.Input input, Question question, long patience) {}

  private Question question(FunctionCall call, @Nullable Object input) throws FunctionFailure {
    byte[] event;
    try {
      event = Json.write(input, call.source().language() == Language.JAVASCRIPT);
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure(
          Kind.USER_ERROR, "The input can not be given to the function. " + e.getMessage());
    }
    var limit = settings.sizes().inputBytes();
    if (event.length > limit) {
      throw new FunctionFailure(
          Kind.USER_ERROR,
          "The input is %d bytes of JSON; at most %d can be given to a function. Give it less."
              .formatted(event.length, limit));
    }
    return Question.of(Map.of("op", "call", "context", call.context()), event);
  }

  /** An idle worker, or a new one that has loaded the code. */
  private Worker worker(WorkerKey key, long patience) throws FunctionFailure, InterruptedException {
    var launcher = launchers.of(key.source().language());
    while (true) {
      var grant = pool.acquire(key, patience);
      if (grant.worker() != null) {
        return grant.worker();
      }
      if (launcher.ready(key.source())) {
        return start(launcher, key, patience);
      }
      // Compiling takes a worker as well, so the place is given back before.
      pool.startFailed(key);
      var error = launcher.check(key.source());
      if (error != null) {
        throw new FunctionFailure(error);
      }
    }
  }

  private Worker start(Launcher launcher, WorkerKey key, long patience)
      throws FunctionFailure, InterruptedException {
    Worker worker = null;
    var loaded = false;
    try {
      var launch = launcher.launch(key);
      worker = starter.start(key, launch);
      load(worker, launch, patience);
      loaded = true;
      return worker;
    } finally {
      if (worker == null) {
        pool.startFailed(key);
      } else if (!loaded) {
        pool.giveBack(worker, false);
      }
    }
  }

  private void load(Worker worker, Launch launch, long patience)
      throws FunctionFailure, InterruptedException {
    var begun = System.nanoTime();
    var deadline = earlier(begun + settings.pool().loading().toNanos(), patience);
    var request = new HashMap<String, Object>(launch.load());
    request.put("op", "load");
    request.put("limit", settings.sizes().outputBytes());
    var outcome =
        Answers.ask(worker, Question.of(request), deadline, Duration.ofNanos(deadline - begun));
    if (outcome instanceof Outcome.Failed failed) {
      throw new FunctionFailure(whileLoading(failed.error()), worker.log().take());
    }
  }

  private static FunctionError whileLoading(FunctionError error) {
    return error.kind() == Kind.TIMED_OUT
        ? FunctionError.of(
            Kind.TIMED_OUT,
            "The function's code was not loaded in time. What it does outside of handle, imports"
                + " included, takes too long.")
        : error;
  }

  private FunctionResult ask(
      Worker worker, FunctionCall call, Prepared prepared, Consumer<Worker> beforeEnd)
      throws FunctionFailure, InterruptedException {
    var reusable = false;
    try {
      worker.serves(call.owner());
      prepared.input().writeTo(worker.folder());
      var begun = System.nanoTime();
      var deadline = earlier(begun + call.timeout().toNanos(), prepared.patience());
      var allowed = Duration.ofNanos(Math.max(0, deadline - begun));
      var outcome = Answers.ask(worker, prepared.question(), deadline, allowed);
      var duration = Duration.ofNanos(System.nanoTime() - begun);
      beforeEnd.accept(worker);
      var log = log(worker, outcome);
      var result = result(worker, outcome, log, duration);
      reusable =
          outcome.reusable() && call.isolation() == Isolation.SHARED && worker.folder().tidy();
      return result;
    } finally {
      pool.giveBack(worker, reusable);
    }
  }

  private FunctionResult result(
      Worker worker, Outcome outcome, List<String> log, Duration duration) {
    try {
      return switch (outcome) {
        case Outcome.Done done ->
            new FunctionResult.Returned(
                FunctionFiles.collect(
                    done.output(), worker.folder(), settings.sizes().outputBytes()),
                log,
                duration);
        case Outcome.Failed failed -> new FunctionResult.Failed(failed.error(), log, duration);
      };
    } catch (FunctionFailure e) {
      return new FunctionResult.Failed(e.error(), log, duration);
    }
  }

  private static List<String> log(Worker worker, Outcome outcome) {
    var lines = worker.log().take();
    if (outcome.left() == null) {
      return lines;
    }
    var noted = new ArrayList<>(lines);
    noted.add("The function left " + outcome.left() + " behind; they ended with its process.");
    return List.copyOf(noted);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
