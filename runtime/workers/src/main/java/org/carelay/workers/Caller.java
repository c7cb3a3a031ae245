package org.carelay.workers;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.carelay.workers.Answers.Outcome;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** The path of one call: write the event, get a worker, load the code if it is new, ask, read. */
final class Caller {
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

  FunctionResult call(FunctionCall call) throws InterruptedException {
    try {
      var id = newId();
      var frame = frame(call, id);
      var patience = System.nanoTime() + call.patience().toNanos();
      var worker = worker(WorkerKey.of(call), patience);
      return ask(worker, call, new Question(id, frame), patience);
    } catch (FunctionFailure e) {
      return new FunctionResult.Failed(e.error(), List.of(), Duration.ZERO);
    }
  }

  /**
   * Says what is wrong with code without running it.
   *
   * @return null if nothing is
   */
  @Nullable FunctionError check(Language language, String code) throws InterruptedException {
    try {
      var launch = launchers.of(language).checker();
      var key = WorkerKey.checker(language);
      var deadline = System.nanoTime() + settings.pool().loading().toNanos();
      var grant = pool.acquire(key, deadline);
      var worker = grant.worker() != null ? grant.worker() : started(key, launch);
      var question =
          Question.of(launch, Map.of("code", code, "limit", settings.sizes().outputBytes()));
      var outcome = exchange(worker, question, deadline, settings.pool().loading());
      return outcome instanceof Outcome.Failed failed ? failed.error() : null;
    } catch (FunctionFailure e) {
      return e.error();
    }
  }

  private record Question(long id, byte[] frame) {
    static Question of(Launch launch, Map<String, Object> more) {
      var id = newId();
      var fields = new LinkedHashMap<String, Object>(launch.load());
      fields.put("id", id);
      fields.putAll(more);
      return new Question(id, Frames.request(fields, null));
    }
  }

  /** Nobody can guess the next one, so nobody can answer it before it is asked. */
  private static long newId() {
    return ThreadLocalRandom.current().nextLong(1L << 53);
  }

  private byte[] frame(FunctionCall call, long id) throws FunctionFailure {
    byte[] event;
    try {
      event = Json.write(call.event(), call.source().language() == Language.JAVASCRIPT);
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
    var fields = new LinkedHashMap<String, Object>();
    fields.put("op", "call");
    fields.put("id", id);
    fields.put("context", call.context());
    return Frames.request(fields, event);
  }

  private Worker worker(WorkerKey key, long patience) throws FunctionFailure, InterruptedException {
    var grant = pool.acquire(key, patience);
    return grant.worker() != null ? grant.worker() : loaded(key, patience);
  }

  /** A new worker that has read the code and run its top level. */
  private Worker loaded(WorkerKey key, long patience) throws FunctionFailure, InterruptedException {
    Launch launch;
    try {
      launch = launchers.of(key.source().language()).launch(key);
    } catch (FunctionFailure | InterruptedException | RuntimeException e) {
      pool.startFailed(key);
      throw e;
    }
    var worker = started(key, launch);
    var allowed = settings.pool().loading();
    var question = Question.of(launch, Map.of("limit", settings.sizes().outputBytes()));
    var deadline = earlier(System.nanoTime() + allowed.toNanos(), patience);
    if (exchangeOnly(worker, question, deadline, allowed) instanceof Outcome.Failed failed) {
      pool.discard(worker);
      throw new FunctionFailure(failed.error());
    }
    return worker;
  }

  private Worker started(WorkerKey key, Launch launch) throws FunctionFailure {
    try {
      return starter.start(key, launch);
    } catch (FunctionFailure | RuntimeException e) {
      pool.startFailed(key);
      throw e;
    }
  }

  private FunctionResult ask(Worker worker, FunctionCall call, Question question, long patience)
      throws InterruptedException {
    var begun = System.nanoTime();
    var deadline = earlier(begun + call.timeout().toNanos(), patience);
    var outcome = exchangeOnly(worker, question, deadline, Duration.ofNanos(deadline - begun));
    var duration = Duration.ofNanos(System.nanoTime() - begun);
    var log = worker.log().take();
    if (outcome.reusable() && call.isolation() == Isolation.SHARED) {
      pool.release(worker);
    } else {
      pool.discard(worker);
    }
    return switch (outcome) {
      case Outcome.Done done -> new FunctionResult.Returned(done.output(), log, duration);
      case Outcome.Failed failed -> new FunctionResult.Failed(failed.error(), log, duration);
    };
  }

  private Outcome exchangeOnly(Worker worker, Question question, long deadline, Duration allowed)
      throws InterruptedException {
    try {
      var reply = worker.exchange(question.frame(), deadline);
      return Answers.read(reply, question.id(), worker.key().source().language(), allowed);
    } catch (InterruptedException | RuntimeException e) {
      pool.discard(worker);
      throw e;
    }
  }

  private Outcome exchange(Worker worker, Question question, long deadline, Duration allowed)
      throws InterruptedException {
    var outcome = exchangeOnly(worker, question, deadline, allowed);
    worker.log().take();
    if (outcome.reusable()) {
      pool.release(worker);
    } else {
      pool.discard(worker);
    }
    return outcome;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
