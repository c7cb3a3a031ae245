package org.carelay.engine.effect;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Questions to the ledger that a step asks while it runs. */
public final class Ledger {
  private final DataSource database;
  private final ReentrantLock claims = new ReentrantLock();

  public Ledger(DataSource database) {
    this.database = database;
  }

  /** True where the provider's id is not recorded for another effect. */
  public boolean isFree(int workspace, String reference, String key) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select 1 from effect where workspace_id = ? and reference = ? and key <> ?")) {
      statement.setInt(1, workspace);
      statement.setString(2, reference);
      statement.setString(3, key);
      try (var rows = statement.executeQuery()) {
        return !rows.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The ledger could not be read.", e);
    }
  }

  /** What became of an effect so far; null where there is none of this key. */
  public @Nullable String state(int workspace, String key) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "select state from effect where workspace_id = ? and key = ?")) {
      statement.setInt(1, workspace);
      statement.setString(2, key);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The ledger could not be read.", e);
    }
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
