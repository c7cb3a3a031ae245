package org.carelay.connector;

import org.jspecify.annotations.Nullable;

/** An opened connection. Used by many threads at once; closed when its settings change. */
public interface Client extends AutoCloseable {
  /** For connectors without a connection. */
  Client NONE = new Client() {};

  /**
   * Gives back what the outside keeps for this connection, which is about to be deleted. Called
   * once, before {@link #close()}.
   *
   * @param memory the connection's notes
   * @throws ConnectorException whose message says what a person must do instead
   */
  default void release(Memory memory) throws ConnectorException, InterruptedException {}

  /**
   * How the connection is, from what its own work has shown: asks nothing of the outside.
   *
   * @return null where there is nothing to tell, or nothing yet
   */
  default @Nullable Condition condition() {
    return null;
  }

  /**
   * The settings were changed, and another client takes over. What is under way may end, but what
   * only one can hold is let go. Called once, before {@link #close()}, and must return at once.
   */
  default void retire() {}

  @Override
  default void close() {}
}
