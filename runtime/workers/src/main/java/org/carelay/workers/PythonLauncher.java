package org.carelay.workers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.carelay.workers.FunctionCall.Source;
import org.carelay.workers.FunctionError.Kind;
import org.jspecify.annotations.Nullable;

/** Starts CPython, 3.9 or newer. */
final class PythonLauncher implements Launcher {
  /** As the worker needs it: no environment variables, no site packages, text is UTF-8. */
  private static final List<String> OPTIONS = List.of("-I", "-S", "-B", "-X", "utf8");

  private static final long OVERHEAD = 16L << 20;

  private static final String QUESTION =
      """
      import json, os, sys, sysconfig
      paths = sysconfig.get_paths()
      print(json.dumps({
          "executable": os.path.realpath(sys.executable),
          "supported": sys.version_info >= (3, 9) and sys.implementation.name == "cpython",
          "prefix": os.path.realpath(sys.base_prefix),
          "libraries": sorted({os.path.realpath(paths[name]) for name in ("stdlib", "platstdlib")}),
          "packages": sorted({paths[name] for name in ("purelib", "platlib")})}))
      """;

  /** The standard library reads it where it exists, and fails where it may not. */
  private static final Path MEDIA_TYPES = Path.of("/etc/mime.types");

  /** Numerical libraries start a thread per core, each with memory of its own, unless told. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LANG", "C.UTF-8",
          "TZ", "UTC",
          "OMP_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1");

  private final Interpreters interpreters;
  private final Path script;
  private final Map<String, Path> environments;
  private final Checks checks;

  /**
   * @param script {@code worker.py}
   */
  PythonLauncher(
      Interpreters interpreters, Path script, Map<String, Path> environments, Checks checks) {
    this.interpreters = interpreters;
    this.script = script;
    this.environments = environments;
    this.checks = checks;
  }

  private record Python(Path executable, List<Path> readable, List<String> packages) {}

  @Override
  public Launch launch(WorkerKey key) throws FunctionFailure, InterruptedException {
    var folder = Environments.folder(environments, key.source().environment());
    var python = python(folder);
    var packages = folder == null ? List.<String>of() : packages(folder, python);
    var readable = readable(python);
    packages.forEach(path -> readable.add(Path.of(path)));
    return new Launch(
        command(python),
        ENVIRONMENT,
        readable,
        OVERHEAD,
        Map.of(),
        Map.of(),
        Map.of("code", key.source().code(), "packages", packages));
  }

  @Override
  public @Nullable FunctionError check(Source source) throws FunctionFailure, InterruptedException {
    var folder = Environments.folder(environments, source.environment());
    var python = python(folder);
    var launch =
        new Launch(
            command(python), ENVIRONMENT, readable(python), OVERHEAD, Map.of(), Map.of(), Map.of());
    return checks.problem(Language.PYTHON, launch, Map.of("code", source.code()));
  }

  private List<Path> readable(Python python) {
    var readable = new ArrayList<>(python.readable());
    readable.add(script);
    readable.add(MEDIA_TYPES);
    return readable;
  }

  private List<String> command(Python python) {
    return Stream.of(Stream.of(python.executable()), OPTIONS.stream(), Stream.of(script))
        .flatMap(part -> part)
        .map(Object::toString)
        .toList();
  }

  private static List<String> packages(Path folder, Python python) {
    return isVenv(folder) ? python.packages() : List.of(folder.toString());
  }

  private static boolean isVenv(Path folder) {
    return Files.exists(folder.resolve("pyvenv.cfg"));
  }

  private Python python(@Nullable Path environment) throws FunctionFailure, InterruptedException {
    var candidates =
        environment != null && isVenv(environment)
            ? List.of(environment.resolve("bin").resolve("python"))
            : interpreters.candidates(Language.PYTHON, "python3");
    for (var candidate : candidates) {
      var answer = interpreters.ask(candidate, List.of("-I", "-c", QUESTION));
      if (Boolean.TRUE.equals(answer.get("supported"))) {
        return read(answer);
      }
    }
    throw new FunctionFailure(
        Kind.NOT_AVAILABLE,
        candidates.isEmpty()
            ? "Python is not installed on this machine: there is no python3 on the PATH of the"
                + " runtime. Install Python 3.9 or newer."
            : "None of " + candidates + " is a CPython of version 3.9 or newer that can be run.");
  }

  private static Python read(Map<?, ?> answer) {
    var executable = Path.of(text(answer.get("executable")));
    var readable = new ArrayList<Path>(List.of(executable));
    var prefix = Path.of(text(answer.get("prefix")));
    if (!prefix.equals(Path.of("/usr"))) {
      readable.add(prefix.resolve("lib"));
    }
    texts(answer.get("libraries")).forEach(path -> readable.add(Path.of(path)));
    return new Python(executable, List.copyOf(readable), texts(answer.get("packages")));
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(Objects.requireNonNull(value));
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
