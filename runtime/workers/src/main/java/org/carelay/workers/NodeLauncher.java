package org.carelay.workers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** Starts Node, version 20 or newer. */
final class NodeLauncher implements Launcher {
  private static final String QUESTION =
      """
      const fs = require("node:fs");
      console.log(JSON.stringify({
        executable: fs.realpathSync(process.execPath),
        supported: Number(process.versions.node.split(".")[0]) >= 20 }));
      """;

  private static final long OVERHEAD = 96L << 20;

  /** One background thread each is enough for one call at a time. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("LANG", "C.UTF-8", "TZ", "UTC", "UV_THREADPOOL_SIZE", "1", "NODE_NO_WARNINGS", "1");

  private final Interpreters interpreters;
  private final Path script;
  private final Map<String, Path> environments;
  private final Checks checks;

  /**
   * @param script {@code worker.mjs}
   */
  NodeLauncher(
      Interpreters interpreters, Path script, Map<String, Path> environments, Checks checks) {
    this.interpreters = interpreters;
    this.script = script;
    this.environments = environments;
    this.checks = checks;
  }

  @Override
  public Launch launch(WorkerKey key) throws FunctionFailure, InterruptedException {
    var source = key.source();
    var folder = Environments.folder(environments, source.environment());
    var links = new HashMap<String, Path>();
    var readable = new ArrayList<Path>();
    if (folder != null) {
      links.put("node_modules", folder.resolve("node_modules"));
      readable.add(folder);
    }
    var files = Map.of(Language.JAVASCRIPT.fileName(), source.code());
    return launch(key.permissions().memory(), readable, files, links);
  }

  @Override
  public @Nullable FunctionError check(Source source) throws FunctionFailure, InterruptedException {
    Environments.folder(environments, source.environment());
    var launch = launch(MemorySize.DEFAULT, List.of(), Map.of(), Map.of());
    return checks.problem(Language.JAVASCRIPT, launch, Map.of("code", source.code()));
  }

  private Launch launch(
      MemorySize memory, List<Path> packages, Map<String, String> files, Map<String, Path> links)
      throws FunctionFailure, InterruptedException {
    var node = node();
    var readable = new ArrayList<>(packages);
    readable.add(node);
    readable.add(script);
    // Debian's package keeps part of Node itself here.
    readable.add(Path.of("/usr/share/nodejs"));
    // OpenSSL refuses to start without its configuration.
    readable.add(Path.of("/etc/ssl/openssl.cnf"));
    return new Launch(
        List.of(
            node.toString(),
            "--max-old-space-size=" + memory.mebibytes(),
            "--v8-pool-size=1",
            "--experimental-vm-modules",
            script.toString()),
        ENVIRONMENT,
        readable,
        OVERHEAD,
        files,
        links,
        Map.of());
  }

  private Path node() throws FunctionFailure, InterruptedException {
    var candidates = interpreters.candidates(Language.JAVASCRIPT, "node");
    for (var candidate : candidates) {
      var answer = interpreters.ask(candidate, List.of("-e", QUESTION));
      if (Boolean.TRUE.equals(answer.get("supported"))) {
        return Path.of(String.valueOf(answer.get("executable")));
      }
    }
    throw new FunctionFailure(
        Kind.NOT_AVAILABLE,
        candidates.isEmpty()
            ? "Node is not installed on this machine: there is no node on the PATH of the runtime."
                + " Install Node 20 or newer."
            : "None of " + candidates + " is a Node of version 20 or newer that can be run.");
  }
}
