package org.carelay.engine.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.carelay.connector.AskableCallback;
import org.carelay.connector.Callback;
import org.carelay.connector.Callback.Delivery;
import org.carelay.connector.Callback.Trouble;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.engine.store.Clients;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks providers what became of messages of which they have told nothing: after a quarter of an
 * hour, two hours and a day. After thirty hours a message counts as not delivered, for want of any
 * receipt. Each message is asked about once on each rung, at most fifty a minute.
 *
 * <p>How far a rung has come is a place in the ledger. Two nodes may ask twice; that changes
 * nothing.
 */
public final class MissingReceipts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MissingReceipts.class);
  private static final int WORKSPACE = 1;
  private static final int MOST_AT_ONCE = 50;
  private static final int TRIES = 30;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration RECENT = Duration.ofHours(1);
  private static final String OWNER = "missing-receipts";
  private static final List<Rung> RUNGS =
      List.of(
          new Rung(Duration.ofMinutes(15), false),
          new Rung(Duration.ofHours(2), false),
          new Rung(Duration.ofHours(24), false),
          new Rung(Duration.ofHours(30), true));

  private final TriggerServices services;
  private final BooleanSupplier practice;
  private volatile boolean closed;
  private @Nullable Thread thread;
  private int tries;

  /**
   * @param practice whether messages leave through the practice clinic
   */
  public MissingReceipts(TriggerServices services, BooleanSupplier practice) {
    this.services = services;
    this.practice = practice;
  }

  private record Rung(Duration after, boolean last) {}

  /** A place in the ledger. */
  private record Place(Instant at, String key) {}

  private record Sent(
      Place place, String reference, String recipe, int version, String step, UUID run) {}

  /** Begins to look, once a minute. */
  public void start() {
    thread = Thread.ofVirtual().name("missing-receipts").start(this::loop);
  }

  private void loop() {
    while (!closed) {
      try {
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (closed) {
          return;
        }
        LOG.warn("Missing receipts were not looked for; it is tried again: {}", e.toString());
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  /** Looks once, on the calling thread. */
  public void look() throws InterruptedException {
    var now = services.clock().instant();
    for (Rung rung : RUNGS) {
      climb(rung, now.minus(rung.after()));
    }
  }

  private void climb(Rung rung, Instant until) throws InterruptedException {
    var from = place(rung);
    if (from == null) {
      keep(rung, new Place(until, ""));
      return;
    }
    var due = due(from, until);
    for (Sent sent : due) {
      if (!ask(sent, rung) && ++tries < TRIES) {
        return;
      }
      tries = 0;
      keep(rung, sent.place());
    }
    if (due.size() < MOST_AT_ONCE && from.at().isBefore(until)) {
      keep(rung, new Place(until, ""));
    }
  }

  /** In the order of the ledger, without what was held and sent only now. */
  private List<Sent> due(Place from, Instant until) {
    return services
        .sql()
        .list(
            """
            select s.key, s.first_at, s.reference, s.recipe, e.version, s.step, s.run_id
            from effect s join event e on e.id = s.run_id and e.accepted_at = s.accepted_at
            where s.workspace_id = ? and s.purpose is not null
              and (s.first_at, s.key) > (?, ?) and s.first_at <= ?
              and s.state = 'done' and s.reference is not null and s.updated_at <= ?
            order by s.first_at, s.key limit ?""",
            row ->
                new Sent(
                    new Place(Sql.instant(row, "first_at"), row.getString("key")),
                    row.getString("reference"),
                    row.getString("recipe"),
                    row.getInt("version"),
                    row.getString("step"),
                    Sql.id(row, "run_id")),
            WORKSPACE,
            from.at(),
            from.key(),
            until,
            until.plus(RECENT),
            MOST_AT_ONCE);
  }

  /** False where the provider wants to be left alone for now. */
  @SuppressWarnings("unchecked") // The lease's client was opened by the callback's connector.
  private boolean ask(Sent sent, Rung rung) throws InterruptedException {
    var id = sent.step().substring(sent.step().lastIndexOf('/') + 1);
    try {
      var recipe = services.recipes().version(WORKSPACE, sent.recipe(), sent.version());
      var use = new StepSearch(services.recipes(), WORKSPACE).use(recipe, id);
      var entry = use == null ? null : services.catalog().action(use.uses());
      if (use == null || entry == null) {
        return true;
      }
      for (var callback : entry.connector().callbacks()) {
        if (callback instanceof AskableCallback<?> askable) {
          var lease =
              services
                  .clients()
                  .lease(WORKSPACE, use.uses(), use.connection(), practice.getAsBoolean());
          var news = ((AskableCallback<Client>) askable).ask(sent.reference(), lease.client());
          take(sent, rung, news);
        }
      }
      return true;
    } catch (ConnectorException | Clients.NotAvailable | IllegalStateException e) {
      LOG.debug("A receipt could not be asked for: {}", e.toString());
      if (e instanceof ConnectorException.Retryable && !rung.last()) {
        return false;
      }
      // On the last rung nobody will ask again, so a person must hear of it.
      take(sent, rung, null);
      return true;
    }
  }

  private void take(Sent sent, Rung rung, Callback.Outcome.@Nullable Receipt news) {
    var done =
        news != null && news.delivery() != Delivery.QUEUED && news.delivery() != Delivery.SENT;
    if (news != null && done) {
      services.receipts().accept(WORKSPACE, news);
    } else if (rung.last()) {
      services
          .receipts()
          .accept(
              WORKSPACE,
              new Callback.Outcome.Receipt(
                  sent.reference(),
                  Delivery.UNDELIVERED,
                  null,
                  new Trouble(
                      "no-receipt",
                      "The provider does not say that it has arrived. If it matters, reach the"
                          + " person another way.")));
    }
  }

  private @Nullable Place place(Rung rung) {
    var value =
        services
            .sql()
            .first(
                "select value from trigger_state where workspace_id = ? and owner = ? and key = ?",
                row -> row.getString(1),
                WORKSPACE,
                OWNER,
                rung.after().toString());
    if (value == null) {
      return null;
    }
    var parts = value.split("\\|", 2);
    return new Place(Instant.parse(parts[0]), parts[1]);
  }

  private void keep(Rung rung, Place place) {
    services
        .sql()
        .update(
            """
            insert into trigger_state (workspace_id, owner, key, value) values (?, ?, ?, ?)
            on conflict (workspace_id, owner, key) do update set value = excluded.value""",
            WORKSPACE,
            OWNER,
            rung.after().toString(),
            place.at() + "|" + place.key());
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
