package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Arrivals;
import org.carelay.engine.store.Posts;
import org.carelay.engine.store.Sql;
import org.carelay.engine.trigger.EventIntake.Accepted;
import org.carelay.recipe.ExpressionException;
import org.carelay.recipe.Scope;
import org.carelay.recipe.Step;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts that runs wait for. A post is kept as an event first; then the one step that waits for it
 * gets it. Where none does, or more than one, a person hears of it.
 */
final class Wakes {
  private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);

  /** An answer may be quicker than the step that asked for it: when to look again. */
  private static final long[] LOOK_AGAIN_MILLIS = {100, 400, 1_500};

  private final TriggerServices services;
  private volatile Map<String, List<Listener>> listeners = Map.of();

  Wakes(TriggerServices services) {
    this.services = services;
  }

  /** A recipe of which a step may wait at a path. */
  record Listener(Hooks.Route route, Step.Post post) {}

  void replace(Map<String, List<Listener>> fresh) {
    listeners = Map.copyOf(fresh);
  }

  /** Nobody where no step waits at this path. */
  List<Listener> at(String path) {
    return listeners.getOrDefault(path, List.of());
  }

  /** A post, and the steps it may be for. */
  private record Found(Hooks.Route route, TriggerEvent event, Set<String> addresses) {}

  /**
   * @param alone true where the post is for nobody else: then somebody must be waiting for it
   */
  CompletableFuture<Hooks.Answer> receive(
      String path, List<Listener> here, HttpCall call, boolean alone) {
    HttpTrigger.Outcome.Refused refusal = null;
    HttpTrigger.Reply reply = HttpTrigger.Reply.DEFAULT;
    var found = new ArrayList<Found>();
    boolean heard = false;
    for (Listener one : here) {
      switch (Hooks.judge(one.route(), call, services)) {
        case HttpTrigger.Outcome.Refused refused -> refusal = refused;
        case HttpTrigger.Outcome.Accepted(List<TriggerEvent> events, var wanted) -> {
          reply = wanted;
          heard = true;
          collect(one, events, found);
        }
      }
    }
    if (!heard && refusal != null) {
      return CompletableFuture.completedFuture(
          new Hooks.Answer.Refused(refusal.status(), refusal.code(), refusal.message()));
    }
    var answer = reply;
    var giving = found.stream().map(post -> give(path, post, alone)).toList();
    return CompletableFuture.allOf(giving.toArray(CompletableFuture<?>[]::new))
        .<Hooks.Answer>thenApply(
            done ->
                new Hooks.Answer.Done(
                    giving.stream().map(CompletableFuture::join).toList(), answer))
        .exceptionally(Hooks::busy);
  }

  /** All listeners judge the same post: their events are the same ones, in the same order. */
  private void collect(Listener one, List<TriggerEvent> events, List<Found> found) {
    for (int i = 0; i < events.size(); i++) {
      if (found.size() <= i) {
        found.add(new Found(one.route(), events.get(i), new LinkedHashSet<>()));
      }
      var address = address(one, events.get(i));
      if (address != null) {
        found.get(i).addresses().add(address);
      }
    }
  }

  private @Nullable String address(Listener one, TriggerEvent event) {
    var names = new HashMap<>(event.data());
    names.put("event", event.data());
    var now = services.ids().now();
    names.put("now", now.toString());
    var recipe = one.route().recipe().recipe();
    try {
      var value = one.post().match().evaluate(new Scope(names, now, recipe.zone()));
      return value == null || Posts.isBlank(value)
          ? null
          : Posts.address(one.post().listen(), value);
    } catch (ExpressionException e) {
      LOG.warn("A post could not be matched by recipe {}: {}", recipe.id(), e.code());
      return null;
    }
  }

  private CompletableFuture<Accepted> give(String path, Found post, boolean alone) {
    var workspace = post.route().recipe().workspace();
    var arrival =
        new Arrivals.Arrival(
            "webhook",
            List.copyOf(post.addresses()),
            post.event().key(),
            post.event().data(),
            services.ids().now(),
            null);
    return Hooks.inTime(services.intake().keep(post.route().recipe(), post.event()))
        .thenApplyAsync(
            kept -> {
              give(path, post, arrival, workspace, alone);
              return kept;
            },
            Thread::startVirtualThread);
  }

  private void give(
      String path, Found post, Arrivals.Arrival arrival, int workspace, boolean alone) {
    switch (services.arrivals().give(workspace, arrival)) {
      case GIVEN -> services.intake().nudge();
      case SEVERAL -> raise(path, post, "several runs wait for it, and one is meant");
      case NOBODY -> {
        if (alone) {
          // Raised before the sender is told: nothing is lost if this process ends now.
          raise(path, post, "no run waits for it");
          lookAgain(path, post, arrival, workspace, 0);
        }
      }
    }
  }

  private void lookAgain(
      String path, Found post, Arrivals.Arrival arrival, int workspace, int looks) {
    if (looks == LOOK_AGAIN_MILLIS.length) {
      return;
    }
    CompletableFuture.delayedExecutor(
            LOOK_AGAIN_MILLIS[looks], TimeUnit.MILLISECONDS, Thread::startVirtualThread)
        .execute(
            () -> {
              try {
                switch (services.arrivals().give(workspace, arrival)) {
                  case GIVEN -> given(path, post, workspace);
                  case NOBODY -> lookAgain(path, post, arrival, workspace, looks + 1);
                  case SEVERAL -> {} // a person has been told
                }
              } catch (Sql.DatabaseException | JournalException e) {
                LOG.debug("Nobody looked again for a post: {}", e.getMessage());
              }
            });
  }

  private void given(String path, Found post, int workspace) {
    services.intake().nudge();
    services
        .journal()
        .commit(
            List.of(
                new Operation.Close(workspace, source(path, post), "given", services.ids().now())));
  }

  private static String source(String path, Found post) {
    return "post/" + path + "/" + post.event().key();
  }

  private void raise(String path, Found post, String why) {
    var recipe = post.route().recipe();
    services
        .journal()
        .commit(
            List.of(
                new Operation.Raise(
                    recipe.workspace(),
                    source(path, post),
                    "webhook",
                    recipe.recipe().id(),
                    null,
                    null,
                    "A post to /hooks/" + path + " was kept, but " + why + ".",
                    List.of("done"),
                    services.ids().now())));
  }
}
