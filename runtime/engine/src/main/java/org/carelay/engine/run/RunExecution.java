package org.carelay.engine.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.engine.journal.EntryKind;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunState;
import org.carelay.recipe.ExpressionException;
import org.carelay.recipe.OnError;
import org.carelay.recipe.Step;

/**
 * One run on one node, from where it stood to its end or its next wait. A run that waited or whose
 * node died goes through its steps again; those with an outcome in the history are passed over.
 */
final class RunExecution {
  /** An event whose condition could not be evaluated carries the reason under this name. */
  static final String UNREADABLE = "$unreadable";

  final Run run;
  final RunServices services;
  final History history;
  final Effects effects;
  private final UseStep uses;
  private final FlowSteps flows;
  private volatile boolean awaiting;

  RunExecution(Run run, History history, RunServices services, Effects effects) {
    this.run = run;
    this.effects = effects;
    this.services = services;
    this.history = history;
    this.uses = new UseStep(this);
    this.flows = new FlowSteps(this);
  }

  /** The main flow: steps, then what follows from how they came out, in one last commit. */
  void execute() {
    var frame = Frame.of(run);
    switch (steps(frame)) {
      case Flow.Done() -> end(RunState.SUCCEEDED);
      case Flow.Stop(String reason) -> end(RunState.SUCCEEDED);
      case Flow.Park park -> park(park);
      case Flow.Fail fail -> fail(fail, frame);
    }
  }

  /** The main flow up to its end, or to where it cannot go on now. */
  Flow steps(Frame frame) {
    return run.data().get(UNREADABLE) instanceof String reason
        ? new Flow.Fail("", new StepError("unreadable-event", reason))
        : all(run.recipe().steps(), "", frame);
  }

  /** Goes through steps in order. */
  Flow all(List<Step> steps, String prefix, Frame frame) {
    for (Step step : steps) {
      Flow flow = one(step, prefix + step.id(), frame);
      if (!(flow instanceof Flow.Done)) {
        return flow;
      }
    }
    return Flow.DONE;
  }

  private Flow one(Step step, String path, Frame frame) {
    if (isOverdue()) {
      return new Flow.Fail(
          path, new StepError("deadline", "The run took longer than its recipe allows."));
    }
    var before = history.of(path);
    try {
      if (before == null) {
        var condition = step.condition();
        boolean disabled = step instanceof Step.Use use && use.disabled();
        if (disabled || condition != null && !condition.test(scope(frame))) {
          history.record(
              EntryKind.SKIPPED, path, Map.of("reason", disabled ? "disabled" : "condition"));
        }
      }
      return switch (step) {
        case Step.Use use -> use(use, path, frame);
        default -> skipped(path) ? Flow.DONE : flows.go(step, path, frame);
      };
    } catch (ExpressionException e) {
      var error = new StepError(e.code(), e.getMessage());
      history.record(EntryKind.FAILED, path, Map.of("error", error.toJson()));
      return new Flow.Fail(path, error);
    }
  }

  private boolean isOverdue() {
    var deadline = run.recipe().policy().deadline();
    return deadline != null
        && services.clock().instant().isAfter(run.key().acceptedAt().plus(deadline));
  }

  private boolean skipped(String path) {
    var known = history.of(path);
    return known != null && known.outcome() != null && known.outcome().kind() == EntryKind.SKIPPED;
  }

  private Flow use(Step.Use use, String path, Frame frame) {
    Flow flow = uses.go(use, path, frame);
    if (!(flow instanceof Flow.Fail fail)) {
      return flow;
    }
    return switch (use.onError()) {
      case OnError.Fail() -> flow;
      case OnError.Continue() -> {
        frame.put(use.id(), Map.of("status", "Failed", "error", fail.error().toJson()));
        yield Flow.DONE;
      }
      case OnError.Run(List<Step> steps) -> {
        frame.put(use.id(), Map.of("status", "Failed", "error", fail.error().toJson()));
        yield all(steps, path + "/onError/", frame.with("error", fail.error().toJson()));
      }
    };
  }

  org.carelay.recipe.Scope scope(Frame frame) {
    return scope(frame, services.clock().instant());
  }

  /** As above, at a time that stays the same. */
  org.carelay.recipe.Scope scope(Frame frame, Instant now) {
    return frame.scope(now, run.recipe().zone());
  }

  /** As above, and {@code answered}: nobody is reminded of a form that was sent meanwhile. */
  org.carelay.recipe.Scope scopeWhenSending(Frame frame) {
    var answered = services.invitations().answered(run.workspace(), run.key().id());
    return scope(frame.with("answered", answered));
  }

  /** Makes what has been recorded durable, and waits for it. */
  org.carelay.engine.journal.Committed flush() {
    return services.facts().commit(history.drain());
  }

  private void end(RunState state) {
    finish(new ArrayList<>(), state, null);
  }

  private void park(Flow.Park park) {
    history.add(new Operation.Park(run.key(), park.state(), park.until()));
    flush();
  }

  private void fail(Flow.Fail fail, Frame frame) {
    var after = run.recipe().onFailure();
    if (!after.isEmpty()) {
      var error = new java.util.HashMap<>(fail.error().toJson());
      error.put("step", fail.step());
      Flow flow = all(after, "onFailure/", frame.with("error", error));
      if (flow instanceof Flow.Park park) {
        park(park);
        return;
      }
    }
    var last = new ArrayList<Operation>();
    if (!fail.told()) {
      last.add(
          new Operation.Raise(
              run.workspace(),
              "run/" + run.key().id(),
              "failed",
              run.recipe().id(),
              run.key().id(),
              fail.step(),
              "\""
                  + run.recipe().title()
                  + "\" failed"
                  + (fail.step().isEmpty() ? "" : " at step \"" + fail.step() + "\"")
                  + ": "
                  + fail.error().message(),
              List.of("replay", "done"),
              services.ids().now()));
    }
    finish(last, RunState.FAILED, fail.error());
  }

  /** Something of this run waits, or has waited, for the outside. */
  void awaits() {
    awaiting = true;
  }

  private void finish(
      List<Operation> last, RunState state, @org.jspecify.annotations.Nullable StepError error) {
    Instant now = services.ids().now();
    // One that was overdue when it was taken up again has not come to what it waits for.
    boolean mayBeGiven = awaiting || history.resumed() && mayAwait();
    if (mayBeGiven) {
      Unheard.of(run, services)
          .filter(one -> !history.isOver(one.step()))
          .map(one -> Unheard.tell(run, one, now))
          .forEach(history::add);
      Unheard.answers(run, services, history).forEach(history::add);
      history.add(new Operation.Withdraw(run.key(), null));
    }
    history.add(
        new Operation.End(
            run.workspace(),
            run.key(),
            run.recipe().id(),
            state,
            now,
            error == null ? null : error.code(),
            error == null ? null : error.message(),
            run.orderKey()));
    last.forEach(history::add);
    flush();
    if (mayBeGiven) {
      // Only now do its forms take no more answers: one may have come at the last moment.
      var answers = Unheard.answers(run, services, history).toList();
      if (!answers.isEmpty()) {
        services.facts().commit(answers);
      }
    }
  }

  /** A recipe that is called may wait, too. */
  private boolean mayAwait() {
    return run.recipe().has(step -> step instanceof Step.WaitFor || step instanceof Step.Call);
  }
}
