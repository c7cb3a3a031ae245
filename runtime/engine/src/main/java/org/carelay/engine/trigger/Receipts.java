package org.carelay.engine.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.carelay.connector.Callback;
import org.carelay.engine.Ids;
import org.carelay.engine.effect.LedgerKey;
import org.carelay.engine.journal.EffectState;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Arrivals;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/** Delivery news about messages that were sent. */
public final class Receipts {
  private final Sql sql;
  private final RunJournal journal;
  private final Ids ids;
  private final Arrivals arrivals;
  private final Runnable nudge;

  /**
   * @param nudge lets runs that have been woken go on
   */
  public Receipts(Sql sql, RunJournal journal, Ids ids, Arrivals arrivals, Runnable nudge) {
    this.sql = sql;
    this.journal = journal;
    this.ids = ids;
    this.arrivals = arrivals;
    this.nudge = nudge;
  }

  /**
   * Records what is final. A message that did not arrive is a matter for the run that waits for
   * this, else for a person.
   */
  public void accept(int workspace, Callback.Outcome.Receipt receipt) {
    switch (receipt.delivery()) {
      case DELIVERED, READ -> record(workspace, receipt, EffectState.DELIVERED);
      case UNDELIVERED -> record(workspace, receipt, EffectState.UNDELIVERED);
      case QUEUED, SENT -> {}
    }
  }

  private void record(int workspace, Callback.Outcome.Receipt receipt, EffectState state) {
    var known =
        new Operation.Receipt(workspace, receipt.reference(), state, detail(receipt), ids.now());
    var sent = sent(workspace, receipt);
    if (sent == null) {
      // Quick news overtakes what the step itself has to say; what waits for the journal is first.
      journal.commit(List.of(known));
      sent = sent(workspace, receipt);
    }
    if (sent == null) {
      return;
    }
    var news = new ArrayList<Operation>();
    news.add(known);
    if (arrivals.giveToAll(workspace, arrival(sent, receipt, state)) == Arrivals.Outcome.GIVEN) {
      nudge.run();
    } else if (state == EffectState.UNDELIVERED) {
      news.add(raise(workspace, sent, receipt));
    }
    journal.commit(news);
  }

  private @Nullable Sent sent(int workspace, Callback.Outcome.Receipt receipt) {
    return sql.first(
        "select key, recipe, run_id, step from effect where workspace_id = ? and reference = ?",
        row ->
            new Sent(row.getString(1), row.getString(2), Sql.id(row, "run_id"), row.getString(4)),
        workspace,
        receipt.reference());
  }

  /** A message in the ledger. */
  private record Sent(String key, String recipe, UUID run, String step) {}

  private Arrivals.Arrival arrival(Sent sent, Callback.Outcome.Receipt receipt, EffectState state) {
    var content = new HashMap<String, Object>();
    content.put("state", state.id());
    if (receipt.errorCode() != null) {
      content.put("code", receipt.errorCode());
    }
    if (receipt.trouble() != null) {
      content.put("kind", receipt.trouble().kind());
    }
    return new Arrivals.Arrival(
        "receipt",
        List.of(sent.key()),
        receipt.reference() + "/" + state.id(),
        content,
        ids.now(),
        null);
  }

  private Operation raise(int workspace, Sent sent, Callback.Outcome.Receipt receipt) {
    return new Operation.Raise(
        workspace,
        LedgerKey.undelivered(sent.key()),
        "undelivered",
        sent.recipe(),
        sent.run(),
        sent.step(),
        sentence(receipt),
        List.of("done"),
        ids.now());
  }

  private static @Nullable String detail(Callback.Outcome.Receipt receipt) {
    var code = receipt.errorCode();
    var trouble = receipt.trouble();
    if (trouble == null) {
      return code;
    }
    return code == null ? trouble.kind() : trouble.kind() + " (" + code + ")";
  }

  private static String sentence(Callback.Outcome.Receipt receipt) {
    var code =
        receipt.errorCode() == null
            ? ""
            : " (the provider's code %s)".formatted(receipt.errorCode());
    var advice =
        receipt.trouble() == null ? "Reach the person another way." : receipt.trouble().advice();
    return "A message did not arrive" + code + ". " + advice;
  }
}
