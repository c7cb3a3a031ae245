package org.carelay.workers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.carelay.workers.EscapeTable.Attempt;
import org.carelay.workers.EscapeTable.Expected;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionCall.Source;

/**
 * Lets functions try to escape, with things around that are worth escaping for: a secret file, a
 * server, another recipe's work folder. After each attempt a bystander of another recipe must be
 * alive as before, and nothing may be left of the attempt.
 */
final class EscapeRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<Language, String> COUNTERS =
      Map.of(
          Language.PYTHON,
          "n = 0\ndef handle(event):\n  global n\n  n += 1\n  return n",
          Language.JAVASCRIPT,
          "let n = 0; export function handle() { return ++n }",
          Language.JAVA,
          "int n = 0; Object handle(Object event) { return ++n; }");

  private final Path folder;
  private final Functions functions;
  private final ServerSocket server;
  private final ServerSocketChannel unixServer;
  private final Map<String, Object> targets = new HashMap<>();
  private final HeldMemory memory;
  private final Map<Language, Integer> counts = new EnumMap<>(Language.class);

  EscapeRun(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    var settings = FunctionSettings.defaults().withHome(folder.resolve("home"));
    // However slow the machine, the bystanders do not come to their end for being idle.
    var pool = settings.pool().withWorkers(32).withIdle(Duration.ofMinutes(10));
    functions = Functions.open(settings.withPool(pool));
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var socket = UnixDomainSocketAddress.of(folder.resolve("socket"));
    unixServer = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(socket);
    var secret = folder.resolve("secret.key");
    Files.writeString(secret, "the secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    targets.put("secret", secret.toString());
    targets.put("port", server.getLocalPort());
    targets.put("unixSocket", socket.getPath().toString());
    targets.put("otherWork", otherWorkFolder());
    for (var language : Language.values()) {
      functions.check(new Source(language, EscapeTable.code(language)));
      bystander(language, new ArrayList<>());
    }
    memory = new HeldMemory();
  }

  /** Another recipe's folder, with a file in it, of a worker that is in the middle of a call. */
  private String otherWorkFolder() throws InterruptedException {
    var call =
        ACall.python(
            """
            import os, time
            def handle(event):
                with open("private.txt", "w") as file: file.write("of another recipe")
                print(os.getcwd())
                time.sleep(600)
            """);
    var build =
        new FunctionCall(
            new Owner("clinic", "other", "step"),
            call.source(),
            null,
            Map.of(),
            call.permissions(),
            Isolation.SHARED,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));
    Thread.startVirtualThread(
        () -> {
          try {
            functions.call(build);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var run = folder.resolve("home");
    return Poll.until(
        () -> {
          try (var files = Files.find(run, 4, (path, _) -> path.endsWith("private.txt"))) {
            return files.findFirst().map(file -> String.valueOf(file.getParent())).orElse(null);
          } catch (IOException e) {
            return null;
          }
        });
  }

  /** What went wrong, if anything. */
  List<String> problems(Attempt attempt) throws InterruptedException, IOException {
    var problems = new ArrayList<String>();
    bystander(attempt.language(), problems);
    var event = new HashMap<>(targets);
    event.put("attempt", attempt.name());
    if (Set.of("deep_result", "huge_result").contains(attempt.name())) {
      event.put("raw", true);
    }
    var call =
        ACall.of(attempt.language(), EscapeTable.code(attempt.language()))
            .with(event)
            .within(timeout(attempt))
            .ofRecipe(attempt.expected() instanceof Expected.Replaced ? attempt.name() : "escapes");
    var before = children();
    var result = call.on(functions);
    if (!asExpected(attempt.expected(), result)) {
      problems.add("expected " + attempt.expected() + ", but " + shortly(result));
    }
    bystander(attempt.language(), problems);
    if (attempt.expected() instanceof Expected.Replaced) {
      goes(before, problems);
    }
    if (!Files.readString(folder.resolve("secret.key")).equals("the secret")) {
      problems.add("the secret was changed");
    }
    leftovers(before, problems);
    if (!memory.isFlat()) {
      problems.add("the runtime holds more than before: " + memory);
    }
    return problems;
  }

  /** What is to run into the timeout may do so soon; what has to fill something needs a while. */
  private static Duration timeout(Attempt attempt) {
    return attempt.expected() instanceof Expected.Fails fails
            && fails.kinds().contains(FunctionError.Kind.TIMED_OUT)
        ? Duration.ofMillis(700)
        : PATIENCE;
  }

  private static boolean asExpected(Expected expected, FunctionResult result) {
    return switch (expected) {
      case Expected.Denied _ -> isDenied(result);
      case Expected.Fails fails ->
          result instanceof FunctionResult.Failed failed
              && fails.kinds().contains(failed.error().kind());
      case Expected.Replaced _ -> result instanceof FunctionResult.Returned;
      case Expected.Stopped _ -> isDenied(result) || result instanceof FunctionResult.Failed;
    };
  }

  private static boolean isDenied(FunctionResult result) {
    return result instanceof FunctionResult.Returned returned
        && String.valueOf(returned.output()).startsWith("denied: ");
  }

  private static String shortly(FunctionResult result) {
    var text = result.toString();
    return text.substring(0, Math.min(text.length(), 600));
  }

  /** A function of another recipe is still in the same process as before. */
  private void bystander(Language language, List<String> problems) throws InterruptedException {
    var code = COUNTERS.getOrDefault(language, "");
    var result = ACall.of(language, code).ofRecipe("bystander").on(functions);
    var count = counts.merge(language, 1, Integer::sum);
    if (!(result instanceof FunctionResult.Returned returned) || !count.equals(returned.output())) {
      problems.add("the bystander should have counted to " + count + ", but " + shortly(result));
    }
  }

  /** What this call left running is ended with its process. */
  private static void goes(Set<Long> before, List<String> problems) {
    try {
      Poll.until(() -> before.containsAll(children()) ? true : null);
    } catch (AssertionError e) {
      problems.add("what was left behind goes on");
    }
  }

  /** Every process below this one is a worker that the pool knows. */
  private void leftovers(Set<Long> before, List<String> problems) {
    try {
      Poll.until(() -> children().size() == functions.workers() ? true : null);
    } catch (AssertionError e) {
      var left = new TreeSet<>(children());
      left.removeAll(before);
      problems.add("processes " + left + " are left; the pool has " + functions.workers());
    }
  }

  private static Set<Long> children() {
    try (var all = ProcessHandle.current().descendants()) {
      return all.filter(ProcessHandle::isAlive).map(ProcessHandle::pid).collect(Collectors.toSet());
    }
  }

  @Override
  public void close() throws IOException {
    functions.close();
    server.close();
    unixServer.close();
  }

  /**
   * For a JVM that another user runs: prints a line per attempt.
   *
   * @param arguments an empty folder of that user
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (var run = new EscapeRun(Path.of(arguments[0]))) {
      System.out.println("isolation " + run.functions.isolation().name());
      for (var attempt : EscapeTable.all().toList()) {
        var problems = run.problems(attempt);
        var verdict = problems.isEmpty() ? "ok" : String.join("; ", problems).replace('\n', ' ');
        System.out.println(attempt.language() + " " + attempt.name() + " " + verdict);
      }
    }
  }
}
