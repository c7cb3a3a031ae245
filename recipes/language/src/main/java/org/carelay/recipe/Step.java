package org.carelay.recipe;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a recipe: something done ({@link Use}) or something about the flow. */
public sealed interface Step {
  /** Unique in the whole recipe, also across branches and {@code onFailure}. */
  String id();

  /** The step is skipped unless this is true. */
  @Nullable Expression condition();

  /** Goes through steps and all that stand inside them. */
  static void each(List<Step> steps, Consumer<Step> use) {
    for (var step : steps) {
      use.accept(step);
      step.inside().forEach(inner -> each(inner, use));
    }
  }

  /** The lists of steps that stand inside this one. */
  default List<List<Step>> inside() {
    return switch (this) {
      case Use use -> use.onError() instanceof OnError.Run(var steps) ? List.of(steps) : List.of();
      case Choose choose ->
          Stream.concat(
                  choose.branches().stream().map(Branch::steps), Stream.of(choose.otherwise()))
              .toList();
      case ForEach loop -> List.of(loop.steps());
      case Parallel parallel -> parallel.branches();
      case WaitFor waitFor -> List.of(waitFor.onTimeout());
      case Wait _, Call _, Stop _ -> List.of();
    };
  }

  /**
   * Does something by an action of a connector; functions are actions too.
   *
   * @param uses an action's id, such as {@code twilio.send-sms}
   * @param connection the connection's id; null where the connector needs none
   * @param retry null: the recipe's policy, else the engine's
   * @param timeout of one attempt; null: the engine's
   * @param message for actions that reach a person
   * @param disabled true where a person has switched the step off
   */
  record Use(
      String id,
      @Nullable Expression condition,
      String uses,
      @Nullable String connection,
      InputTemplate with,
      @Nullable Retry retry,
      @Nullable Duration timeout,
      OnError onError,
      @Nullable MessageSpec message,
      boolean disabled,
      @Nullable String note)
      implements Step {}

  /** Runs the first branch whose condition is true, else {@code otherwise}. */
  record Choose(
      String id, @Nullable Expression condition, List<Branch> branches, List<Step> otherwise)
      implements Step {
    public Choose {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  /** One way of a {@link Choose}. */
  record Branch(Expression when, List<Step> steps) {
    public Branch {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Runs the steps once for each element of a list.
   *
   * @param list renders to a list; a single value is a list of one
   * @param as the element's name in scope
   * @param parallel how many elements at once, at least 1
   */
  record ForEach(
      String id,
      @Nullable Expression condition,
      Template list,
      String as,
      int parallel,
      List<Step> steps)
      implements Step {
    public ForEach {
      steps = List.copyOf(steps);
    }
  }

  /** Runs all branches at the same time and goes on when all are done. */
  record Parallel(String id, @Nullable Expression condition, List<List<Step>> branches)
      implements Step {
    public Parallel {
      branches = branches.stream().map(List::copyOf).toList();
    }
  }

  /** Goes on later. */
  record Wait(String id, @Nullable Expression condition, Until until) implements Step {}

  /** When a {@link Wait} ends. */
  sealed interface Until {
    record For(Duration duration) implements Until {}

    /** The template renders to an instant. */
    record At(Template instant) implements Until {}
  }

  /**
   * Goes on when something arrives.
   *
   * @param timeout null: waits without end
   * @param onTimeout what happens when nothing has arrived in time
   */
  record WaitFor(
      String id,
      @Nullable Expression condition,
      Awaited what,
      @Nullable Duration timeout,
      List<Step> onTimeout)
      implements Step {
    public WaitFor {
      onTimeout = List.copyOf(onTimeout);
    }
  }

  /**
   * What a {@link WaitFor} waits for, with details as written.
   *
   * @param post which post it is; only for a webhook
   */
  record Awaited(Kind kind, InputTemplate with, @Nullable Post post) {
    /** Written in lower case: {@code reply}, {@code form}... */
    public enum Kind {
      REPLY,
      FORM,
      APPROVAL,
      WEBHOOK,
      /** What became of a message that an earlier step, named by {@code of}, has sent. */
      RECEIPT
    }
  }

  /**
   * A post that a run waits for.
   *
   * @param listen where it comes in and who may send it
   * @param match taken of the post, such as {@code body.order}
   * @param equals what that must be for this run
   */
  record Post(TriggerUse listen, Expression match, Template equals) {}

  /** Runs another recipe and goes on with its outcome. */
  record Call(String id, @Nullable Expression condition, String recipe, InputTemplate with)
      implements Step {}

  /** Ends the run, well and on purpose. */
  record Stop(String id, @Nullable Expression condition, Template reason) implements Step {}
}
