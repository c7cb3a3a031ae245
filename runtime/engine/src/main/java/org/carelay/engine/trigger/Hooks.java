package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.HttpCall;
import org.carelay.connector.HttpTrigger;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.engine.trigger.EventIntake.Accepted;
import org.jspecify.annotations.Nullable;

/** What the outside posts to {@code /hooks/...}: judged by the trigger, accepted, then answered. */
public final class Hooks {
  private static final Answer NOT_NOW =
      new Answer.Refused(503, "busy", "The event could not be stored now. Send it again soon.");

  private final TriggerServices services;
  private volatile Map<String, List<Route>> routes = Map.of();

  Hooks(TriggerServices services) {
    this.services = services;
  }

  /** A recipe that listens at a path. */
  record Route(
      ActiveRecipe recipe,
      HttpTrigger<?, ?> trigger,
      Record input,
      Connector<?, ?> connector,
      @Nullable String connection) {
    @SuppressWarnings("unchecked") // The input was bound to the trigger's own input type.
    String path(String connectionId) {
      return ((HttpTrigger<?, Record>) trigger).path(input, connectionId);
    }
  }

  /** How the sender is answered. */
  public sealed interface Answer {
    /** Durable. */
    record Done(List<Accepted> events, HttpTrigger.Reply reply) implements Answer {}

    record Refused(int status, String code, String message) implements Answer {}
  }

  void replace(Map<String, List<Route>> fresh) {
    for (var path : fresh.entrySet()) {
      if (!routes.containsKey(path.getKey())) {
        path.getValue().forEach(route -> claim(path.getKey(), route.recipe()));
      }
    }
    routes = Map.copyOf(fresh);
  }

  private void claim(String path, ActiveRecipe recipe) {
    services
        .sql()
        .update(
            "insert into hook_path (workspace_id, path, recipe, claimed_at) values (?, ?, ?, ?)"
                + " on conflict do nothing",
            recipe.workspace(),
            path,
            recipe.recipe().id(),
            services.clock().instant());
  }

  /**
   * Judges a post and accepts its events.
   *
   * @param path below {@code /hooks/}
   */
  public CompletableFuture<Answer> receive(String path, HttpCall call) {
    var listening = routes.get(path);
    if (listening == null) {
      return CompletableFuture.supplyAsync(() -> unclaimed(path, call));
    }
    if (services.journal().isStuck()) {
      return CompletableFuture.completedFuture(NOT_NOW);
    }
    HttpTrigger.Outcome.Refused refusal = null;
    HttpTrigger.Reply reply = HttpTrigger.Reply.DEFAULT;
    var accepting = new ArrayList<CompletableFuture<Accepted>>();
    var taken = new HashMap<String, Boolean>();
    boolean heard = false;
    for (Route route : listening) {
      switch (judge(route, call)) {
        case HttpTrigger.Outcome.Refused refused -> refusal = refused;
        case HttpTrigger.Outcome.Accepted(List<TriggerEvent> events, var wanted) -> {
          reply = wanted;
          heard = true;
          for (TriggerEvent event : events) {
            if (taken.computeIfAbsent(
                event.key(),
                key -> services.inbound().takes(route.recipe().workspace(), event, services))) {
              continue;
            }
            accepting.add(services.intake().accept(route.recipe(), event));
          }
        }
      }
    }
    if (!heard && refusal != null) {
      return CompletableFuture.completedFuture(
          new Answer.Refused(refusal.status(), refusal.code(), refusal.message()));
    }
    var answer = reply;
    return CompletableFuture.allOf(accepting.toArray(CompletableFuture<?>[]::new))
        .<Answer>thenApply(
            done ->
                new Answer.Done(accepting.stream().map(CompletableFuture::join).toList(), answer))
        .orTimeout(RunJournal.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(Hooks::busy);
  }

  private static Answer busy(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof JournalException || cause instanceof TimeoutException
        ? NOT_NOW
        : new Answer.Refused(500, "engine-fault", "The event could not be stored.");
  }

  @SuppressWarnings("unchecked") // Input and client belong to the trigger's connector.
  private HttpTrigger.Outcome judge(Route route, HttpCall call) {
    try {
      var lease =
          services
              .clients()
              .lease(route.recipe().workspace(), route.connector(), route.connection(), false);
      return ((HttpTrigger<Client, Record>) route.trigger())
          .receive(call, route.input(), lease.client());
    } catch (Clients.NotAvailable e) {
      return new HttpTrigger.Outcome.Refused(503, e.code(), e.getMessage());
    }
  }

  /**
   * Nobody listens. A message from a patient is still a matter for a person; a path that was
   * claimed once is gone, not unknown.
   */
  private Answer unclaimed(String path, HttpCall call) {
    var reply = new Replies(services).receive(path, call);
    if (reply != null) {
      return reply;
    }
    boolean known =
        services
                .sql()
                .first(
                    "select recipe from hook_path where path = ? limit 1",
                    row -> row.getString(1),
                    path)
            != null;
    return known
        ? new Answer.Refused(410, "path-retired", "The recipe that listened here no longer does.")
        : new Answer.Refused(404, "unknown-path", "No recipe listens at this path.");
  }

  /** For tests and screens: how many recipes listen at each path. */
  public Map<String, Integer> paths() {
    var counts = new HashMap<String, Integer>();
    routes.forEach((path, all) -> counts.put(path, all.size()));
    return counts;
  }
}
