package org.carelay.engine.trigger;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.HttpTrigger.Answering;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.run.StepResults;
import org.carelay.engine.trigger.EventIntake.Accepted;
import org.jspecify.annotations.Nullable;

/**
 * Answers a sender with what a step of its run gives. The event is durable before, so that whatever
 * the sender hears, it need not send again; and if it does, it hears the same.
 */
record Answers(EventIntake intake, StepResults results) {
  /**
   * @param reply null where the sender is only told that the event was accepted
   */
  record Given(Accepted accepted, HttpTrigger.@Nullable Reply reply) {}

  CompletableFuture<Given> accept(Hooks.Route route, TriggerEvent event, Answering wanted) {
    var waiting = new AtomicReference<@Nullable CompletableFuture<Optional<Object>>>();
    var begun = new AtomicReference<@Nullable UUID>();
    return Hooks.inTime(
            intake.accept(
                route.recipe(),
                event,
                run -> {
                  begun.set(run);
                  waiting.set(results.expect(run, wanted));
                }))
        .whenComplete(
            (accepted, failure) -> {
              var run = begun.get();
              if (run != null && (accepted == null || accepted.duplicate())) {
                results.over(run);
              }
            })
        .thenCompose(
            accepted ->
                accepted.duplicate()
                    ? again(route, accepted, wanted)
                    : given(route, accepted, waiting.get()));
  }

  private static CompletableFuture<Given> given(
      Hooks.Route route, Accepted accepted, @Nullable CompletableFuture<Optional<Object>> output) {
    return output == null
        ? CompletableFuture.completedFuture(new Given(accepted, null))
        : output.thenApply(one -> new Given(accepted, one.map(route::answer).orElse(null)));
  }

  /** First waits, then looks: what comes in between is not missed. */
  private CompletableFuture<Given> again(Hooks.Route route, Accepted accepted, Answering wanted) {
    var waiting = results.expect(accepted.event(), wanted);
    Thread.startVirtualThread(() -> results.look(accepted.event(), wanted.steps()));
    return given(route, accepted, waiting);
  }
}
