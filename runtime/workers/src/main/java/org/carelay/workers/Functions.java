package org.carelay.workers;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.carelay.workers.confine.Confinement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs functions. One per runtime; used by many threads at once, virtual ones welcome. Costs a
 * folder and two sleeping threads until the first call, and comes back to that when nothing has
 * been called for a while.
 */
public final class Functions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Functions.class);

  private final UsageMeter meter = new UsageMeter();
  private final Confinement confinement;
  private final Home home;
  private final WorkerPool pool;
  private final Watchman watchman;
  private final Threads threads = new Threads();
  private final CodeFiles codeFiles;
  private final Map<String, Path> environments;
  private final Launchers launchers;
  private final Caller caller;

  private Functions(FunctionSettings settings) {
    confinement = confinement(settings.confine());
    environments = settings.environments();
    codeFiles = new CodeFiles(settings.codeFiles());
    home = Home.open(settings.home());
    pool = new WorkerPool(settings.pool());
    watchman = new Watchman(pool, settings.pool().idle());
    var surroundings = new Worker.Surroundings(meter, confinement, threads, this::workerEnded);
    var starter =
        new WorkerStarter(home, confinement, settings.sizes(), surroundings, watchman::add);
    launchers = launchers(settings, new Checks(pool, starter, settings));
    caller = new Caller(pool, starter, launchers, settings);
  }

  /**
   * @throws java.io.UncheckedIOException if the home can not be used
   * @throws IllegalStateException if functions must be confined and can not be
   */
  public static Functions open(FunctionSettings settings) {
    return new Functions(settings);
  }

  private static Confinement confinement(FunctionSettings.Confine wanted) {
    var confinement =
        wanted == FunctionSettings.Confine.OFF
            ? Confinement.none("confinement is turned off")
            : Confinement.detect();
    if (confinement.level() instanceof Confinement.Level.Basic basic) {
      if (wanted == FunctionSettings.Confine.REQUIRED) {
        throw new IllegalStateException("Functions must be confined, but " + basic.reason() + ".");
      }
      log.warn("Functions are not confined by the kernel: {}", basic.reason());
    }
    return confinement;
  }

  private Launchers launchers(FunctionSettings settings, Checks checks) {
    var interpreters = new Interpreters(settings.interpreters());
    return new Launchers(
        new PythonLauncher(interpreters, home.extract("worker.py"), environments, checks),
        new NodeLauncher(interpreters, home.extract("worker.mjs"), environments, checks),
        new JavaLauncher(home.folder("java"), environments, checks));
  }

  private void workerEnded(Worker worker) {
    log.debug("Worker {} ended", worker);
    home.remove(worker.folder().path());
    watchman.remove(worker);
    pool.retireIfIdle(worker);
  }

  /**
   * Calls a function and waits for what comes of it.
   *
   * @throws InterruptedException when the caller is no longer wanted; the function is ended
   */
  public FunctionResult call(FunctionCall call) throws InterruptedException {
    return count(call, caller.call(call, _ -> {}));
  }

  /**
   * As {@link #call(FunctionCall)}.
   *
   * @param peakMemory is told the most bytes of memory that the process ever held
   */
  FunctionResult call(FunctionCall call, LongConsumer peakMemory) throws InterruptedException {
    return count(call, caller.call(call, worker -> peakMemory.accept(worker.peakMemoryBytes())));
  }

  private FunctionResult count(FunctionCall call, FunctionResult result) {
    meter.called(call, result);
    return result;
  }

  /**
   * Reads code without running it.
   *
   * @return what is wrong with it, at most one thing; {@code not_available} where this machine can
   *     not tell
   */
  public List<FunctionError> check(FunctionCall.Source source) throws InterruptedException {
    try {
      var error = launchers.of(source.language()).check(source);
      return error == null ? List.of() : List.of(error);
    } catch (FunctionFailure e) {
      return List.of(e.error());
    }
  }

  /**
   * The code in a file that the site keeps.
   *
   * @throws FunctionFailure if there is none
   */
  String codeIn(String file) throws FunctionFailure {
    return codeFiles.read(file);
  }

  /**
   * @throws FunctionFailure if the site has no environment of this name
   */
  void checkEnvironment(@Nullable String name) throws FunctionFailure {
    Environments.folder(environments, name);
  }

  /** How far functions are kept in on this machine. */
  public Confinement.Level isolation() {
    return confinement.level();
  }

  /** What each function has used since the runtime started. */
  public List<FunctionUsage> usage() {
    return meter.snapshot();
  }

  /** How many worker processes there are now. */
  public int workers() {
    return pool.size();
  }

  /** Ends all workers, those with a call in flight too, and removes their folders. */
  @Override
  public void close() {
    pool.close();
    watchman.close();
    threads.close();
    home.close();
  }
}
