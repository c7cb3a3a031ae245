package org.carelay.engine.trigger;

import java.util.List;
import org.carelay.connector.Callback;
import org.carelay.engine.Ids;
import org.carelay.engine.journal.EffectState;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.journal.RunJournal;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/** Delivery news about messages that were sent. */
public final class Receipts {
  private final Sql sql;
  private final RunJournal journal;
  private final Ids ids;

  public Receipts(Sql sql, RunJournal journal, Ids ids) {
    this.sql = sql;
    this.journal = journal;
    this.ids = ids;
  }

  /** Records what is final; a message that did not arrive is a matter for a person. */
  public void accept(int workspace, Callback.Outcome.Receipt receipt) {
    switch (receipt.delivery()) {
      case DELIVERED, READ -> record(workspace, receipt, EffectState.DELIVERED);
      case UNDELIVERED -> record(workspace, receipt, EffectState.UNDELIVERED);
      case QUEUED, SENT -> {}
    }
  }

  private void record(int workspace, Callback.Outcome.Receipt receipt, EffectState state) {
    var news =
        new Operation.Receipt(workspace, receipt.reference(), state, detail(receipt), ids.now());
    if (state == EffectState.DELIVERED) {
      journal.commit(List.of(news));
      return;
    }
    var effect =
        sql.first(
            "select recipe, run_id, step from effect where workspace_id = ? and reference = ?",
            row ->
                new Operation.Raise(
                    workspace,
                    "undelivered/" + receipt.reference(),
                    "undelivered",
                    row.getString(1),
                    Sql.id(row, "run_id"),
                    row.getString(3),
                    sentence(receipt),
                    List.of("done"),
                    ids.now()),
            workspace,
            receipt.reference());
    journal.commit(effect == null ? List.of(news) : List.of(news, effect));
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
