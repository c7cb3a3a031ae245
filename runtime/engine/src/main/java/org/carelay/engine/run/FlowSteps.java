package org.carelay.engine.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.RunState;
import org.carelay.recipe.Recipe;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;

/** The steps that are about the flow: choose, forEach, parallel, wait, call, stop. */
final class FlowSteps {
  private static final String VERSION = "version";

  private final RunExecution execution;

  FlowSteps(RunExecution execution) {
    this.execution = execution;
  }

  Flow go(Step step, String path, Frame frame) {
    return switch (step) {
      case Step.Choose choose -> choose(choose, path, frame);
      case Step.ForEach loop -> forEach(loop, path, frame);
      case Step.Parallel parallel -> parallel(parallel, path, frame);
      case Step.Wait wait -> waitUntil(wait, path, frame);
      case Step.Call call -> call(call, path, frame);
      case Step.Stop stop -> new Flow.Stop(String.valueOf(stop.reason().render(scope(frame))));
      case Step.WaitFor waitFor -> new Awaiting(execution, waitFor, path, frame).go();
      case Step.Use use -> throw new IllegalArgumentException("Not a flow step: " + use.id());
    };
  }

  private Flow choose(Step.Choose choose, String path, Frame frame) {
    int branch = chosen(choose, path, frame);
    var steps = branch < 0 ? choose.otherwise() : choose.branches().get(branch).steps();
    return execution.all(steps, path + "/" + (branch < 0 ? "otherwise" : branch) + "/", frame);
  }

  private int chosen(Step.Choose choose, String path, Frame frame) {
    var before = execution.history.of(path);
    if (before != null && before.outcome() != null) {
      return ((Number) Objects.requireNonNull(before.outcome().body().get("branch"))).intValue();
    }
    var scope = scope(frame);
    int branch = -1;
    for (int i = 0; i < choose.branches().size() && branch < 0; i++) {
      branch = choose.branches().get(i).when().test(scope) ? i : -1;
    }
    execution.history.record(EntryKind.CHOSEN, path, Map.of("branch", branch));
    return branch;
  }

  private Flow forEach(Step.ForEach loop, String path, Frame frame) {
    var items = items(loop, path, frame);
    var results = new Object[items.size()];
    Flow flow =
        together(
            Math.min(loop.parallel(), items.size()),
            items.size(),
            i -> {
              var inner = frame.with(loop.as(), items.get(i));
              Flow one = execution.all(loop.steps(), path + "/" + i + "/", inner);
              var own = inner.snapshot();
              own.keySet().removeAll(frame.snapshot().keySet());
              results[i] = own;
              return one;
            });
    if (flow instanceof Flow.Done) {
      frame.put(loop.id(), Map.of("count", items.size(), "results", List.of(results)));
    }
    return flow;
  }

  private List<?> items(Step.ForEach loop, String path, Frame frame) {
    var before = execution.history.of(path);
    if (before != null && before.outcome() != null) {
      return (List<?>) Objects.requireNonNull(before.outcome().body().get("items"));
    }
    Object value = loop.list().render(scope(frame));
    var items = value instanceof List<?> list ? list : List.of(value);
    execution.history.record(EntryKind.CHOSEN, path, Map.of("items", items));
    return items;
  }

  private Flow parallel(Step.Parallel parallel, String path, Frame frame) {
    int branches = parallel.branches().size();
    return together(
        branches,
        branches,
        i -> execution.all(parallel.branches().get(i), path + "/" + i + "/", frame));
  }

  /** What goes on in one of several equal parts of a step. */
  @FunctionalInterface
  private interface Part {
    Flow go(int index);
  }

  /**
   * Runs parts, some at a time. A part that fails does not keep the others from their work: a bad
   * phone number must not cost the other patients their reminder.
   */
  private static Flow together(int width, int parts, Part part) {
    if (parts == 0) {
      return Flow.DONE;
    }
    if (width <= 1) {
      var flows = new ArrayList<Flow>();
      for (int i = 0; i < parts; i++) {
        flows.add(part.go(i));
        if (flows.getLast() instanceof Flow.Stop) {
          break;
        }
      }
      return joined(flows);
    }
    var next = new AtomicInteger();
    var flows = new ConcurrentLinkedQueue<Flow>();
    Callable<Void> lane =
        () -> {
          for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
            flows.add(part.go(i));
          }
          return null;
        };
    try (var lanes = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<Void>>();
      for (int i = 0; i < width; i++) {
        running.add(lanes.submit(lane));
      }
      for (Future<Void> one : running) {
        one.get();
      }
      return joined(List.copyOf(flows));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while parts of a step were under way.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("A part of a step ended unexpectedly.", e);
    }
  }

  /**
   * What has been begun outside is brought to its end; else a stop ends the run; else open parts
   * are waited for; else a failure counts; else all is done.
   */
  private static Flow joined(List<Flow> flows) {
    Flow.Park park = null;
    Flow.Fail fail = null;
    Flow.Stop stop = null;
    for (Flow flow : flows) {
      switch (flow) {
        case Flow.Stop other -> stop = other;
        case Flow.Park other -> park = park == null ? other : park.and(other);
        // One that nobody has been told of must be heard of, whatever else failed.
        case Flow.Fail other -> fail = fail == null || fail.told() ? other : fail;
        case Flow.Done() -> {}
      }
    }
    if (park != null && (park.begun() || stop == null)) {
      return park;
    }
    if (stop != null) {
      return stop;
    }
    return fail == null ? Flow.DONE : fail;
  }

  private Flow waitUntil(Step.Wait wait, String path, Frame frame) {
    var before = execution.history.of(path);
    if (before != null && before.outcome() != null) {
      return Flow.DONE;
    }
    Instant now = execution.services.clock().instant();
    Instant until = before == null ? null : before.retryAt();
    if (until == null) {
      try {
        until =
            switch (wait.until()) {
              case Step.Until.For(var duration) -> now.plus(duration);
              case Step.Until.At(var template) ->
                  Instant.parse(String.valueOf(template.render(scope(frame))));
            };
      } catch (DateTimeException e) {
        return fail(path, new StepError("not-an-instant", "The time to wait for is no instant."));
      }
      execution.history.record(EntryKind.WAITING, path, Map.of("until", until.toString()));
    }
    if (until.isAfter(now)) {
      return new Flow.Park(RunState.WAITING, until);
    }
    execution.history.record(EntryKind.DONE, path, Map.of("output", Map.of()));
    return Flow.DONE;
  }

  private Flow call(Step.Call call, String path, Frame frame) {
    var called = called(call, path);
    if (called == null) {
      return fail(
          path, new StepError("no-such-recipe", "Recipe \"" + call.recipe() + "\" is not active."));
    }
    var inner = frame.only(call.with().render(scope(frame)));
    Flow flow = execution.all(called.steps(), path + "/", inner);
    if (flow instanceof Flow.Done || flow instanceof Flow.Stop) {
      frame.put(call.id(), inner.snapshot());
      return Flow.DONE;
    }
    return flow;
  }

  /** The version that was active when the step began; a run that waits in it goes on with that. */
  private @Nullable Recipe called(Step.Call call, String path) {
    var recipes = execution.services.recipes();
    int workspace = execution.run.workspace();
    var before = execution.history.of(path);
    if (before != null
        && before.outcome() != null
        && before.outcome().body().get(VERSION) instanceof Number version) {
      return recipes.version(workspace, call.recipe(), version.intValue());
    }
    var active = recipes.active(workspace, call.recipe());
    if (active == null) {
      return null;
    }
    execution.history.record(EntryKind.CHOSEN, path, Map.of(VERSION, active.version()));
    return active.recipe();
  }

  private Flow fail(String path, StepError error) {
    execution.history.record(EntryKind.FAILED, path, Map.of("error", error.toJson()));
    return new Flow.Fail(path, error);
  }

  private org.carelay.recipe.Scope scope(Frame frame) {
    return execution.scope(frame);
  }
}
