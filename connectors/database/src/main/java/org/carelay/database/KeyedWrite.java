package org.carelay.database;

import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Effect;

/** Writes a row that is known by its key, so that it may be done twice. */
abstract sealed class KeyedWrite<I extends Record & KeyedWrite.Row>
    implements Action<DatabaseClient, I, Written> permits InsertAction, UpdateAction, DeleteAction {
  /** Which row. */
  sealed interface Row permits InsertAction.Input, UpdateAction.Input, DeleteAction.Input {
    String table();
  }

  /** Writes by what is known of the table, which may have changed meanwhile. */
  abstract Written write(DatabaseClient client, I input, ActionContext context)
      throws ConnectorException, InterruptedException;

  @Override
  public final Class<Written> output() {
    return Written.class;
  }

  @Override
  public final Effect effect() {
    return Effect.IDEMPOTENT_WRITE;
  }

  @Override
  public final Written perform(DatabaseClient client, I input, ActionContext context)
      throws ConnectorException, InterruptedException {
    client.refuseIfReadOnly();
    return Staleness.retried(client, input.table(), () -> write(client, input, context));
  }
}
