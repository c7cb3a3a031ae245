package org.carelay.connector;

/** An opened connection. Used by many threads at once; closed when its settings change. */
public interface Client extends AutoCloseable {
  /** For connectors without a connection. */
  Client NONE = new Client() {};

  @Override
  default void close() {}
}
