package org.carelay.engine.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.connector.TriggerEvent;
import org.carelay.engine.journal.Committed;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Recipes.ActiveRecipe;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one group, on whichever node holds its lease. */
final class PollLoop {
  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration BUSY = Duration.ofMillis(200);

  /** A clock that is moved is noticed after this long at the latest. */
  private static final Duration LOOKS_AT_CLOCK = Duration.ofSeconds(30);

  private static final int MAX_BACKLOG = 8_192;

  private final PollGroup group;
  private final TriggerServices services;
  private final TriggerHealth health;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean nudged = new AtomicBoolean();
  private final OpenNotices openNotices;
  private final Batches batches;
  private final PollLease lease;
  private final PollFailures failures;
  private @Nullable GroupState state;
  private @Nullable Thread thread;
  private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

  PollLoop(PollGroup group, TriggerServices services, TriggerHealth health) {
    this.group = group;
    this.services = services;
    this.health = health;
    this.openNotices = new OpenNotices(group, services);
    this.batches = new Batches(services);
    this.lease = new PollLease(group, services);
    this.failures = new PollFailures(group, services, health, openNotices);
  }

  PollGroup group() {
    return group;
  }

  /** Begins to poll, unless it has begun already. */
  void start() {
    if (thread != null) {
      return;
    }
    thread = Thread.ofVirtual().name("poll-" + group.id()).start(this::loop);
  }

  private void loop() {
    while (!closed.get()) {
      Instant began = services.clock().instant();
      rest(began, pollOnce(group.poller().readsAhead()));
    }
    settleQuietly();
  }

  /**
   * Until it is time, or somebody nudges. A clock that was put forward meanwhile may have made it
   * time; one that was put back says nothing of when it is, so that it is at once.
   */
  private void rest(Instant began, Instant next) {
    Instant now = services.clock().instant();
    long end = System.nanoTime() + Duration.between(now, next).toNanos();
    while (now.isBefore(next) && !now.isBefore(began)) {
      long left = end - System.nanoTime();
      if (left <= 0 || closed.get() || nudged.getAndSet(false)) {
        return;
      }
      LockSupport.parkNanos(Math.min(left, LOOKS_AT_CLOCK.toNanos()));
      now = services.clock().instant();
    }
  }

  /**
   * Looks once, if this node may, and commits what was seen.
   *
   * @return when to look again
   */
  Instant pollOnce() {
    return pollOnce(false);
  }

  /**
   * @param ahead whether the commit may still be under way at the end
   */
  private Instant pollOnce(boolean ahead) {
    Instant now = services.clock().instant();
    if (services.journal().backlog() > MAX_BACKLOG) {
      return now.plus(BUSY);
    }
    try {
      if (!lease.isHeld()) {
        return now.plus(PollLease.RENEWS);
      }
      Instant next = look();
      if (!ahead) {
        settle();
      }
      health.seen(group, now);
      failures.over();
      return next;
    } catch (ConnectorException e) {
      return failures.count(e);
    } catch (Clients.NotAvailable e) {
      return failures.count(
          new ConnectorException.AuthenticationFailed(e.code(), e.getMessage(), e));
    } catch (JournalException | Sql.DatabaseException e) {
      state = null;
      LOG.debug("A poll of {} was not committed: {}", group.id(), e.getMessage());
      return services.clock().instant().plus(BUSY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed.set(true);
      return now;
    } catch (RuntimeException e) {
      state = null;
      LOG.error("A poll of {} broke", group.id(), e);
      return failures.count(
          new ConnectorException.Permanent(
              "connector-fault",
              "The connector failed unexpectedly (" + e.getClass().getSimpleName() + ").",
              e));
    }
  }

  @SuppressWarnings("unchecked") // The poller belongs to the connector whose client is leased.
  private Instant look() throws ConnectorException, InterruptedException, Clients.NotAvailable {
    if (state == null) {
      settleQuietly();
      openNotices.load();
    }
    var known = state == null ? new GroupState(services.sql(), group) : state;
    state = known;
    var leased =
        services.clients().lease(group.workspace(), group.connector(), group.connection(), false);
    var subscriptions = new ArrayList<Poller.Subscription>();
    for (var member : group.members()) {
      subscriptions.add(
          new Poller.Subscription(
              member.subscription(),
              member.recipe().recipe().trigger().uses(),
              member.input(),
              member.recipe().recipe().zone(),
              Collections.unmodifiableMap(known.subscription(member.subscription()))));
    }
    var poller = (Poller<Client>) group.poller();
    var result =
        poller.poll(
            leased.client(),
            new Poller.Request(
                subscriptions,
                Collections.unmodifiableMap(known.shared()),
                leased.context().memory(),
                services.clock()));
    commit(
        known,
        result,
        poller.repeats(leased.client()),
        () -> poller.committed(leased.client(), result));
    return result.next();
  }

  /** Hands a result to the journal, once the one before it is durable. */
  private void commit(
      GroupState known, Poller.Result result, boolean repeats, Runnable whenDurable) {
    UUID poll = services.ids().next();
    var operations = new ArrayList<Operation>(known.sharedChanges(result.shared()));
    var prepared = new ArrayList<EventIntake.Prepared>();
    var notices = new HashMap<String, Operation.Raise>();
    var inbound = new Messages(group, services);
    result.news().receipts().forEach(r -> services.receipts().accept(group.workspace(), r));
    operations.addAll(inbound.unheard(result.news().messages()));
    var members = new HashMap<String, ActiveRecipe>();
    group.members().forEach(m -> members.put(m.subscription(), m.recipe()));
    for (var finding : result.findings()) {
      var recipe = members.get(finding.subscriptionId());
      if (recipe == null) {
        throw new IllegalStateException("A finding for nobody: " + finding.subscriptionId());
      }
      operations.addAll(known.subscriptionChanges(finding.subscriptionId(), finding.changes()));
      var events = inbound.left(finding.events());
      prepared.addAll(prepare(recipe, events, repeats ? null : poll, operations));
      finding
          .notices()
          .forEach(n -> notices.put(OpenNotices.source(recipe, n), openNotices.raise(recipe, n)));
      health.noticed(recipe, finding.notices());
    }
    for (var one : prepared) {
      operations.add(one.accept());
    }
    var open = openNotices.sync(notices, result, operations);
    if (operations.isEmpty()) {
      return;
    }
    operations.addFirst(
        new Operation.Advance(group.workspace(), group.id(), known.revision(), poll));
    try {
      settle();
    } catch (JournalException e) {
      follow(prepared, null);
      throw e;
    }
    underWay =
        services
            .journal()
            .submit(operations)
            .whenComplete(
                (committed, failure) -> {
                  follow(prepared, committed);
                  if (committed != null) {
                    whenDurable.run();
                  }
                });
    known.committed(operations);
    openNotices.are(open);
  }

  private void follow(List<EventIntake.Prepared> prepared, @Nullable Committed committed) {
    for (var one : prepared) {
      services.intake().follow(one, committed);
    }
  }

  /**
   * Waits until the last result is durable.
   *
   * @throws JournalException if it will not be; then nothing of it happened
   */
  private void settle() {
    var last = underWay;
    underWay = CompletableFuture.completedFuture(null);
    try {
      last.join();
    } catch (CompletionException e) {
      throw RunJournal.failure(e);
    }
  }

  private void settleQuietly() {
    try {
      settle();
    } catch (JournalException e) {
      LOG.debug("A poll of {} was not committed: {}", group.id(), e.getMessage());
    }
  }

  private List<EventIntake.Prepared> prepare(
      ActiveRecipe recipe,
      List<TriggerEvent> events,
      @Nullable UUID poll,
      List<Operation> operations) {
    var batch = batches.of(recipe, events, operations);
    var prepared = new ArrayList<EventIntake.Prepared>();
    for (TriggerEvent event : events) {
      prepared.add(services.intake().prepare(recipe, event, batch, poll));
    }
    return prepared;
  }

  void nudge() {
    nudged.set(true);
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Ends the loop after the poll under way, at most a few seconds later. */
  void close() {
    closed.set(true);
    nudge();
    if (thread != null) {
      try {
        if (!thread.join(Duration.ofSeconds(5))) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
