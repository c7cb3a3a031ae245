package org.carelay.engine.effect;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.carelay.engine.store.Sql;
import org.jspecify.annotations.Nullable;

/** Questions to the ledger that a step asks while it runs. */
public final class Ledger {
  private final Sql sql;
  private final ReentrantLock claims = new ReentrantLock();

  public Ledger(Sql sql) {
    this.sql = sql;
  }

  /** True where the provider's id is not recorded for another effect. */
  public boolean isFree(int workspace, String reference, String key) {
    return sql.first(
            "select 1 from effect where workspace_id = ? and reference = ? and key <> ?",
            row -> 1,
            workspace,
            reference,
            key)
        == null;
  }

  /** What became of an effect so far; null where there is none of this key. */
  public @Nullable String state(int workspace, String key) {
    return sql.first(
        "select state from effect where workspace_id = ? and key = ?",
        row -> row.getString(1),
        workspace,
        key);
  }

  /**
   * Finding something at the provider and recording it as ours must not be interleaved with the
   * same for another effect of the same text.
   */
  public <T> T claiming(Supplier<T> findAndRecord) {
    claims.lock();
    try {
      return findAndRecord.get();
    } finally {
      claims.unlock();
    }
  }
}
