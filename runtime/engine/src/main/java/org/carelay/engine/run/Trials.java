package org.carelay.engine.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.Choice;
import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Existing;
import org.carelay.connector.Samples;
import org.carelay.connector.Trigger;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.Ids;
import org.carelay.engine.Json;
import org.carelay.engine.journal.Committed;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunKey;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.RunReads;
import org.carelay.engine.store.Sql;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.carelay.recipe.ExpressionException;
import org.carelay.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * For whoever writes a recipe: what a form can offer, what there is to try on, and what the recipe
 * would do. Outside systems are read; nothing is sent, written or remembered.
 */
public final class Trials {
  private static final int MOST_WAITS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunServices services;
  private final Sql sql;

  public Trials(RunServices services, Sql sql) {
    this.services = services;
    this.sql = sql;
  }

  /**
   * What a step would do outside.
   *
   * @param action write, send, hold, suppress, expire, bad-address or already-sent
   * @param reason why it would not be sent; null otherwise
   * @param to the addresses as the gate leaves them
   * @param input as rendered
   */
  public record Intent(String action, @Nullable String reason, List<String> to, Object input) {}

  /**
   * What a recipe would do.
   *
   * @param wanted false where the trigger's condition is not true, so that no run would begin
   * @param state succeeded, failed, held or waiting, as far as can be told
   * @param error why it would fail; null otherwise
   * @param intents by step
   */
  public record Outcome(
      boolean wanted,
      String state,
      @Nullable StepError error,
      List<RunReads.StepView> steps,
      Map<String, Intent> intents) {}

  /**
   * What each step of a run was given, by the step's path; as far as it can be told.
   *
   * @param detail as it is read for people: with masked outputs
   */
  public Map<String, Map<String, Object>> inputs(int workspace, RunReads.Detail detail) {
    var listed = detail.run();
    var run =
        new Run(
            new RunKey(listed.id(), listed.startedAt()),
            workspace,
            services.recipes().version(workspace, listed.recipe(), listed.version()),
            listed.version(),
            listed.eventKey(),
            listed.occurredAt(),
            detail.event(),
            null);
    return StepInputs.of(services.catalog(), run, detail.steps());
  }

  /**
   * Goes through a recipe for an event. Waits pass at once.
   *
   * @param anyway goes through the steps even where the condition is not true of the event
   */
  public Outcome run(int workspace, Recipe recipe, TriggerEvent event, boolean anyway) {
    var clock = new Moving(services.clock());
    var key = new Ids(clock).nextRun();
    var run =
        new Run(key, workspace, recipe, 1, event.key(), event.occurredAt(), event.data(), null);
    var entries = new ArrayList<RunReads.Entry>();
    var intents = new ConcurrentHashMap<String, Intent>();
    Facts nowhere = operations -> keep(operations, entries);
    var trial = services.onTrial(nowhere, clock);
    var history = new History(key, trial.ids(), false);
    boolean wanted;
    try {
      wanted = isWanted(run);
    } catch (ExpressionException e) {
      var error = new StepError(e.code(), e.getMessage());
      return new Outcome(true, "failed", error, List.of(), Map.of());
    }
    if (!wanted && !anyway) {
      return new Outcome(false, "filtered", null, List.of(), Map.of());
    }
    Flow flow = Flow.DONE;
    for (int waits = 0; waits < MOST_WAITS; waits++) {
      flow = new RunExecution(run, history, trial, new TrialEffect(intents)).steps(Frame.of(run));
      nowhere.commit(history.drain());
      if (!(flow instanceof Flow.Park(var state, Instant until, var _))
          || until == null
          || isRetrying(entries)) {
        break;
      }
      clock.moveTo(until);
    }
    var steps = RunReads.steps(entries);
    return switch (flow) {
      case Flow.Fail(var step, StepError error, var told) ->
          new Outcome(wanted, "failed", error, steps, intents);
      case Flow.Park park when isRetrying(entries) ->
          new Outcome(wanted, "failed", lastError(entries), steps, intents);
      case Flow.Park(var state, var until, var _) ->
          new Outcome(wanted, state.id(), null, steps, intents);
      case Flow.Done done -> new Outcome(wanted, "succeeded", null, steps, intents);
      case Flow.Stop stop -> new Outcome(wanted, "succeeded", null, steps, intents);
    };
  }

  private boolean isWanted(Run run) {
    var when = run.recipe().trigger().when();
    var now = services.clock().instant();
    return when == null || when.test(Frame.of(run).scope(now, run.recipe().zone()));
  }

  private static Committed keep(List<Operation> operations, List<RunReads.Entry> entries) {
    synchronized (entries) {
      for (Operation operation : operations) {
        if (operation instanceof Operation.Append append) {
          entries.add(
              new RunReads.Entry(
                  append.kind(), append.step(), Json.map(append.body()), append.at()));
        }
      }
    }
    return new Committed(Map.of(), Set.of());
  }

  /** A step that could not be read now would be tried again later; a trial does not wait for it. */
  private static boolean isRetrying(List<RunReads.Entry> entries) {
    return RunReads.steps(entries).stream().anyMatch(step -> step.state().equals("retrying"));
  }

  private static @Nullable StepError lastError(List<RunReads.Entry> entries) {
    return RunReads.steps(entries).stream()
        .filter(step -> step.state().equals("retrying"))
        .map(RunReads.StepView::error)
        .map(error -> error instanceof Map<?, ?> map ? map : Map.of())
        .map(
            map ->
                new StepError(String.valueOf(map.get("code")), String.valueOf(map.get("message"))))
        .findFirst()
        .orElse(null);
  }

  /** What is there for a trigger to fire for, as its connection shows it now. */
  @SuppressWarnings("unchecked") // Input and client belong to the trigger's connector.
  public Samples samples(
      int workspace,
      String uses,
      @Nullable String connection,
      Map<String, Object> with,
      int most,
      ZoneId zone)
      throws Clients.NotAvailable, BindingException, ConnectorException, InterruptedException {
    var entry = services.catalog().trigger(uses);
    var lease = services.clients().lease(workspace, uses, connection, false);
    if (entry == null) {
      return Samples.NONE;
    }
    var input = Binder.bind(with, entry.trigger().input());
    Instant now = services.clock().instant();
    try (var guard = services.watchdog().guard(PATIENCE)) {
      return ((Trigger<Client, Record>) entry.trigger())
          .samples(lease.client(), input, new Samples.Request(most, zone, now, now.plus(PATIENCE)));
    }
  }

  /** What a recipe's source holds already; null where its trigger has no such thing. */
  @SuppressWarnings("unchecked") // Input and client belong to the trigger's connector.
  public @Nullable Samples existing(int workspace, Recipe recipe, int most)
      throws Clients.NotAvailable, BindingException, ConnectorException, InterruptedException {
    var use = recipe.trigger();
    var entry = services.catalog().trigger(use.uses());
    if (entry == null || !(entry.trigger() instanceof Existing<?, ?> trigger)) {
      return null;
    }
    var lease = services.clients().lease(workspace, use.uses(), use.connection(), false);
    var input = Binder.bind(use.with(), entry.trigger().input());
    Instant now = services.clock().instant();
    try (var guard = services.watchdog().guard(PATIENCE)) {
      return ((Existing<Client, Record>) trigger)
          .existing(
              lease.client(),
              input,
              new Samples.Request(most, recipe.zone(), now, now.plus(PATIENCE)));
    }
  }

  /** The latest events of a recipe, as they were. */
  public List<TriggerEvent> past(int workspace, String recipe, int most) {
    return sql.list(
        """
        select key, occurred_at, data from event
        where workspace_id = ? and recipe = ? order by id desc limit ?""",
        row ->
            new TriggerEvent(
                row.getString("key"),
                Sql.instant(row, "occurred_at"),
                Json.map(row.getBytes("data"))),
        workspace,
        recipe,
        most);
  }

  /** What a form can offer for an input; see {@link Connector#choices}. */
  @SuppressWarnings("unchecked") // The lease's client was opened by this connector.
  public List<Choice> choices(
      int workspace,
      String connector,
      @Nullable String connection,
      String of,
      Map<String, Object> written)
      throws Clients.NotAvailable, ConnectorException, InterruptedException {
    var known = services.catalog().connector(connector);
    if (known == null) {
      return List.of();
    }
    var lease = services.clients().lease(workspace, known, connection, false);
    try (var guard = services.watchdog().guard(PATIENCE)) {
      return ((Connector<?, Client>) known)
          .choices(lease.client(), of, new LinkedHashMap<>(written));
    }
  }

  /** Time that passes as it does, and jumps over waits. */
  private static final class Moving extends Clock {
    private final Clock real;
    private volatile Duration ahead = Duration.ZERO;

    private Moving(Clock real) {
      this.real = real;
    }

    private void moveTo(Instant instant) {
      var jump = Duration.between(instant(), instant);
      ahead = jump.isPositive() ? ahead.plus(jump) : ahead;
    }

    @Override
    public ZoneId getZone() {
      return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return real.withZone(zone);
    }

    @Override
    public Instant instant() {
      return real.instant().plus(ahead);
    }
  }
}
