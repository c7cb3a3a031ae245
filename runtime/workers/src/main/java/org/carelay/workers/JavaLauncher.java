package org.carelay.workers;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.carelay.workers.Answers.Outcome;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.carelay.workers.child.JavaWorker;
import org.jspecify.annotations.Nullable;

/**
 * Starts a JVM for a Java function: the same JDK as the runtime's, with nothing but the worker on
 * its class path. Code is compiled in such a JVM too, when it is checked, and its classes are kept.
 */
final class JavaLauncher implements Launcher {
  private static final Map<String, String> ENVIRONMENT = Map.of("LANG", "C.UTF-8", "TZ", "UTC");
  private static final long OVERHEAD = 160L << 20;

  private final CompiledClasses compiled;
  private final Map<String, Path> environments;
  private final Checks checks;
  private final Path home = Path.of(System.getProperty("java.home"));

  /**
   * @param folder where compiled classes are kept
   */
  JavaLauncher(Path folder, Map<String, Path> environments, Checks checks) {
    this.compiled = new CompiledClasses(folder);
    this.environments = environments;
    this.checks = checks;
  }

  @Override
  public boolean ready(Source source) {
    return compiled.has(source);
  }

  @Override
  public @Nullable FunctionError check(Source source) throws FunctionFailure, InterruptedException {
    var jars = jars(source);
    if (compiled.has(source)) {
      return null;
    }
    var classPath =
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    var outcome =
        checks.ask(
            Language.JAVA,
            launch(WorkerKey.CHECKER_MEMORY, jars, Map.of()),
            Map.of("code", source.code(), "classPath", classPath));
    return switch (outcome) {
      case Outcome.Failed failed -> failed.error();
      case Outcome.Done done -> {
        compiled.keep(source, done.output());
        yield null;
      }
    };
  }

  @Override
  public Launch launch(WorkerKey key) throws FunctionFailure {
    var source = key.source();
    var jars = jars(source);
    var load =
        Map.of("classes", compiled.get(source), "jars", jars.stream().map(Path::toString).toList());
    return launch(key.permissions().memory(), jars, load);
  }

  private Launch launch(MemorySize memory, List<Path> jars, Map<String, Object> load)
      throws FunctionFailure {
    var java = home.resolve("bin").resolve("java");
    if (!Files.isExecutable(java)) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "Java functions need the java command, but there is no " + java + ".");
    }
    var worker = workerClasses();
    var readable = new ArrayList<>(jars);
    readable.add(home);
    readable.add(worker);
    return new Launch(
        List.of(
            java.toString(),
            "-Xmx" + memory.mebibytes() + "m",
            "-Xms8m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=" + memory.mebibytes() + "m",
            "-XX:MaxMetaspaceSize=96m",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:-UsePerfData",
            // Its text would go to stdout, which carries the answers.
            "-XX:+SuppressFatalErrorMessage",
            "-XX:+DisplayVMOutputToStderr",
            "-Xshare:auto",
            "--illegal-native-access=deny",
            "--sun-misc-unsafe-memory-access=deny",
            "-cp",
            worker.toString(),
            JavaWorker.class.getName()),
        ENVIRONMENT,
        readable,
        OVERHEAD,
        Map.of(),
        Map.of(),
        load);
  }

  private List<Path> jars(Source source) throws FunctionFailure {
    var folder = Environments.folder(environments, source.environment());
    if (folder == null) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new FunctionFailure(
          Kind.NOT_AVAILABLE,
          "The environment \"" + source.environment() + "\" can not be read: " + e.getMessage());
    }
  }

  /** The jar, or while developing the folder, that this class is in. */
  private static Path workerClasses() {
    try {
      return Path.of(JavaWorker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
