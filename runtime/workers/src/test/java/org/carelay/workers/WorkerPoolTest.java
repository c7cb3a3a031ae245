package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.carelay.workers.FunctionCall.Owner;
import org.carelay.workers.FunctionError.Kind;
import org.carelay.workers.FunctionSettings.Pool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPoolTest {
  private static final ACall PID = ACall.python("import os\ndef handle(event): return os.getpid()");
  private static final ACall SLEEP =
      ACall.python("import os, time\ndef handle(s):\n  time.sleep(s)\n  return os.getpid()");

  private static Functions withPool(Pool pool) {
    return Functions.open(FunctionSettings.defaults().withPool(pool));
  }

  private static List<Object> atOnce(Functions functions, List<ACall> calls) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = new ArrayList<Callable<Object>>();
      calls.forEach(
          call -> tasks.add(() -> call.outputOn(functions) instanceof Object pid ? pid : ""));
      var results = new ArrayList<Object>();
      for (var future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void grows_with_demand_to_its_limit_and_serves_all() throws Exception {
    try (var functions = withPool(Pool.defaults().withPerFunction(3))) {
      var calls = new ArrayList<ACall>();
      for (var i = 0; i < 12; i++) {
        calls.add(SLEEP.with(0.1));
      }
      var pids = new HashSet<>(atOnce(functions, calls));
      assertThat(pids).hasSize(3);
      assertThat(functions.workers()).isEqualTo(3);
    }
  }

  @Test
  void ends_the_longest_unused_worker_where_it_is_full() throws Exception {
    try (var functions = withPool(Pool.defaults().withWorkers(2))) {
      var first = PID.ofRecipe("first").outputOn(functions);
      var second = PID.ofRecipe("second").outputOn(functions);
      assertThat(PID.ofRecipe("first").outputOn(functions)).isEqualTo(first);
      PID.ofRecipe("third").outputOn(functions);
      assertThat(functions.workers()).isEqualTo(2);
      assertThat(PID.ofRecipe("first").outputOn(functions)).isEqualTo(first);
      assertThat(PID.ofRecipe("second").outputOn(functions)).isNotEqualTo(second);
    }
  }

  @Test
  void lets_everybody_have_a_turn_where_all_are_busy() throws Exception {
    try (var functions = withPool(Pool.defaults().withWorkers(1))) {
      var calls = new ArrayList<ACall>();
      for (var recipe = 0; recipe < 5; recipe++) {
        calls.add(PID.ofRecipe("recipe-" + recipe));
        calls.add(PID.ofRecipe("recipe-" + recipe));
      }
      assertThat(atOnce(functions, calls)).hasSize(10);
      assertThat(functions.workers()).isEqualTo(1);
    }
  }

  private static final ACall TIMES =
      ACall.python(
          """
          import time
          def handle(event):
              begun = time.monotonic_ns()
              time.sleep(0.1)
              return [begun, time.monotonic_ns()]
          """);

  /** Whether no two of these calls, each of a function of its own, ran at the same time. */
  private static void areNeverAtOnce(Pool pool, List<ACall> calls) throws Exception {
    try (var functions = withPool(pool)) {
      var ends = 0L;
      var times = new TreeMap<Long, Long>();
      for (var result : atOnce(functions, calls)) {
        var time = (List<?>) result;
        times.put((Long) time.get(0), (Long) time.get(1));
      }
      assertThat(times).hasSameSizeAs(calls);
      for (var time : times.entrySet()) {
        assertThat(time.getKey()).isGreaterThan(ends);
        ends = time.getValue();
      }
    }
  }

  @Test
  void holds_each_recipe_to_what_it_may_have_at_once() throws Exception {
    var pool = Pool.defaults().withPerRecipe(1);
    areNeverAtOnce(pool, List.of(TIMES, TIMES.memory(200), TIMES.memory(201), TIMES));
  }

  @Test
  void holds_each_workspace_to_what_it_may_have_at_once() throws Exception {
    var pool = Pool.defaults().withPerWorkspace(1);
    areNeverAtOnce(pool, List.of(TIMES, TIMES.ofRecipe("second"), TIMES.ofRecipe("third")));
  }

  @Test
  void says_when_no_worker_came_free() throws Exception {
    try (var functions = withPool(Pool.defaults().withWorkers(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> busy = threads.submit(() -> SLEEP.with(3).outputOn(functions));
      Poll.until(() -> functions.workers() == 1 ? true : null);
      var call = PID.ofRecipe("other").build();
      var impatient =
          new FunctionCall(
              call.owner(),
              call.source(),
              null,
              call.context(),
              call.permissions(),
              call.isolation(),
              call.timeout(),
              Duration.ofMillis(100));
      assertThat(functions.call(impatient))
          .isInstanceOfSatisfying(
              FunctionResult.Failed.class,
              failed -> {
                assertThat(failed.error().kind()).isEqualTo(Kind.TIMED_OUT);
                assertThat(failed.error().message()).startsWith("No worker was free");
              });
      busy.get();
    }
  }

  @Test
  void never_shares_a_process_between_recipes_or_workspaces() throws Exception {
    try (var functions = withPool(Pool.defaults())) {
      var pids =
          atOnce(
              functions,
              List.of(
                  PID,
                  PID.ofRecipe("other"),
                  PID.ofOwner(new Owner("second clinic", "reminders", "clean")),
                  PID.memory(256)));
      assertThat(pids).doesNotHaveDuplicates();
    }
  }

  @Test
  void ends_idle_workers() throws Exception {
    try (var functions = withPool(Pool.defaults().withIdle(Duration.ofMillis(400)))) {
      PID.outputOn(functions);
      assertThat(functions.workers()).isEqualTo(1);
      Poll.until(() -> functions.workers() == 0 ? true : null);
      Poll.until(() -> ProcessHandle.current().descendants().findAny().isEmpty() ? true : null);
    }
  }

  @Test
  void replaces_a_worker_that_died_while_idle() throws Exception {
    try (var functions = withPool(Pool.defaults())) {
      var pid = PID.outputOn(functions);
      assertThat(pid).isNotNull();
      ProcessHandle.of(Long.parseLong(String.valueOf(pid))).orElseThrow().destroyForcibly();
      Poll.until(() -> functions.workers() == 0 ? true : null);
      assertThat(PID.outputOn(functions)).isNotEqualTo(pid);
    }
  }

  @Test
  void replaces_a_worker_that_wrote_unasked_between_calls() throws Exception {
    var restless =
        ACall.python(
            """
            import os, signal
            def scribble(*_):
                for target in range(3, 20):
                    try: os.write(target, b"0123456789")
                    except OSError: pass
                open("done", "w").close()
            def handle(event):
                signal.signal(signal.SIGALRM, scribble)
                signal.setitimer(signal.ITIMER_REAL, 0.05)
                return os.getcwd()
            """);
    try (var functions = withPool(Pool.defaults())) {
      var folder = String.valueOf(restless.outputOn(functions));
      Poll.until(() -> Files.exists(Path.of(folder, "done")) ? true : null);
      assertThat(restless.outputOn(functions)).isNotEqualTo(folder);
    }
  }

  @Test
  void replaces_a_worker_that_grows_before_a_call_fails() throws Exception {
    var hoarder =
        ACall.python(
            """
            import os, time
            kept = []
            def handle(event):
                kept.append(b"x" * (1 << 20))
                time.sleep(0.02)
                return os.getpid()
            """);
    try (var functions = withPool(Pool.defaults().withIdle(Duration.ofMillis(400)))) {
      var pids = new HashSet<@Nullable Object>();
      for (var call = 0; call < 200; call++) {
        pids.add(hoarder.outputOn(functions));
      }
      assertThat(pids).hasSizeBetween(2, 4);
    }
  }

  @Test
  void ends_what_an_earlier_runtime_left_behind(@TempDir Path home) throws Exception {
    var left = Files.createDirectories(home.resolve("run-1").resolve("w1").resolve("work"));
    Files.writeString(home.resolve("run-1").resolve("process"), "999999999 0");
    var orphan = new ProcessBuilder("sleep", "600").start();
    try {
      var since = orphan.info().startInstant().orElseThrow().toEpochMilli();
      Files.writeString(left.resolveSibling("process"), orphan.pid() + " " + since);
      try (var functions = Functions.open(FunctionSettings.defaults().withHome(home))) {
        assertThat(orphan.waitFor(Duration.ofSeconds(5))).isTrue();
        assertThat(home.resolve("run-1")).doesNotExist();
        assertThat(PID.outputOn(functions)).isNotNull();
      }
      assertThat(home).isDirectoryNotContaining("glob:**/run-*");
    } finally {
      orphan.destroyForcibly();
    }
  }
}
