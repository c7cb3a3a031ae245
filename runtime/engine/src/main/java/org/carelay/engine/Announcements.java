package org.carelay.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.carelay.engine.journal.JournalListener;
import org.carelay.engine.journal.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what was committed: topics to screens, and when runs may have become due. */
final class Announcements implements JournalListener {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Consumer<String> announce;
  private final Consumer<Due> due;
  private final AtomicBoolean away = new AtomicBoolean();

  /** Whether a run may be due now, or at a time that was not known before. */
  enum Due {
    NOW,
    SOMETIME
  }

  Announcements(Consumer<String> announce, Consumer<Due> due) {
    this.announce = announce;
    this.due = due;
  }

  @Override
  public void committed(List<Operation> operations) {
    if (away.compareAndSet(true, false)) {
      LOG.info("The database is back");
    }
    boolean runs = false;
    boolean attention = false;
    boolean parked = false;
    boolean next = false;
    for (Operation operation : operations) {
      switch (operation) {
        case Operation.Accept a -> runs = true;
        case Operation.Append a -> runs = true;
        case Operation.Park p -> {
          runs = true;
          parked = true;
        }
        case Operation.Invite i -> {}
        case Operation.Await a -> {}
        case Operation.Withdraw w -> {}
        case Operation.End e -> {
          runs = true;
          next |= e.orderKey() != null;
        }
        case Operation.PlanEffect p -> runs = true;
        case Operation.SettleEffect s -> runs = true;
        case Operation.Receipt r -> runs = true;
        case Operation.Raise r -> attention = true;
        case Operation.Close c -> attention = true;
        case Operation.Remember r -> {}
        case Operation.Advance a -> {}
      }
    }
    if (next) {
      due.accept(Due.NOW);
    } else if (parked) {
      due.accept(Due.SOMETIME);
    }
    if (runs) {
      announce.accept("runs");
    }
    if (attention) {
      announce.accept("attention");
    }
  }

  @Override
  public void databaseAway(String why) {
    if (away.compareAndSet(false, true)) {
      LOG.warn("{} Nothing is lost; trying again until it answers", why);
    }
  }
}
