package org.carelay.workers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.carelay.workers.FunctionError.Kind;
import org.carelay.workers.FunctionSettings.Sizes;
import org.carelay.workers.confine.Confinement;
import org.carelay.workers.confine.Grants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker's process and has it load the code. */
final class WorkerStarter {
  private static final Logger log = LoggerFactory.getLogger(WorkerStarter.class);

  /** The largest file that a function may write. */
  private static final long FILE_BYTES = 64L << 20;

  private static final int OPEN_FILES = 256;

  private final Home home;
  private final Confinement confinement;
  private final Sizes sizes;
  private final Executor exits;
  private final Consumer<Worker> started;
  private final Consumer<Worker> ended;

  /**
   * @param exits see {@link Worker}
   * @param started called before the worker gets its first frame
   * @param ended called when the worker's process is gone
   */
  WorkerStarter(
      Home home,
      Confinement confinement,
      Sizes sizes,
      Executor exits,
      Consumer<Worker> started,
      Consumer<Worker> ended) {
    this.home = home;
    this.confinement = confinement;
    this.sizes = sizes;
    this.exits = exits;
    this.started = started;
    this.ended = ended;
  }

  /** A process that waits for its first frame. */
  Worker start(WorkerKey key, Launch launch) throws FunctionFailure {
    try {
      var folder = home.newWorkFolder();
      home.place(folder, launch);
      var process = process(key, launch, folder);
      home.remember(folder, process);
      var worker = new Worker(key, process, sizes, exits, w -> gone(w, folder));
      started.accept(worker);
      log.debug("Started {} worker {}", key.source().language().id(), worker);
      return worker;
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "The process for the function could not be started: " + e.getMessage());
    }
  }

  private Process process(WorkerKey key, Launch launch, Path folder) throws IOException {
    var builder = new ProcessBuilder(launch.command()).directory(folder.toFile());
    var environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.toString());
    var readable = new ArrayList<>(launch.readable());
    launch.files().keySet().forEach(name -> readable.add(folder.resolveSibling(name)));
    var data = key.permissions().memory().bytes() + launch.overheadBytes();
    return confinement.start(
        builder, new Grants(readable, folder, new Grants.Limits(data, FILE_BYTES, OPEN_FILES)));
  }

  private void gone(Worker worker, Path folder) {
    log.debug("Worker {} ended", worker);
    home.remove(folder);
    ended.accept(worker);
  }
}
