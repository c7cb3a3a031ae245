package org.carelay.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.tools.ToolProvider;
import org.carelay.workers.FunctionCall;
import org.carelay.workers.FunctionResult;
import org.carelay.workers.FunctionSettings;
import org.carelay.workers.Functions;
import org.carelay.workers.Isolation;

/**
 * Function steps: what a warm call costs, how many there are in a second, how soon a new process
 * answers, and what it holds while idle; beside the bare function and a process per call.
 */
final class FunctionBench {
  private static final String PART = "function ";
  private static final int WARM_UP = 10_000;
  private static final int CALLS = 30_000;
  private static final int PROCESSES = 21;

  /** About 1 KB as JSON. */
  private static final Map<String, Object> EVENT =
      Map.of("id", 17, "bpm", 130, "note", "a ".repeat(490));

  private final Functions functions;
  private final Path folder;

  /**
   * @param folder an empty one
   */
  FunctionBench(Functions functions, Path folder) {
    this.functions = functions;
    this.folder = folder;
  }

  static void run(Report report, Path folder) throws IOException, InterruptedException {
    var settings =
        FunctionSettings.defaults().withHome(Files.createDirectory(folder.resolve("home")));
    try (var functions = Functions.open(settings.withPool(settings.pool().withPerFunction(2)))) {
      var bench = new FunctionBench(functions, folder);
      // The runtime's own part of a call is the same for all languages; the first to be measured
      // must not pay for its compilation.
      for (var function : BenchedFunction.ALL) {
        bench.callsPerSecond(function, 2);
      }
      for (var function : BenchedFunction.ALL) {
        bench.measure(function, report);
      }
    }
  }

  private void measure(BenchedFunction function, Report report)
      throws IOException, InterruptedException {
    var part = PART + function.language().id();
    var bare = bareMicros(function);
    report.add(new Figure(part, "bare function in its interpreter p50", bare, "us", "baseline"));
    var spawned = milliseconds(PROCESSES, spawner(function)).percentile(0.5);
    report.add(new Figure(part, "a process per call p50", spawned, "ms", "baseline"));

    call(function, Isolation.SHARED);
    for (var i = 0; i < WARM_UP; i++) {
      call(function, Isolation.SHARED);
    }
    var warm = milliseconds(CALLS, () -> call(function, Isolation.SHARED));
    var p50 = warm.percentile(0.5) * 1000;
    report.add(new Figure(part, "warm call p50", p50, "us", "1 KB event, one caller"));
    report.add(new Figure(part, "warm call p99", warm.percentile(0.99) * 1000, "us", null));
    report.add(new Figure(part, "warm overhead p50", p50 - bare, "us", "target 40 or less"));
    report.add(
        new Figure(part, "calls with 1 worker", callsPerSecond(function, 1), "calls/s", null));
    report.add(
        new Figure(
            part, "calls with 2 workers", callsPerSecond(function, 2), "calls/s", "target 30,000"));
    report.add(new Figure(part, "idle worker, resident", idleMebibytes(), "MiB", null));
    var cold = milliseconds(PROCESSES, () -> call(function, Isolation.FRESH));
    report.add(
        new Figure(
            part,
            "cold start to first result p50",
            cold.percentile(0.5),
            "ms",
            "confined, code loaded; target 100, Java 150"));
  }

  private double bareMicros(BenchedFunction function) throws InterruptedException {
    var call = call(function, function.bareLoop(), Isolation.FRESH);
    return switch (functions.call(call)) {
      case FunctionResult.Returned(var nanos, _, _) ->
          new BigDecimal(String.valueOf(nanos)).doubleValue() / 1000;
      case FunctionResult.Failed failed -> throw new IllegalStateException(failed.toString());
    };
  }

  private FunctionResult call(BenchedFunction function, Isolation isolation) {
    try {
      var result = functions.call(call(function, function.handle(), isolation));
      if (result instanceof FunctionResult.Failed) {
        throw new IllegalStateException(result.toString());
      }
      return result;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FunctionCall call(BenchedFunction function, String code, Isolation isolation) {
    return new FunctionCall(
        new FunctionCall.Owner("bench", "bench", function.language().id()),
        new FunctionCall.Source(function.language(), code),
        EVENT,
        Map.of(),
        FunctionCall.Permissions.DEFAULT,
        isolation,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60));
  }

  /** On a virtual thread, as steps are. */
  private static Latencies milliseconds(int count, Runnable work) throws InterruptedException {
    var nanos = new long[count];
    var thread =
        Thread.startVirtualThread(
            () -> {
              for (var i = 0; i < count; i++) {
                var begun = System.nanoTime();
                work.run();
                nanos[i] = System.nanoTime() - begun;
              }
            });
    thread.join();
    return new Latencies(nanos);
  }

  private double callsPerSecond(BenchedFunction function, int callers) throws InterruptedException {
    var left = new AtomicInteger(2 * CALLS);
    var threads = new ArrayList<Thread>();
    var begun = System.nanoTime();
    for (var i = 0; i < callers; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                while (left.getAndDecrement() > 0) {
                  call(function, Isolation.SHARED);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    return 2 * CALLS / ((System.nanoTime() - begun) / 1e9);
  }

  /** The newest worker, which has just served many calls. */
  private static double idleMebibytes() throws IOException {
    var pid =
        ProcessHandle.current()
            .children()
            .max(Comparator.comparing(child -> child.info().startInstant().orElseThrow()))
            .orElseThrow()
            .pid();
    var status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }

  private Runnable spawner(BenchedFunction function) throws IOException {
    var command = command(function);
    var input = "{\"id\":17,\"bpm\":130,\"note\":\"" + "a ".repeat(490) + "\"}";
    return () -> {
      try {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
          out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new IllegalStateException(answer);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private List<String> command(BenchedFunction function) throws IOException {
    return switch (function.language()) {
      case PYTHON ->
          List.of("python3", "-I", "-S", write("spawned.py", function.program()).toString());
      case JAVASCRIPT -> List.of("node", write("spawned.mjs", function.program()).toString());
      case JAVA -> {
        var source = write("Spawned.java", function.program());
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, "-d", folder.toString(), source.toString()) != 0) {
          throw new IllegalStateException("The baseline does not compile.");
        }
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        yield List.of(java, "-XX:+UseSerialGC", "-cp", folder.toString(), "Spawned");
      }
    };
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
