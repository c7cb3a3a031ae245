package org.carelay.workers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.carelay.workers.FunctionError.Kind;
import org.carelay.workers.FunctionSettings.Sizes;
import org.carelay.workers.confine.ChildPipe;
import org.carelay.workers.confine.Companion;
import org.carelay.workers.confine.Confinement;
import org.carelay.workers.confine.Grants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a worker's process and has it load the code. */
final class WorkerStarter {
  private static final Logger log = LoggerFactory.getLogger(WorkerStarter.class);

  private static final int OPEN_FILES = 256;

  private final Home home;
  private final Confinement confinement;
  private final Sizes sizes;
  private final Worker.Surroundings surroundings;
  private final Consumer<Worker> started;

  /**
   * @param started called before the worker gets its first frame
   */
  WorkerStarter(
      Home home,
      Confinement confinement,
      Sizes sizes,
      Worker.Surroundings surroundings,
      Consumer<Worker> started) {
    this.home = home;
    this.confinement = confinement;
    this.sizes = sizes;
    this.surroundings = surroundings;
    this.started = started;
  }

  /** A process that waits for its first frame. */
  Worker start(WorkerKey key, Launch launch) throws FunctionFailure {
    try {
      var folder = home.newWorkFolder();
      home.place(folder, launch);
      var process = process(key, launch, folder);
      home.remember(folder, process.process());
      var work = new WorkFolder(folder, sizes.workFolderBytes());
      var worker = new Worker(key, process, work, sizes, surroundings);
      started.accept(worker);
      log.debug("Started {} worker {}", key.source().language().id(), worker);
      return worker;
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "The process for the function could not be started: " + e.getMessage());
    }
  }

  private Worker.Started process(WorkerKey key, Launch launch, Path folder) throws IOException {
    var builder = new ProcessBuilder(launch.command()).directory(folder.toFile());
    var environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.toString());
    var readable = new ArrayList<>(launch.readable());
    launch.files().keySet().forEach(name -> readable.add(folder.resolveSibling(name)));
    var data = key.permissions().memory().bytes() + launch.overheadBytes();
    var grants =
        new Grants(readable, folder, new Grants.Limits(data, sizes.workFolderBytes(), OPEN_FILES));
    if (!ChildPipe.exists()) {
      var process = confinement.start(builder, grants);
      return new Worker.Started(process, new StreamWire(process), data);
    }
    try (var in = ChildPipe.toChild();
        var out = ChildPipe.fromChild()) {
      builder.redirectInput(in.asInput()).redirectOutput(out.asOutput());
      try {
        var process = confinement.start(builder, grants);
        var companion = new Companion(process.pid(), serving(key.source().language()));
        return new Worker.Started(process, new PipeWire(in.own(), out.own(), companion), data);
      } catch (IOException | RuntimeException | Error e) {
        in.own().close();
        out.own().close();
        throw e;
      }
    }
  }

  /** Which of the process's threads runs the function: the JVM makes one for it, the others not. */
  private static int serving(Language language) {
    return language == Language.JAVA ? 1 : 0;
  }
}
