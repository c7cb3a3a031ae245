package org.carelay.workers;

import java.util.HashMap;
import java.util.Map;
import org.carelay.workers.Answers.Outcome;
import org.jspecify.annotations.Nullable;

/** Asks the checking worker of a language, which all recipes share since it runs no code. */
final class Checks {
  private final WorkerPool pool;
  private final WorkerStarter starter;
  private final FunctionSettings settings;

  Checks(WorkerPool pool, WorkerStarter starter, FunctionSettings settings) {
    this.pool = pool;
    this.starter = starter;
    this.settings = settings;
  }

  /** As {@link #ask}, where only what is wrong matters. */
  @Nullable FunctionError problem(Language language, Launch launch, Map<String, Object> fields)
      throws FunctionFailure, InterruptedException {
    return ask(language, launch, fields) instanceof Outcome.Failed failed ? failed.error() : null;
  }

  /**
   * @param launch how to start the worker if there is none
   * @param fields the code and what else the language's check needs
   */
  Outcome ask(Language language, Launch launch, Map<String, Object> fields)
      throws FunctionFailure, InterruptedException {
    var key = WorkerKey.checker(language);
    var allowed = settings.pool().loading();
    var deadline = System.nanoTime() + allowed.toNanos();
    var request = new HashMap<String, Object>(fields);
    request.put("op", "check");
    request.put("limit", settings.sizes().outputBytes());
    var question = Question.of(request);
    var worker = pool.acquire(key, deadline).worker();
    if (worker == null) {
      worker = start(key, launch);
    }
    var reusable = false;
    try {
      var outcome = Answers.ask(worker, question, deadline, allowed);
      worker.log().take();
      reusable = outcome.reusable();
      return outcome;
    } finally {
      pool.giveBack(worker, reusable);
    }
  }

  private Worker start(WorkerKey key, Launch launch) throws FunctionFailure {
    Worker worker = null;
    try {
      worker = starter.start(key, launch);
      return worker;
    } finally {
      if (worker == null) {
        pool.startFailed(key);
      }
    }
  }
}
